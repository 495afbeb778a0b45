internal import Diagnostics
package import PolicyTesting

/// Writes the results of policy tests as JUnit's XML: a suite for each file, a case for each case.
package enum PolicyTestJUnit {
  /// The whole document, in the order of the files.
  package static func document(_ results: [CaseResult]) -> String {
    var suites: [JUnitDocument.Suite] = []
    for result in results {
      let path = result.place.path
      if let last = suites.last, last.name == path {
        suites[suites.count - 1] = JUnitDocument.Suite(
          name: path, cases: last.cases + [unit(result)])
      } else {
        suites.append(JUnitDocument.Suite(name: path, cases: [unit(result)]))
      }
    }
    return JUnitDocument(suites: suites, most: FindingJUnit.mostElements).text
  }

  private static func unit(_ result: CaseResult) -> JUnitDocument.Case {
    let lines = result.mismatches.map {
      "\(result.place.path):\($0.line): \($0.subject): expected \($0.expected), got \($0.got)"
    }
    let failure = result.mismatches.first.map {
      JUnitDocument.Failure(
        message: "\($0.subject): expected \($0.expected), got \($0.got)", kind: $0.subject,
        lines: lines)
    }
    return JUnitDocument.Case(
      name: result.name, group: result.place.path, failure: failure, output: nil)
  }
}

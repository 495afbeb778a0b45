internal import Diagnostics

/// Writes findings as JUnit's XML: a suite for each file, in it a case for each rule that found
/// something; a clean file has one case that passes. Errors are failures.
package enum FindingJUnit {
  /// GitLab reads no document of more than 250,000 elements.
  static let mostElements = 240_000

  /// The whole document.
  package static func document(_ report: FindingReport) -> String {
    let groups = FindingGroups(report.findings) { $0.location.path }
    let found = Set(groups.all.map { Array($0.key.utf8) })
    let clean = report.files.filter { !found.contains(Array($0.utf8)) }
    // What was found comes first, so that a cut leaves out what is clean.
    let suites = groups.all.map { suite($0.key, $0.findings) } + clean.map(clean(file:))
    return JUnitDocument(suites: suites, most: mostElements).text
  }

  private static func clean(file: String) -> JUnitDocument.Suite {
    JUnitDocument.Suite(
      name: file, cases: [JUnitDocument.Case(name: "lint", group: file, failure: nil, output: nil)])
  }

  private static func suite(_ file: String, _ findings: [Finding]) -> JUnitDocument.Suite {
    let rules = FindingGroups(findings) { $0.rule }
    return JUnitDocument.Suite(
      name: file,
      cases: rules.all.map { rule, findings in
        let errors = findings.filter { $0.severity == .error }
        let others = findings.filter { $0.severity != .error }
        let failure = errors.first.map {
          JUnitDocument.Failure(
            message: $0.message, kind: rule, lines: errors.map(FindingText.concise))
        }
        return JUnitDocument.Case(
          name: rule, group: file, failure: failure,
          output: others.isEmpty ? nil : others.map(FindingText.concise))
      })
  }
}

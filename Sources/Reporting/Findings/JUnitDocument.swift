/// A document of JUnit's XML, as Jenkins and GitLab read it.
struct JUnitDocument {
  struct Suite {
    let name: String
    let cases: [Case]
  }

  struct Case {
    let name: String
    let group: String
    let failure: Failure?
    /// Lines that are worth reading though nothing failed.
    let output: [String]?

    /// Its own element and those in it.
    fileprivate var elements: Int { 1 + (failure == nil ? 0 : 1) + (output == nil ? 0 : 1) }
  }

  struct Failure {
    let message: String
    let kind: String
    let lines: [String]
  }

  /// The document with its line feed.
  let text: String

  /// Writes suites until there are `most` elements; a last suite then says how many cases are
  /// left out.
  init(suites: [Suite], most: Int) {
    // The root, the suite of the remark and its case.
    var used = 4
    var shown: [Suite] = []
    for suite in suites {
      var cases: [Case] = []
      for unit in suite.cases where used + 1 + unit.elements <= most {
        used += unit.elements
        cases.append(unit)
      }
      guard !cases.isEmpty else { continue }
      used += 1
      shown.append(Suite(name: suite.name, cases: cases))
    }
    let leftOut = Self.count(suites) - Self.count(shown)
    if leftOut > 0 {
      let unit = Case(
        name: "left out", group: "assent", failure: nil,
        output: ["\(leftOut) more test cases are left out"])
      shown.append(Suite(name: "assent", cases: [unit]))
    }
    text = XMLText.head + Self.root(shown)
  }

  private static func count(_ suites: [Suite]) -> Int { suites.reduce(0) { $0 + $1.cases.count } }

  private static func failures(_ suites: [Suite]) -> Int {
    suites.reduce(0) { $0 + $1.cases.count { $0.failure != nil } }
  }

  private static func numbers(_ suites: [Suite]) -> [(String, String)] {
    [("tests", String(count(suites))), ("failures", String(failures(suites))), ("errors", "0")]
  }

  private static func root(_ suites: [Suite]) -> String {
    let attributes = XMLText.attributes([("name", "assent")] + numbers(suites))
    return "<testsuites\(attributes)>\n\(suites.map(element).joined())</testsuites>\n"
  }

  private static func element(_ suite: Suite) -> String {
    let attributes = XMLText.attributes([("name", suite.name)] + numbers([suite]))
    return "  <testsuite\(attributes)>\n\(suite.cases.map(element).joined())  </testsuite>\n"
  }

  private static func element(_ unit: Case) -> String {
    let attributes = XMLText.attributes([("classname", unit.group), ("name", unit.name)])
    guard unit.failure != nil || unit.output != nil else {
      return "    <testcase\(attributes)/>\n"
    }
    var text = "    <testcase\(attributes)>\n"
    if let failure = unit.failure {
      let attributes = XMLText.attributes([("message", failure.message), ("type", failure.kind)])
      text += "      <failure\(attributes)>\(lines(failure.lines))</failure>\n"
    }
    if let output = unit.output { text += "      <system-out>\(lines(output))</system-out>\n" }
    return text + "    </testcase>\n"
  }

  private static func lines(_ lines: [String]) -> String {
    lines.map { line in
      XMLText.escaped(line.hasSuffix("\n") ? String(line.dropLast()) : line)
    }.joined(separator: "\n")
  }
}

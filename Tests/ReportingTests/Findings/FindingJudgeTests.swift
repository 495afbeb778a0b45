import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing

/// Programs that are not ours read every format.
struct FindingJudgeTests {
  private let folder: ScratchFolder
  private let findings = FindingSamples.ordinary + FindingSamples.nasty
  private let suppressed = [
    FindingReport.Suppressed(
      finding: FindingSamples.finding("risk-missing", .warning), reason: "known",
      until: "2026-12-31")
  ]

  init() throws { folder = try ScratchFolder("judges") }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = "\(folder.path)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func python(_ program: String, _ arguments: String...) throws -> String {
    let outcome = try Command.run(
      "/usr/bin/python3", ["-c", program] + arguments, in: folder.path,
      environment: ["LC_ALL": "C.UTF-8"])
    return outcome.text + outcome.errorText
  }

  /// Validates JSON against a schema of Fixtures with Debian's validator.
  private static let validate = """
    import json, sys
    from jsonschema import Draft7Validator, FormatChecker
    schema = json.load(open(sys.argv[1])); value = json.load(open(sys.argv[2]))
    Draft7Validator.check_schema(schema)
    for error in Draft7Validator(schema, format_checker=FormatChecker()).iter_errors(value):
      print(list(error.path), error.message[:200])
    """

  private func schema(_ name: String) -> String {
    "\(Golden.root)/Tests/ReportingTests/Fixtures/\(name)"
  }

  @Test(arguments: [false, true])
  func `SARIF keeps the rules of GitHub`(_ showsSuppressed: Bool) throws {
    let report = FindingSamples.report(findings, suppressed: suppressed)
    let log = FindingSARIF.log(report, tool: "assent 0.1.0", showsSuppressed: showsSuppressed).line
    let path = try write(log, "findings.sarif")
    #expect(try python(Self.validate, schema("sarif-github.schema.json"), path) == "")
    let run = try #require(try JSON(parsing: Data(log.utf8))["runs"].elements.first)
    let rules = run["tool"]["driver"]["rules"].elements.map(\.["id"].string)
    #expect(Set(rules).count == rules.count)
    let results = run["results"].elements
    #expect(results.count == findings.count + (showsSuppressed ? 1 : 0))
    // All results of a run have suppressions, or none has.
    #expect(results.count { $0["suppressions"].isArray } == (showsSuppressed ? results.count : 0))
    for result in results {
      if let index = result["ruleIndex"].integer {
        #expect(rules[index] == result["ruleId"].string)
      }
    }
    let fingerprints = results.map(\.["partialFingerprints"]["assent/v1"].string)
    #expect(Set(fingerprints).count == results.count)
    if let keep = ProcessInfo.processInfo.environment["ASSENT_KEEP"] {
      try log.write(toFile: "\(keep)/\(showsSuppressed).sarif", atomically: true, encoding: .utf8)
    }
  }

  @Test(.enabled(if: Judge.sarif.isExpected, "\(Judge.sarif.absence)"))
  func `sarif-tools counts what we wrote`() throws {
    let log = FindingSARIF.log(FindingSamples.report(findings), tool: "assent 0.1.0").line
    let path = try write(log, "findings.sarif")
    let outcome = try Judge.sarif.run(["summary", path], in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    for (level, severity) in [("error", Severity.error), ("warning", .warning), ("note", .note)] {
      let count = findings.count { $0.severity == severity }
      #expect(outcome.text.contains("\(level): \(count)"), "\(outcome.text)")
    }
  }

  @Test func `GitLab's report fits its documentation`() throws {
    let text = FindingGitLab.report(FindingSamples.report(findings)).line
    #expect(text.utf8.first == UInt8(ascii: "["))
    let path = try write(text, "quality.json")
    #expect(try python(Self.validate, schema("gitlab-code-quality.schema.json"), path) == "")
    let prints = try JSON(parsing: Data(text.utf8)).elements.map(\.["fingerprint"].string)
    #expect(Set(prints).count == findings.count)
  }

  @Test func `JUnit is valid by its schema`() throws {
    let path = try write(FindingJUnit.document(FindingSamples.report(findings)), "junit.xml")
    let outcome = try Command.run(
      try Command.find("xmllint"), ["--noout", "--schema", schema("junit.xsd"), path],
      in: folder.path, environment: ["LC_ALL": "C.UTF-8"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
  }

  @Test(.enabled(if: Judge.python.isExpected, "\(Judge.python.absence)"))
  func `junitparser counts what we wrote`() throws {
    let text = FindingJUnit.document(FindingSamples.report(FindingSamples.ordinary))
    let path = try write(text, "junit.xml")
    let outcome = try Judge.python.run(
      [
        "-c",
        """
        import sys
        from junitparser import JUnitXml
        xml = JUnitXml.fromfile(sys.argv[1])
        print(len(list(xml)), sum(len(list(s)) for s in xml), xml.failures, xml.tests)
        print(sum(1 for s in xml for c in s if any(type(r).__name__ == 'Failure' for r in c.result)))
        """, path,
      ], in: folder.path)
    #expect(outcome.text == "5 6 3 6\n3\n", "\(outcome.text)\(outcome.errorText)")
  }

  @Test func `Checkstyle is XML with what was found`() throws {
    let path = try write(FindingCheckstyle.document(FindingSamples.report(findings)), "style.xml")
    let words = try python(
      """
      import sys, xml.etree.ElementTree as tree
      root = tree.parse(sys.argv[1]).getroot()
      errors = root.findall('file/error')
      assert root.tag == 'checkstyle' and all(f.get('name') for f in root.findall('file'))
      assert all(int(e.get('line')) > 0 and e.get('source').startswith('assent.') for e in errors)
      print(len(errors), errors[0].get('message'))
      """, path)
    #expect(words == "\(findings.count) the title `x` is vague; say what changes\n")
  }

  @Test func `every line of JSON lines is a finding`() throws {
    let lines = FindingJSON.lines(findings).split(separator: "\n")
    #expect(lines.count == findings.count)
    for (line, finding) in zip(lines, findings) {
      #expect(try JSON(parsing: Data(line.utf8))["message"].string == finding.message)
    }
  }
}

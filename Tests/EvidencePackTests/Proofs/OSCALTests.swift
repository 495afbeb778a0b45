import Audit
import AuditFixtures
import EvidencePack
import Foundation
import TestSupport
import Testing

struct OSCALTests {
  private func value(_ report: AuditReport) throws -> JSON {
    try JSON(parsing: Data(OSCALResults(report: report).file.bytes))["assessment-results"]
  }

  private var result: JSON {
    get throws { try #require(value(SampleAudit.report)["results"].elements.first) }
  }

  private func property(_ name: String, of value: JSON) -> String? {
    value["props"].elements.first { $0["name"].string == name }?["value"].string
  }

  @Test func `each failure is an observation, and passes are counted`() throws {
    let observations = try result["observations"].elements
    let failures = observations.filter { property("outcome", of: $0) == "fail" }
    let expected = SampleAudit.report.exceptions.count
    #expect(failures.count == expected)
    #expect(failures.contains { property("exception", of: $0) == "emergency-not-ratified" })
    let open = observations.filter { property("outcome", of: $0) == "not-evaluable" }
    // T11 of eight changes for one reason, and T15 of the repository.
    #expect(open.compactMap { property("count", of: $0) }.sorted() == ["1", "8"])
    let counts = try #require(observations.first { property("control-test", of: $0) == "T4" })
    #expect(property("pass", of: counts) == "8")
  }

  @Test func `nothing is satisfied that failed or could not be evaluated`() throws {
    var states: [String: String] = [:]
    for finding in try result["findings"].elements {
      let target = finding["target"]
      states[target["target-id"].string ?? ""] = target["status"]["state"].string
    }
    #expect(states["cm-3_obj.d"] == "not-satisfied")
    #expect(states["cm-3_obj.c"] == "satisfied")
    // T15 could not be evaluated and is all that speaks to it.
    #expect(states["cm-5_obj-6"] == nil)
    // T7 failed, whatever could not be evaluated beside.
    #expect(states["ac-5_obj.b"] == "not-satisfied")
  }

  @Test func `the same evidence has the same names, and other evidence has others`() throws {
    #expect(
      OSCALResults(report: SampleAudit.report).file.bytes
        == OSCALResults(report: SampleAudit.report).file.bytes)
    var other = SampleAudit.report
    other.scope.standpoint = SampleAudit.commit(901)
    let (left, right) = (try value(SampleAudit.report), try value(other))
    #expect(left["uuid"].string != right["uuid"].string)
    var names: Set<String> = []
    for observation in try result["observations"].elements {
      let name = try #require(observation["uuid"].string)
      #expect(names.insert(name).inserted)
      #expect(
        name.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil)
    }
  }

  @Test func `a version 5 UUID is the one that Python gives`() throws {
    let script = "import uuid; print(uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, 'x'), 'y'))"
    let outcome = try Command.run(
      try Command.find("python3"), ["-c", script], in: "/",
      environment: CleanEnvironment.variables(home: "/"))
    #expect(outcome.line == NameUUID("y", in: NameUUID("x", in: .url)).text)
  }

  @Test(.enabled(if: Judge.python.isExpected, "\(Judge.python.absence)"))
  func `compliance-trestle reads the results`() throws {
    let folder = try ScratchFolder("oscal")
    var hostile = SampleAudit.report
    hostile.changes[0].results[0] = TestResult(.t1, .fail, " \n\u{1B}[31m<b>\u{202E}x\n ")
    hostile.changes[1].results[0] = TestResult(.t1, .fail, "")
    for (name, report) in [("plain", SampleAudit.report), ("hostile", hostile)] {
      let file = OSCALResults(report: report).file
      try Data(file.bytes).write(to: URL(filePath: "\(folder.path)/\(name).json"))
      let script = """
        import sys, pathlib
        from trestle.oscal.assessment_results import AssessmentResults
        results = AssessmentResults.oscal_read(pathlib.Path(sys.argv[1]))
        assert results.metadata.oscal_version
        print(len(results.results[0].observations))
        """
      let outcome = try Judge.python.run(["-c", script, "\(folder.path)/\(name).json"])
      #expect((Int(outcome.line) ?? 0) > 18, "\(outcome.errorText)")
    }
  }
}

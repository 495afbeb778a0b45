import Audit
import AuditFixtures
import EvidencePack
import Foundation
import TestSupport
import Testing

struct AuditJSONTests {
  private func value(_ report: AuditReport) throws -> JSON {
    try JSON(parsing: Data(AuditJSON(report: report).file.bytes))
  }

  @Test func `the whole audit is in it`() throws {
    let value = try value(SampleAudit.report)
    #expect(
      value.keys == [
        "schema", "scope", "inputs", "counts", "files", "population", "changes",
        "repository-results", "policies", "policy-unrest", "people", "duties", "reconciliation",
        "tool-evidence", "sample", "metrics", "series", "suppressions", "remarks",
      ])
    #expect(value["changes"].elements.count == SampleAudit.changes.count)
    let exceptions = value["changes"].elements.flatMap { change in
      change["results"].elements.flatMap {
        $0["exceptions"].elements.compactMap { $0["kind"].string }
      }
    }
    #expect(
      Set(exceptions) == [
        "emergency-not-ratified", "approver-not-independent", "approval-after-deployment",
      ])
    #expect(value["scope"]["period"]["by"].string == "started")
    #expect(value["counts"]["exceptions"].integer == SampleAudit.report.exceptions.count)
  }

  @Test func `it comes piece by piece as it comes whole`() throws {
    var report = SampleAudit.report
    for number in 0..<2000 {
      var change = SampleAudit.changes[0]
      change.id = "CHG-2027-\(10_000 + number)"
      report.changes.append(change)
    }
    let json = AuditJSON(report: report)
    var pieces: [[UInt8]] = []
    json.write { pieces.append($0) }
    #expect(pieces.count > 3)
    #expect(pieces.flatMap(\.self) == json.file.bytes)
    #expect(try value(report)["changes"].elements.count == report.changes.count)
  }

  @Test func `each change stands on a line of its own`() throws {
    let lines = String(decoding: AuditJSON(report: SampleAudit.report).file.bytes, as: UTF8.self)
      .split(separator: "\n").filter { $0.hasPrefix("{\"id\":\"CHG-") }
    #expect(lines.count == SampleAudit.changes.count)
  }
}

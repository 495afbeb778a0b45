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

  /// Documentation/schemas/audit.json, which says what every member is.
  private static let schema: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(4).joined(separator: "/") + "/Documentation/schemas/audit.json"
  }()

  @Test(.enabled(if: Judge.checkJSONSchema.isExpected, "\(Judge.checkJSONSchema.absence)"))
  func `an audit keeps its schema`() throws {
    let folder = try ScratchFolder()
    let sample = "\(folder.path)/sample.json"
    let bytes = AuditJSON(report: SampleAudit.report).file.bytes
    // Without a command line nothing was given.
    let asked = """
      {"at":null,"deployments":[],"aliases":["a=b"],"leavers":null,"settings":[],"code":0,
      "seed":null,"size":null,"confidence":null,"tolerable":null,"deviations":null,
      "strata":"type","bundle":true,"bundle-since":null}
      """
    let text = String(decoding: bytes, as: UTF8.self)
      .replacingOccurrences(of: "\"inputs\":{}", with: "\"inputs\":\(asked)")
    try Data(text.utf8).write(to: URL(filePath: sample))
    let packed = try PackStory.closed.get().pack + "/audit.json"
    let outcome = try Judge.checkJSONSchema.run(
      ["--schemafile", Self.schema, packed, sample], in: folder.path)
    #expect(outcome.status == 0, "\(outcome.text)")
    for (old, new) in [
      ("\"outcome\":\"pass\"", "\"outcome\":\"passed\""), ("\"deleted\":false", "\"deleted\":0"),
      ("\"trust-root-given\"", "\"trust-root-known\""),
    ] {
      let wrong = text.replacingOccurrences(of: old, with: new)
      #expect(wrong != text)
      try Data(wrong.utf8).write(to: URL(filePath: sample))
      let refused = try Judge.checkJSONSchema.run(
        ["--schemafile", Self.schema, sample], in: folder.path)
      #expect(refused.status == 1, "\(old)")
    }
  }

  @Test func `each change stands on a line of its own`() throws {
    let lines = String(decoding: AuditJSON(report: SampleAudit.report).file.bytes, as: UTF8.self)
      .split(separator: "\n").filter { $0.hasPrefix("{\"id\":\"CHG-") }
    #expect(lines.count == SampleAudit.changes.count)
  }
}

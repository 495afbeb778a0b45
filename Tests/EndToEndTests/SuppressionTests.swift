import Foundation
import TestSupport
import Testing

/// What the owners accept opens the gate for one record until its day is over; what the record
/// itself says never does.
struct SuppressionTests {
  /// A change on its way whose record lacks what is asked for, under a policy with these lines.
  private func scene(_ lines: String, comment: String = "") throws -> Scene {
    var organisation = try SampleOrganisation()
    organisation.files["lint.yaml"] = "schema: assent/lint/1\n" + lines
    var record = try SampleRecord()
    let line = try #require(
      record.text.split(separator: "\n").first { $0.hasPrefix("  security: ") })
    record.text = record.text.replacing(line + "\n", with: "")
    record.text = record.text.replacing("assessment:\n", with: "\(comment)assessment:\n")
    return try Scene(organisation, record, through: .scheduled)
  }

  private func item(_ rule: String, _ id: String, until: String) -> String {
    """
    suppressions:
      - rule: \(rule)
        record: \(id)
        reason: The zone is closed.
        until: \(until)

    """
  }

  @Test func `the gate opens for the record that is named, until the day is over`() throws {
    let id = try SampleRecord().id
    let open = try scene(item("security-impact-missing", id, until: "2099-12-31"))
    #expect(try open.gate(at: open.inWindow).decision == "allowed")
    let over = try scene(item("security-impact-missing", id, until: "2026-01-01"))
    #expect(try over.gate(at: over.inWindow).decision == "prevented")
    let other = try scene(item("security-impact-missing", "CHG-2026-9ZZZ", until: "2099-12-31"))
    #expect(try other.gate(at: other.inWindow).decision == "prevented")
  }

  @Test func `a comment in the record does not open the gate`() throws {
    let mark = "# assent: ignore[security-impact-missing] until=2099-12-31 the zone is closed\n"
    let scene = try scene("", comment: mark)
    #expect(try scene.gate(at: scene.inWindow).decision == "prevented")
  }

  @Test func `a policy in the work tree suppresses nothing`() throws {
    let scene = try scene("")
    let id = scene.record.id
    let text = "schema: assent/lint/1\n" + item("security-impact-missing", id, until: "2099-12-31")
    let folder = "\(scene.repository.path)/policies"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: "\(folder)/lint.yaml", atomically: true, encoding: .utf8)
    #expect(try scene.gate(at: scene.inWindow).decision == "prevented")
  }
}

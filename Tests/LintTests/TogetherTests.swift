import Diagnostics
import Lint
import Records
import Testing

@Suite struct TogetherTests {
  private func record(_ id: String, dependsOn: [String] = []) throws -> RecordDocument {
    try Examples.document(
      over: "id: \(id)\nrequest: {depends-on: [\(dependsOn.joined(separator: ", "))]}",
      without: ["rollback", "closure", "schedule"], path: "changes/\(id).yaml")
  }

  @Test func `a circle of three is reported at each of them, and at nobody who only waits`() throws
  {
    let records = [
      try record("CHG-2026-000A", dependsOn: ["CHG-2026-000B"]),
      try record("CHG-2026-000B", dependsOn: ["CHG-2026-000C"]),
      try record("CHG-2026-000C", dependsOn: ["CHG-2026-000A"]),
      try record("CHG-2026-000D", dependsOn: ["CHG-2026-000A"]),
      try record("CHG-2026-000E"),
    ]
    let found = lintTogether(records).filter { $0.rule == "dependency-cycle" }
    #expect(
      found.map(\.location.path) == [
        "changes/CHG-2026-000A.yaml", "changes/CHG-2026-000B.yaml", "changes/CHG-2026-000C.yaml",
      ])
  }

  @Test func `a record that waits for itself is a circle`() throws {
    let found = lintTogether([try record("CHG-2026-000A", dependsOn: ["CHG-2026-000A"])])
    #expect(found.map(\.rule) == ["dependency-cycle"])
  }

  @Test func `a chain of five thousand records is no circle`() throws {
    let records = (1000..<6000).map { number in
      var change = ChangeRequest()
      change.id = "CHG-2026-\(number)"
      change.request = ChangeRequest.Request()
      if number > 1000 { change.request?.dependsOn = ["CHG-2026-\(number - 1)"] }
      return RecordDocument(
        path: "changes/\(change.id).yaml", root: nil, change: change, findings: [])
    }
    #expect(lintTogether(records) == [])
  }

  @Test func `a duplicate id shows both files`() throws {
    let first = try Examples.document(path: "changes/CHG-2026-7F3K.yaml")
    let second = try Examples.document(path: "changes/2026/CHG-2026-7F3K.yaml")
    let found = lintTogether([first, second]).filter { $0.rule == "duplicate-id" }
    #expect(
      found.map(\.location.path) == [
        "changes/2026/CHG-2026-7F3K.yaml", "changes/CHG-2026-7F3K.yaml",
      ])
    #expect(found.first?.related.first?.location.path == "changes/CHG-2026-7F3K.yaml")
  }

  @Test func `a second try may keep the way back of the first`() throws {
    let first = try Examples.document()
    let second = try Examples.document(
      over: "id: CHG-2026-9ZZZ\nrequest: {supersedes: [CHG-2026-7F3K]}",
      path: "changes/CHG-2026-9ZZZ.yaml")
    #expect(lintTogether([first, second]) == [])
  }
}

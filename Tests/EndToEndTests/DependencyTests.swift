import TestSupport
import Testing

/// "`depends-on` is awaited until those changes finish successfully" (section 5).
struct DependencyTests {
  struct Row: NamedCase {
    let name: String
    let acts: [(act: Act, person: Persona)]
    let finished: Bool
  }

  static let rollback = Act(
    "Start",
    [
      ("role", "implementer"), ("commit", SampleRecord.target), ("kind", "rollback"),
      ("trigger", "T1"),
    ])

  @Test(arguments: [
    Row(name: "nothing more", acts: [], finished: true),
    Row(name: "the same again", acts: [(.finish(), .fay)], finished: true),
    Row(
      name: "with issues, by another", acts: [(.finish("successful-with-issues"), .gil)],
      finished: true),
    Row(name: "failed after all", acts: [(.finish("failed"), .fay)], finished: false),
    Row(name: "failed, says another", acts: [(.finish("failed"), .gil)], finished: false),
    Row(name: "rolled back after all", acts: [(.finish("rolled-back"), .fay)], finished: false),
    Row(name: "a way back was started", acts: [(rollback, .fay)], finished: false),
    Row(name: "a way back was started by nobody", acts: [(rollback, .joe)], finished: true),
    Row(name: "failed, says somebody", acts: [(.finish("failed"), .joe)], finished: true),
  ]) func `a change waits for what finished successfully and was not taken back`(_ row: Row) throws
  {
    let scene = try Scene(at: .finished)
    let first = scene.record
    for (act, person) in row.acts { try scene.act(act, by: person) }
    var waiting = try SampleRecord(id: "CHG-2026-8G4M", begins: .beginning + 7.days)
    try waiting.replace(
      "  environment: production\n",
      with: "  environment: production\n  depends-on: [\(first.id)]\n")
    try scene.takeUp(waiting)
    let verdict = try scene.gate()
    #expect(verdict.reasons.contains("dependency") == !row.finished, "\(verdict)")
  }

  @Test func `a success after a failure is one`() throws {
    let scene = try Scene(at: .started)
    let first = scene.record
    try scene.act(.finish("failed"), by: .gil)
    try scene.act(.finish(), by: .fay)
    var waiting = try SampleRecord(id: "CHG-2026-8G4M", begins: .beginning + 7.days)
    try waiting.replace(
      "  environment: production\n",
      with: "  environment: production\n  depends-on: [\(first.id)]\n")
    try scene.takeUp(waiting)
    #expect(try !scene.gate().reasons.contains("dependency"))
  }
}

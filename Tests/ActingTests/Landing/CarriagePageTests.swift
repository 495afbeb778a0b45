import Foundation
import TestSupport
import Testing

/// The examples of Documentation/carriage.md are what the program prints.
struct CarriagePageTests {
  /// The page, with every commit id as `…`.
  private func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return try String(
      contentsOf: root.appending(path: "Documentation/carriage.md"), encoding: .utf8)
  }

  private func masked(_ text: String) -> String {
    text.replacing(/[0-9a-f]{10,40}/, with: "…")
  }

  @Test func `the page shows what a landing prints`() throws {
    let scene = try LandingScene()
    try scene.sign("submit", by: .ana)
    try scene.sign("approve", by: .bo)
    try scene.edit("minutes: 25}", to: "minutes: 26}")
    try scene.sign("object", by: .eli, ["--objection", "S1"])
    let outcome = try scene.land()
    #expect(outcome.status == 1)
    let text = masked(outcome.text)
    #expect(try page().contains(text), "\(text)")
  }

  @Test func `the page shows what explain says of a squashed act`() throws {
    let scene = try LandingScene()
    try scene.sign("approve", by: .bo)
    let copied = try scene.clone.git("log", "-1", "--format=%B", "origin/\(scene.branch(.bo))")
    try scene.push(
      CommitPlan(
        copied + "\n", by: .joe, at: .current,
        parents: [try scene.clone.git("rev-parse", "origin/main")]), to: "main")
    try scene.clone.git("fetch", "--quiet", "origin")
    let outcome = try Assent.run(
      ["explain", scene.id], in: scene.clone.path, home: scene.clone.home,
      environment: ["ASSENT_TRUST_ROOT": scene.stage.scene.root])
    let start = try #require(outcome.text.range(of: "Acts that do not count\n"))
    let rest = outcome.text[start.lowerBound...]
    let text = masked(String(rest[..<(rest.range(of: "\n\n")?.lowerBound ?? rest.endIndex)]))
    #expect(try page().contains(text), "\(text)")
  }
}

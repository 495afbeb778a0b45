internal import Acting
internal import Decision
internal import Primitives

extension DemoStory {
  /// The change that is begun without an approval.
  static let unapproved = "CHG-2026-0141"
  private static let image =
    "artifact=sha256:0bb0d8174afaeb7b424722aa560031725fa5144ea152947fdb7c6ea485fe91f9"

  /// Somebody begins without an approval: nothing can stop a signature, and nothing can undo it.
  func shortCut() throws {
    stage.chapter("A short cut")
    stage.tell("rob.fink does not wait for an approval, and signs Start past the program.")
    let record = DemoRecord(Self.unapproved, before: "# Nothing", opening: now.advanced(by: -300))
    try stage.pullRequest(
      "firmware", "Ask for new firmware", by: "lars.wolff",
      record.evidence + [SampleFile(path: record.path, text: record.text)])
    try stage.act("submit", Self.unapproved, by: "lars.wolff")
    _ = try stage.byHand(
      "Start", Self.unapproved, "role=implementer; \(Self.image)", by: "rob.fink", path: record.path
    )
    let flags = try stage.verdict(Self.unapproved).flags
    stage.tell("  flagged for ever: \(flags.map(\.code.rawValue).joined(separator: ", "))")
    guard flags.contains(where: { $0.code == .startedUnauthorised }) else {
      throw Failure("demo", "an unauthorised Start raised no flag", exitStatus: 70)
    }
  }
}

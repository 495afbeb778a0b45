internal import Acting
internal import Decision
internal import Primitives
internal import Records

extension DemoStory {
  private static let patch = "CHG-2026-0126"
  private static let firmware = [
    "--artifact", "sha256:01a8ee069af8cbcb1b7e30266755a4cc8093685473cf62be273d6e7bbec3e8e9",
  ]

  /// One signature opens the gate of an emergency; what it defers stays owed.
  func emergency() throws {
    stage.chapter("An emergency")
    stage.tell("The remote access gateways are under attack; the board meets in four days.")
    let record = DemoRecord(Self.patch, before: "execution:", opening: now.advanced(by: -300))
    try stage.pullRequest(
      "hotfix", "Ask for the hotfix", by: "sam.reich",
      record.evidence + [SampleFile(path: record.path, text: record.text)])
    try stage.act("submit", Self.patch, by: "sam.reich")
    try stage.gate(Self.patch, Self.firmware, says: .awaiting)
    try stage.act("approve", Self.patch, by: "gus.lang", ["--role", "on-call-manager"])
    try stage.gate(Self.patch, Self.firmware, says: .allowed)
    try stage.act("start", Self.patch, by: "vic.stein")
    let verdict = try stage.verdict(Self.patch)
    let deferred = verdict.stages.filter { $0.status == .deferred }.map(\.stage.rawValue)
    stage.tell(
      "Owed within 48 hours, or the change cannot close: \(deferred.joined(separator: ", ")).")
    guard deferred.count == 5, verdict.flags.isEmpty else {
      throw Failure("demo", "the emergency is not what it should be", exitStatus: 70)
    }
  }
}

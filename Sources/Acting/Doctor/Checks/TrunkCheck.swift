internal import Acts
internal import Decision
internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives

/// What the trunk's own history tells of how it is merged.
enum TrunkCheck {
  /// So many commits of the trunk are recent: older accidents are nothing to cure.
  private static let recent = 200

  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let reading = setUp.reading else { return [] }
    return squashed(reading.history) + moved(setUp, reading.history, repository)
      + mixed(reading.history) + unsettled(reading.history)
  }

  /// Acts that arrived without the signature they were made with.
  private static func squashed(_ history: History) -> [SetUpFinding] {
    let from = history.tipPosition - recent
    let lost = history.changes.values.flatMap(\.acts).filter { act in
      guard let position = act.integration, position > from else { return false }
      return act.faults.contains(.unsigned) || act.faults.contains(.signatureBad)
    }
    let commits = Set(lost.map(\.id)).sorted { $0.description < $1.description }
    let misses = squashedText(history)
    guard let first = commits.first ?? misses.first else { return [] }
    let count = commits.count + misses.count
    return [
      SetUpFinding(
        .trunkSquashed, .cost,
        (count == 1
          ? "a recent commit of the trunk repeats acts without their signatures, \(first.short): "
          : "\(count) recent commits of the trunk repeat acts without their signatures, such as "
            + "\(first.short): ") + "the button that merges squashes or rebases",
        cures: [
          "in the forge, allow merge commits alone for the trunk (Documentation/set-up.md)",
          "assent explain CHANGE names the acts to make again",
        ])
    ]
  }

  /// Commits of the trunk that hold acts above the last paragraph, as squashes write them.
  private static func squashedText(_ history: History) -> [ObjectID] {
    let from = max(0, history.tipPosition - recent)
    let spine = Set(history.graph.spine[from...].map { history.graph.ids[$0] })
    let located = history.changes.values.flatMap(\.nearMisses).filter {
      spine.contains($0.commit) && $0.nearMiss.suggestion != nil
        && [.notInLastParagraph, .notATrailer].contains($0.nearMiss.code)
    }
    return Set(located.map(\.commit)).sorted { $0.description < $1.description }
  }

  /// Tips that the tracking reference had and the trunk's first parents no longer reach.
  private static func moved(
    _ setUp: SetUp, _ history: History, _ repository: borrowing Repository
  ) -> [SetUpFinding] {
    guard let trunk = setUp.trunk, trunk.reference.hasPrefix("refs/remotes/") else { return [] }
    let tips = loggedTips(of: trunk.reference, repository)
    let spine = Set(history.graph.spine.map { history.graph.ids[$0] })
    guard let lost = tips.first(where: { !spine.contains($0) }) else { return [] }
    let tip = setUp.trunk?.tip.short ?? ""
    if history.graph.ids.contains(lost) {
      return [
        SetUpFinding(
          .trunkSwapped, .cost,
          "\(lost.short) was the trunk's tip and is no longer on its first parents: a merge the "
            + "wrong way round",
          cures: [
            "git log --first-parent --oneline \(lost.short)..\(tip)",
            "rebuild the trunk: git switch -C repair \(lost.short) && git merge --no-ff \(tip)",
            "on the server: assent hook install --server",
          ])
      ]
    }
    return [
      SetUpFinding(
        .trunkRewritten, .cost,
        "\(lost.short) was the trunk's tip and is gone from its history: somebody pushed by force",
        cures: [
          "git log --oneline \(tip)..\(lost.short) shows what is missing",
          "in the forge, forbid forced pushes to the trunk; on a server of your own: "
            + "assent hook install --server",
        ])
    ]
  }

  /// What a reference was, newest first, by its log here; empty where none is kept.
  private static func loggedTips(
    of reference: String, _ repository: borrowing Repository
  ) -> [ObjectID] {
    // `git log --walk-reflogs` leaves out what the oldest entry replaced.
    let path = repository.commonDirectory + "logs/" + reference
    guard Files.exists(path) else { return [] }
    let bytes: [UInt8]
    do throws(ActingError) { bytes = try Files.read(path, limit: 1 << 24) } catch { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(recent)
    return lines.reversed().flatMap { line in
      line.split(separator: " ").prefix(2).reversed().compactMap { ObjectID(String($0)) }
    }.filter { id in id.description.contains { $0 != "0" } }
  }

  private static func mixed(_ history: History) -> [SetUpFinding] {
    let commits = history.flags.filter { $0.code == .mixed }.compactMap(\.commit)
    guard let last = commits.last else { return [] }
    return [
      SetUpFinding(
        .trunkMixed, .risk,
        (commits.count == 1
          ? "a commit of the trunk edits policy and records at once: "
          : "\(commits.count) commits of the trunk edit policy and records at once, the last ")
          + last.short,
        cures: ["make two pull requests of such work, the policy first"])
    ]
  }

  private static func unsettled(_ history: History) -> [SetUpFinding] {
    history.problems.filter { $0.holds(at: history.tipPosition) }.map { problem in
      SetUpFinding(
        .policyUnsettled, .cost, problem.message,
        cures: problem.code == .policyPending
          ? ["assent policy approve, by the owners whom it names", "assent land"]
          : ["what it says, on the trunk"])
    }
  }
}

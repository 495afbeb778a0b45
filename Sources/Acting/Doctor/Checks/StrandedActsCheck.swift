internal import Acts
internal import Decision
internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives

/// Acts that the trunk does not reach, and will not by itself.
enum StrandedActsCheck {
  /// Acts on a branch for acts land within this many seconds: two weeks.
  private static let patience: Int64 = 14 * 86_400
  /// Branches beyond this number are left out: looking at them all could take long.
  private static let mostBranches = 200

  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let reading = setUp.reading else { return [] }
    return waiting(reading.history, setUp.settings.now)
      + (try leftBehind(reading.history, setUp, repository))
  }

  private static func waiting(_ history: History, _ now: Instant) -> [SetUpFinding] {
    let old = history.changes.values.flatMap(\.acts).filter {
      $0.integration == nil && $0.faults.isEmpty && now.seconds - $0.time.seconds > patience
    }.sorted { $0.time.seconds < $1.time.seconds }
    guard let first = old.first else { return [] }
    return [
      SetUpFinding(
        .actsStranded, .risk,
        "\(old.count) acts wait on branches below assent/ for more than two weeks, the oldest "
          + "\(first.statement.verb.rawValue) of \(first.statement.change) by "
          + "\(first.person ?? "somebody")",
        cures: ["git merge --no-ff \(first.id.short) on the trunk, or delete the branch"])
    ]
  }

  /// Branches whose record landed without the acts on it: by a squash or a rebase.
  private static func leftBehind(
    _ history: History, _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    let branches = try inGit { () throws(GitError) in
      try repository.references(withPrefix: "refs/heads/")
        + repository.references(withPrefix: "refs/remotes/")
    }.filter { !$0.name.contains("/assent/") && !$0.name.hasSuffix("/HEAD") }
    let known = Set(history.graph.ids)
    var findings: [SetUpFinding] = []
    var seen: Set<ObjectID> = []
    for (name, tip) in branches.prefix(mostBranches) where !known.contains(tip) {
      let acts = try actCommits(from: tip, known: known, &seen, repository)
      let lost = acts.filter { landed($0.statement, history) }
      guard let first = lost.first else { continue }
      findings.append(
        SetUpFinding(
          .actsStranded, .cost,
          "\(name) holds \(lost.count) acts on records that landed without them, such as "
            + "\(first.statement.verb.rawValue) of \(first.statement.change) in "
            + "\(first.commit.short)",
          cures: [
            "git merge --no-ff \(name.split(separator: "/").dropFirst(2).joined(separator: "/")) "
              + "on the trunk, if its content is the trunk's",
            "else make them again: assent \(first.statement.verb.name) \(first.statement.change)",
          ]))
    }
    return findings
  }

  /// The acts of signed commits that the graph does not hold, from a tip on.
  private static func actCommits(
    from tip: ObjectID, known: Set<ObjectID>, _ seen: inout Set<ObjectID>,
    _ repository: borrowing Repository
  ) throws(ActingError) -> [(commit: ObjectID, statement: Statement)] {
    var result: [(commit: ObjectID, statement: Statement)] = []
    var pending = [tip]
    while let id = pending.popLast(), seen.count < 10_000 {
      guard !known.contains(id), seen.insert(id).inserted else { continue }
      let commit = try inGit { () throws(GitError) in try repository.commit(id) }
      pending += commit.parents
      guard commit.signature != nil else { continue }
      let reading = MessageReading(message: commit.message)
      guard reading.fault == nil else { continue }
      result += reading.statements.map { (id, $0) }
    }
    return result
  }

  /// Whether the trunk has the very text that an act was made on.
  private static func landed(_ statement: Statement, _ history: History) -> Bool {
    guard let change = history.changes[statement.change], let current = change.current,
      let digest = statement.digest
    else { return false }
    return change.versions[current].digest == digest
  }
}

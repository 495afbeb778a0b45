internal import Acts
internal import Decision
package import Diagnostics
package import Git
internal import Lint
package import Primitives
internal import Records
internal import YAMLTree

/// What the commits of a range do that costs acts, or misleads.
///
/// Nothing here is a rule of its own: what counts is what the push check and the decision say of the
/// history as it would be with the range.
package struct RangeCheck {
  /// What was found, and in how many commits it was looked for.
  package struct Report: Sendable {
    package let findings: [Finding]
    package let commits: Int
  }

  private let range: CommitRange
  private let trustRoot: LedgerOptions.TrustRoot
  private let now: Instant
  private let threads: Int

  package init(
    _ range: CommitRange, trustRoot: LedgerOptions.TrustRoot, now: Instant, threads: Int = 2
  ) {
    self.range = range
    self.trustRoot = trustRoot
    self.now = now
    self.threads = threads
  }

  /// Reads the history with the range's head and judges what the range adds.
  ///
  /// Throws where that cannot be told: a history that is cut off, no trunk, no readable policy.
  package func report(_ repository: borrowing Repository) throws(LedgerError) -> Report {
    try Ledger.reading { () throws(GitError) in try repository.refuseIfIncomplete() }
    let commits = try range.commits(repository)
    guard !commits.isEmpty else { return Report(findings: [], commits: 0) }
    var options = LedgerOptions(trustRoot: trustRoot, now: now, threads: threads)
    options.head = range.head
    let reading = try HistoryReader(options: options).read(repository)
    let history = reading.history
    let fresh = history.graph.ids.indices.filter { commits.contains(history.graph.ids[$0]) }
    let ground = RangeGround(history: history, fresh: Set(fresh))
    let acts = RangeActs(ground: ground, now: now)
    let evidence = EvidenceRule(history: history)
    var pushed = PushedCommits(reading)
    var findings: [Finding] = []
    for index in fresh {
      let commit = try pushed.commit(at: index, repository)
      findings += try acts.findings(about: commit, evidence, repository)
      findings += try RangeContent(ground: ground).findings(about: commit, repository)
    }
    findings += acts.decided()
    return Report(findings: findings.sorted(by: Order.isBefore), commits: commits.count)
  }
}

/// The history that a range is judged in, and how findings are made of it.
struct RangeGround {
  let history: History
  /// The commits of the range.
  let fresh: Set<Graph.Index>

  private var settings: [String: Severity?] {
    history.policy(at: history.tipPosition)?.policy.lint.severities ?? [:]
  }

  /// A finding of a rule at the record of a change, or at the folder of all where there is none;
  /// nil if the policy turned the rule off.
  func finding(
    _ rule: CommitRule, _ message: String, change: String? = nil, place: YAMLTree.KeyPath? = nil,
    path: String? = nil, advice: String, related: [Finding.Related] = []
  ) -> Finding? {
    guard let severity = rule.severity(by: settings) else { return nil }
    let document = change.flatMap(document)
    let location =
      place.flatMap { document?.location(of: $0) }
      ?? Location(path: path ?? document?.path ?? "changes")
    return Finding(
      rule: rule.name, severity: severity, message: message, location: location,
      place: place?.description ?? "", advice: advice, related: related)
  }

  /// The record of a change as the head has it.
  func document(of id: String) -> RecordDocument? {
    guard let change = history.changes[id], let current = change.current else { return nil }
    return change.versions[current].document
  }
}

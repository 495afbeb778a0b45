internal import Acts
internal import Decision
internal import Diagnostics
internal import Git
internal import Lint
internal import Primitives
internal import Records
internal import YAMLTree

/// What a range does for acts and to them.
struct RangeActs {
  let ground: RangeGround
  let now: Instant

  private var history: History { ground.history }

  // MARK: One commit

  /// Acts that are no evidence, lines that only look like acts, and links to nothing.
  func findings(
    about commit: PushedCommit, _ evidence: EvidenceRule, _ repository: borrowing Repository
  ) throws(LedgerError) -> [Finding] {
    let id = commit.commit.id.short
    var findings: [Finding?] = []
    for fault in try evidence.faults(in: commit, repository) {
      findings.append(
        ground.finding(
          fault.isSquash ? .actSquashed : .actVoid, fault.message, change: fault.change,
          path: fault.change == nil && !fault.isSquash ? "policies/assent.yaml" : nil,
          advice: fault.advice))
    }
    for miss in evidence.plainNearMisses(of: commit).prefix(20) {
      findings.append(
        ground.finding(
          .actNearMiss,
          "\(id) has a line that looks like an act and is none (\(miss.code.rawValue)): "
            + miss.line,
          change: miss.change,
          advice: miss.suggestion.map {
            "make it with the command, which writes `\($0): …` as the last paragraph"
          } ?? "make the act with the command of its name, or reword the line"))
    }
    for link in commit.reading.links where history.changes[link]?.versions.isEmpty ?? true {
      findings.append(
        ground.finding(
          .linkUnknown, "\(id) links to `\(link)`, which has no record",
          advice: "correct the id in the message, or add the record first"))
    }
    return findings.compactMap { $0 }
  }

  // MARK: The decision

  /// What the decision makes of the changes that the range touches.
  func decided() -> [Finding] {
    history.changes.values.filter(isTouched).sorted { $0.id < $1.id }.flatMap { change in
      guard let verdict = evaluate(change.id, in: history, now: now) else { return [Finding]() }
      return uncounted(verdict) + outdated(verdict, change) + unsigned(change) + unlanded(change)
    }
  }

  private func isTouched(_ change: ChangeHistory) -> Bool {
    change.acts.contains { ground.fresh.contains($0.commit) }
      || change.edits.contains { ground.fresh.contains($0.commit) }
  }

  /// Sound acts of the range that count for nothing.
  private func uncounted(_ verdict: Verdict) -> [Finding] {
    verdict.acts.compactMap { act in
      guard ground.fresh.contains(act.act.commit), !act.counted, let reason = act.reason,
        EvidenceRule.fault(of: act.act) == nil
      else { return nil }
      let words = act.explanation.map { " (\($0))" } ?? Self.fields(of: act)
      return ground.finding(
        .actUncounted,
        "\(Self.name(of: act.act)) counts for nothing: \(reason.rawValue)\(words)",
        change: verdict.change,
        advice: "assent explain \(verdict.change) --act \(act.act.id.short) tells more")
    }
  }

  /// Acts that an edit of the range makes stale, by the field that was edited first.
  private func outdated(_ verdict: Verdict, _ change: ChangeHistory) -> [Finding] {
    let commits = Set(ground.fresh.map { history.graph.ids[$0] })
    return verdict.acts.compactMap { act in
      let edits = act.detail.filter { $0.commit.map(commits.contains) ?? false }
      guard act.reason == .stale, let first = edits.first, let commit = first.commit,
        let person = act.act.person
      else { return nil }
      let verb = act.act.statement.verb
      let role = act.act.statement.role.map { role in
        role.utf8.contains(UInt8(ascii: "(")) ? " --role '\(role)'" : " --role \(role)"
      }
      let hands = first.people.isEmpty ? "" : " by \(first.people.joined(separator: ", "))"
      let others = edits.count > 1 ? " and \(edits.count - 1) more" : ""
      return ground.finding(
        .approvalOutdated,
        "`\(first.field)`\(others) was edited in \(commit.short)\(hands): "
          + "\(Self.name(of: act.act)) no longer counts",
        change: change.id, place: YAMLTree.KeyPath(field: first.field),
        advice:
          "have \(person) read it and sign again: assent \(verb.name) \(change.id)\(role ?? "")",
        related: edits.dropFirst().prefix(5).compactMap { edit in
          ground.document(of: change.id).map {
            Finding.Related(
              label: "edited too", location: $0.location(of: YAMLTree.KeyPath(field: edit.field)))
          }
        })
    }
  }

  /// Edits that nobody known has signed, where the policy asks for that.
  private func unsigned(_ change: ChangeHistory) -> [Finding] {
    guard history.policy(at: history.tipPosition)?.policy.charter.edits == .signed else {
      return []
    }
    return change.edits.compactMap { edit in
      guard ground.fresh.contains(edit.commit), !edit.signedByHuman else { return nil }
      return ground.finding(
        .editUnsigned,
        "\(history.graph.ids[edit.commit].short) edits `\(change.id)` and is not signed by a "
          + "known human",
        change: change.id, place: edit.fields.first,
        advice: "sign the commit with a key of the policy: git commit --amend -S")
    }
  }

  /// Whether the range brings acts that the trunk does not have.
  private func unlanded(_ change: ChangeHistory) -> [Finding] {
    let acts = change.acts.filter {
      ground.fresh.contains($0.commit) && $0.integration == nil && $0.faults.isEmpty
    }
    guard let first = acts.first else { return [] }
    let count = acts.count == 1 ? "an act" : "\(acts.count) acts"
    let finding = ground.finding(
      .actNeedsMerge,
      "the range brings \(count) on `\(change.id)`, the first in \(first.id.short)",
      change: change.id,
      advice: "merge it with a merge commit; a squash or a rebase drops the signatures")
    return [finding].compactMap { $0 }
  }

  // MARK: Words

  private static func name(of act: Act) -> String {
    let role = act.statement.role.map { " as \($0)" } ?? ""
    let who = act.person.map { " by \($0)" } ?? ""
    return "\(act.statement.verb.rawValue)\(who)\(role) in \(act.id.short)"
  }

  private static func fields(of act: ActVerdict) -> String {
    let fields = act.detail.map(\.field).filter { !$0.isEmpty }
    guard let first = fields.first else { return "" }
    return " (`\(first)`\(fields.count > 1 ? " and \(fields.count - 1) more" : ""))"
  }
}

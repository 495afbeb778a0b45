internal import Acts
internal import Decision
internal import Git
internal import Primitives

/// What may stand on the branches below `refs/heads/assent/`: acts of the person they are named
/// for, and nothing that forbids may vanish from them before it has landed.
struct CarrierRule {
  static let prefix = "refs/heads/assent/"
  /// Branches on which `assent doctor --probe` tries out what the remote does to commits.
  static let probes = prefix + "doctor/"

  let history: History
  let evidence: EvidenceRule
  let places: [ObjectID: Graph.Index]
  let now: Instant

  /// Why a branch may not get its new tip.
  func refusals(
    of push: PushedReference, _ commits: inout PushedCommits, _ repository: borrowing Repository
  ) throws(LedgerError) -> [PushRefusal] {
    guard let new = push.new.flatMap({ places[$0] }) else { return [] }
    let fresh = unlanded(from: [new]).subtracting(unlanded(from: push.old.flatMap { places[$0] }))
    var pushed: [PushedCommit] = []
    for index in fresh.sorted() { pushed.append(try commits.commit(at: index, repository)) }
    if push.name.hasPrefix(Self.probes) { return probeRefusals(pushed, on: push.name) }
    guard let (topic, person) = Self.parts(of: push.name) else {
      return [
        PushRefusal(
          .carrierName, push.name, "a branch for acts is named assent/<change>/<person>",
          advice: "push it under such a name, or outside assent/")
      ]
    }
    var refusals: [PushRefusal] = []
    for each in pushed {
      // Approvals of a policy grow on the commits that propose it, each on the one before.
      var mayDiffer = false
      if topic == "policy", each.commit.id != push.new {
        mayDiffer = try isPolicyWork(each, repository)
      }
      if !mayDiffer, let refusal = refusal(of: each, on: push.name, of: person) {
        refusals.append(refusal)
      }
      refusals += try evidence.refusals(of: each, on: push.name, repository)
    }
    return refusals
  }

  /// Acts that close a gate and that a push would make vanish before they have landed.
  ///
  /// - Parameter kept: the tips of all such branches after the push.
  func dropped(by push: PushedReference, kept: [ObjectID]) -> [PushRefusal] {
    guard let old = push.old.flatMap({ places[$0] }) else { return [] }
    let lost = unlanded(from: [old]).subtracting(unlanded(from: kept.compactMap { places[$0] }))
    guard !lost.isEmpty else { return [] }
    var refusals: [PushRefusal] = []
    for change in history.changes.values.sorted(by: { $0.id < $1.id })
    where change.acts.contains(where: { lost.contains($0.commit) }) {
      let verdict = evaluate(change.id, in: history, now: now)
      for act in verdict?.acts ?? []
      where lost.contains(act.act.commit) && act.act.statement.verb.closesUnlanded && act.counted {
        refusals.append(
          PushRefusal(
            .actDropped, push.name,
            "\(act.act.statement.verb.rawValue) of \(change.id) by \(act.act.person ?? "somebody") "
              + "in \(act.act.id.short) forbids the change, and would vanish without having landed",
            advice: "land the branch first; what forbids is ended by an act of its own"))
      }
    }
    return refusals
  }

  // MARK: Parts

  /// The commits that a tip reaches and the trunk does not.
  private func unlanded(from tips: [Graph.Index]) -> Set<Graph.Index> {
    var result: Set<Graph.Index> = []
    var pending = tips
    while let index = pending.popLast() {
      guard history.graph.integrations[index] == nil, result.insert(index).inserted else {
        continue
      }
      pending += history.graph.parents(of: index)
    }
    return result
  }

  private func unlanded(from tip: Graph.Index?) -> Set<Graph.Index> {
    tip.map { unlanded(from: [$0]) } ?? []
  }

  private func refusal(
    of pushed: PushedCommit, on reference: String, of person: String
  ) -> PushRefusal? {
    let id = pushed.commit.id.short
    guard pushed.reading.hasActs else {
      return PushRefusal(
        .carrierNoAct, reference, "\(id) is no act; such a branch carries nothing else",
        advice: "push other work under a name outside assent/")
    }
    // Who has not signed, or with an unknown key, is named by the evidence rule.
    guard let signer = pushed.person, signer != history.canonical(person) else { return nil }
    return PushRefusal(
      .carrierOtherSigner, reference, "\(id) was signed by \(signer), not by \(person)",
      advice: "push it to assent/<change>/\(signer)")
  }

  /// A probe is a commit about nothing.
  private func probeRefusals(_ pushed: [PushedCommit], on reference: String) -> [PushRefusal] {
    pushed.filter(\.reading.hasActs).map {
      PushRefusal(
        .carrierName, reference, "\($0.commit.id.short) acts on a branch for probes",
        advice: "push it to assent/<change>/<person>")
    }
  }

  /// Whether a commit proposes or approves a policy, and does nothing else.
  private func isPolicyWork(
    _ pushed: PushedCommit, _ repository: borrowing Repository
  ) throws(LedgerError) -> Bool {
    let reading = pushed.reading
    guard reading.statements.isEmpty, reading.malformed.isEmpty, reading.delegations.isEmpty,
      let first = pushed.commit.parents.first, pushed.commit.parents.count == 1
    else { return false }
    let files = try Ledger.reading { () throws(GitError) in
      try repository.differences(
        from: try repository.commitHeader(first).tree, to: pushed.commit.tree)
    }
    return files.allSatisfy { $0.path.hasPrefix("policies/") }
  }

  /// Topic and person of `refs/heads/assent/<topic>/<person>`.
  private static func parts(of reference: String) -> (topic: String, person: String)? {
    let parts = reference.dropFirst(prefix.count).split(
      separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }
}

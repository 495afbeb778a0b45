internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Signatures

/// Whether one policy may follow another, by the votes of the owners of the one before.
struct PolicySuccession {
  let current: PolicyChain.Link
  let next: PolicySnapshot
  /// What is known of keys from all policies in force so far.
  let keys: SharedKeys

  private var before: Policy { current.version.policy }

  /// What the next policy still needs.
  func outlook(votes: [PolicyVote]) -> PolicyOutlook {
    guard next.tree != nil || next.policy != nil else {
      return blocked("the trunk has no `policies/`")
    }
    guard let policy = next.policy, let digest = next.digest else {
      return blocked("it cannot be read (\(next.fault))")
    }
    guard policy.charter.version == before.charter.version + 1 else {
      return blocked("its version is \(policy.charter.version), not \(before.charter.version + 1)")
    }
    if let short = shortEntry(policy) { return blocked(short) }
    let gains = gains(policy)
    let marks = marks(policy)
    let signers = signers(of: digest, votes, gains, marks)
    return PolicyOutlook(
      obstacle: nil,
      demands: entriesAsked(policy, gains).map { demand($0, signers, gains, marks, policy) })
  }

  /// Why an approval by somebody whose key is in force would not count, in words; nil if it would.
  func refusal(of person: String) -> String? {
    let outlook = outlook(votes: [])
    if let obstacle = outlook.obstacle { return "it can never come into force: \(obstacle)" }
    let asked = outlook.demands.filter { $0.people.contains(person) }
    guard !asked.isEmpty else {
      let owners = outlook.demands.map { $0.people.joined(separator: ", ") }
      return "\(person) owns nothing of what changes; it takes \(owners.joined(separator: "; "))"
    }
    if asked.contains(where: { $0.could.contains(person) }) { return nil }
    guard let policy = next.policy, let gain = gains(policy).gain(of: person) else {
      return "no key of \(person) could vote: retired, or marked as compromised"
    }
    return "it \(gain), and nobody's signature counts for what is added to themselves"
  }

  private func blocked(_ obstacle: String) -> PolicyOutlook {
    PolicyOutlook(obstacle: obstacle, demands: [])
  }

  private func gains(_ policy: Policy) -> PolicyGains {
    let known = keys.adding(KeyRing(snapshot: next, policy: policy))
    return PolicyGains(
      before: before, beforeFiles: current.snapshot.files, next: policy, nextFiles: next.files,
      canonical: known.canonical)
  }

  // MARK: Who is left

  /// An entry of the next policy that too few of its people could ever meet.
  private func shortEntry(_ policy: Policy) -> String? {
    let ring = KeyRing(snapshot: next, policy: policy)
    let known = keys.adding(ring)
    let marks = keys.compromised.union(ring.compromised.keys)
    for entry in policy.charter.owners {
      let able = entry.people.filter { person in
        policy.people.people[person]?.kind == .human
          && !ring.activeKeys(of: [person]).isSubset(of: marks)
      }
      let count = Set(able.map(known.canonical)).count
      if count < entry.threshold {
        return "it leaves \(count) people with active keys to an entry that needs "
          + "\(entry.threshold)"
      }
    }
    return policy.charter.owners.isEmpty ? "it has no owners" : nil
  }

  // MARK: Votes

  /// The human owners who approved this very step and gain nothing by it.
  private func signers(
    of digest: SHA256Digest, _ votes: [PolicyVote], _ gains: PolicyGains, _ marks: Set<Credential>
  ) -> Set<String> {
    var people: Set<String> = []
    for vote in votes {
      guard vote.isClean, vote.approval.digest == digest,
        vote.approval.from == current.version.digest,
        vote.repository == before.charter.repository,
        let owner = current.keys.owner(of: vote.key), owner.isActive, !owner.isMachine,
        vote.time.map(owner.validity.contains) ?? true, !people.contains(owner.person),
        marks.isDisjoint(with: vote.key.credentials),
        gains.gain(of: owner.person) == nil
      else { continue }
      people.insert(owner.person)
    }
    return people
  }

  /// The keys that may not vote: marked by any policy so far, since no later one can drop a mark,
  /// or by the next, whose own mark would void the vote that brings it into force.
  private func marks(_ policy: Policy) -> Set<Credential> {
    keys.compromised.union(KeyRing(snapshot: next, policy: policy).compromised.keys)
  }

  // MARK: Scopes

  private func demand(
    _ entry: Charter.Owners, _ signers: Set<String>, _ gains: PolicyGains,
    _ marks: Set<Credential>, _ policy: Policy
  ) -> PolicyOutlook.Demand {
    var seen: Set<String> = []
    let approved = entry.people.filter {
      signers.contains($0) && seen.insert(keys.canonical($0)).inserted
    }
    let could = entry.people.filter { person in
      !seen.contains(keys.canonical(person)) && gains.gain(of: person) == nil
        && !current.keys.activeKeys(of: [person]).isSubset(of: marks)
    }
    let revokes = isRevocation(policy)
    return PolicyOutlook.Demand(
      files: entry.files, people: entry.people,
      need: revokes ? entry.revokeThreshold ?? entry.threshold : entry.threshold,
      isRevocation: revokes && entry.revokeThreshold != nil, approved: approved, could: could)
  }

  /// The entries whose threshold this step needs, each once, in the order of the charter.
  private func entriesAsked(_ policy: Policy, _ gains: PolicyGains) -> [Charter.Owners] {
    let owners = before.charter.owners
    var asked: Set<Int> = []
    for path in changedFiles(policy) {
      let name = Array(path.utf8.dropFirst("policies/".utf8.count))
      let scoped = owners.indices.dropFirst().filter { index in
        owners[index].files.contains { Glob($0).fits(name) }
      }
      asked.formUnion(scoped.isEmpty ? [0] : scoped)
    }
    // A key for an owner of another entry is a vote in that entry.
    for person in policy.people.people.keys where !gains.newKeys(of: person).isEmpty {
      asked.formUnion(owners.indices.filter { owners[$0].people.contains(person) })
    }
    if asked.isEmpty { asked = [0] }
    return owners.indices.filter(asked.contains).map { owners[$0] }
  }

  private func isRevocation(_ policy: Policy) -> Bool {
    changedFiles(policy) == ["policies/people.yaml"]
      && PolicyRevocation.isAll(from: before.people, to: policy.people)
  }

  /// The files that differ; `assent.yaml` not if nothing but its version does and others differ.
  private func changedFiles(_ policy: Policy) -> [String] {
    let paths = Set(current.snapshot.files.keys).union(next.files.keys)
    let changed = paths.filter { current.snapshot.files[$0] != next.files[$0] }.sorted()
    guard changed.count > 1, raisesVersionAlone(policy) else { return changed }
    return changed.filter { $0 != "policies/assent.yaml" }
  }

  /// Whether `assent.yaml` stays what it was, comments and all, but for the number of its version.
  private func raisesVersionAlone(_ policy: Policy) -> Bool {
    var raised = before.charter
    raised.version = policy.charter.version
    return raised == policy.charter && next.besidesVersion != nil
      && next.besidesVersion == current.snapshot.besidesVersion
  }
}

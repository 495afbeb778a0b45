internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// Whether one policy may follow another, by the votes of the owners of the one before.
struct PolicySuccession {
  let current: PolicyChain.Link
  let next: PolicySnapshot
  /// What is known of keys from all policies in force so far.
  let keys: SharedKeys

  private var before: Policy { current.version.policy }

  /// What the next policy still needs.
  func outlook(votes: [PolicyVote]) -> PolicyOutlook {
    guard next.tree != nil else { return blocked("the trunk has no `policies/`") }
    guard let policy = next.policy, let digest = next.digest else {
      return blocked("it cannot be read (\(next.fault))")
    }
    guard policy.charter.version == before.charter.version + 1 else {
      return blocked("its version is \(policy.charter.version), not \(before.charter.version + 1)")
    }
    if let short = shortEntry(policy) { return blocked(short) }
    let gains = gains(policy)
    let signers = signers(of: digest, votes, gains, policy)
    return PolicyOutlook(
      obstacle: nil, demands: entriesAsked(policy, gains).map { demand($0, signers, gains, policy) }
    )
  }

  /// Why an approval by somebody with a key would not count, in words; nil if it would.
  func refusal(of person: String, key: [UInt8]) -> String? {
    let outlook = outlook(votes: [])
    if let obstacle = outlook.obstacle { return "it can never come into force: \(obstacle)" }
    guard let policy = next.policy, let owner = current.keys.owner(of: key) else {
      return "no person of the policy in force has the key"
    }
    guard outlook.demands.contains(where: { $0.people.contains(person) }) else {
      let owners = outlook.demands.map { $0.people.joined(separator: ", ") }
      return "\(person) owns nothing of what changes; it takes \(owners.joined(separator: "; "))"
    }
    if owner.isMachine { return "\(person) is a machine" }
    guard isUsable(key, policy) else { return "the key of \(person) is no longer in force" }
    return gains(policy).gain(of: person).map {
      "it \($0), and nobody's signature counts for what is added to themselves"
    }
  }

  private func blocked(_ obstacle: String) -> PolicyOutlook {
    PolicyOutlook(obstacle: obstacle, demands: [])
  }

  private func gains(_ policy: Policy) -> PolicyGains {
    let known = keys.adding(KeyRing(policy: policy))
    return PolicyGains(
      before: before, beforeFiles: current.snapshot.files, next: policy, nextFiles: next.files,
      canonical: known.canonical)
  }

  // MARK: Who is left

  /// An entry of the next policy that too few of its people could ever meet.
  private func shortEntry(_ policy: Policy) -> String? {
    let known = keys.adding(KeyRing(policy: policy))
    for entry in policy.charter.owners {
      let able = Set(
        entry.people.filter { isAble(policy.people.people[$0]) }.map(known.canonical))
      if able.count < entry.threshold {
        return "it leaves \(able.count) people with active keys to an entry that needs "
          + "\(entry.threshold)"
      }
    }
    return policy.charter.owners.isEmpty ? "it has no owners" : nil
  }

  /// Whether somebody could sign. A mark of an earlier policy stays on a key for ever.
  private func isAble(_ person: People.Person?) -> Bool {
    guard let person, person.kind == .human else { return false }
    return person.keys.contains { key in
      guard key.status == .active, key.compromisedSince == nil else { return false }
      guard case .ssh(let line) = key.material else { return true }
      return KeyRing.blob(of: line).map { !keys.compromised.contains($0) } ?? false
    }
  }

  // MARK: Votes

  /// The human owners who approved this very step and gain nothing by it.
  private func signers(
    of digest: SHA256Digest, _ votes: [PolicyVote], _ gains: PolicyGains, _ policy: Policy
  ) -> Set<String> {
    var people: Set<String> = []
    for vote in votes {
      guard vote.isClean, vote.approval.digest == digest,
        vote.approval.from == current.version.digest,
        vote.repository == before.charter.repository,
        let owner = current.keys.owner(of: vote.key), !owner.isMachine,
        !people.contains(owner.person), isUsable(vote.key, policy),
        gains.gain(of: owner.person) == nil
      else { continue }
      people.insert(owner.person)
    }
    return people
  }

  /// Whether a key may vote: active before, and marked by no policy so far, nor by the next, whose
  /// own mark would void the vote that brings it into force.
  private func isUsable(_ key: [UInt8], _ policy: Policy) -> Bool {
    (current.keys.owner(of: key)?.isActive ?? false) && !keys.compromised.contains(key)
      && KeyRing(policy: policy).compromised[key] == nil
  }

  // MARK: Scopes

  private func demand(
    _ entry: Charter.Owners, _ signers: Set<String>, _ gains: PolicyGains, _ policy: Policy
  ) -> PolicyOutlook.Demand {
    var seen: Set<String> = []
    let approved = entry.people.filter {
      signers.contains($0) && seen.insert(keys.canonical($0)).inserted
    }
    let could = entry.people.filter { person in
      !seen.contains(keys.canonical(person)) && gains.gain(of: person) == nil
        && current.keys.owners.contains { $0.person == person && isUsable($0.blob, policy) }
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

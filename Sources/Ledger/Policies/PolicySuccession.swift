internal import Decision
internal import Acts
internal import Primitives
internal import Records
internal import Signatures

/// Whether one policy may follow another, by the votes of the owners of the one before.
struct PolicySuccession {
  let current: PolicyChain.Link
  let next: PolicySnapshot
  /// What is known of keys beyond the current policy.
  let keys: SharedKeys

  private var before: Policy { current.version.policy }

  /// Why the next policy is not in force; nil if it is.
  func fault(votes: [PolicyVote]) -> String? {
    guard next.tree != nil else { return "the trunk has no `policies/`" }
    guard let policy = next.policy, let digest = next.digest else {
      return "it cannot be read (\(next.fault))"
    }
    guard policy.charter.version == before.charter.version + 1 else {
      return "its version is \(policy.charter.version), not \(before.charter.version + 1)"
    }
    if let short = shortEntry(policy) { return short }
    let signers = signers(of: digest, votes, gaining: policy)
    for entry in entriesAsked(policy) {
      let voted = Set(entry.people.filter(signers.contains).map(keys.canonical))
      if voted.count < entry.threshold {
        return "\(voted.count) of \(entry.threshold) approvals by "
          + entry.people.joined(separator: ", ")
      }
    }
    return nil
  }

  /// An entry of the next policy that too few of its people could ever meet.
  private func shortEntry(_ policy: Policy) -> String? {
    for entry in policy.charter.owners {
      let able = Set(entry.people).filter { person in
        policy.people.people[person].map(Self.isAble) ?? false
      }
      if able.count < entry.threshold {
        return "it leaves \(able.count) people with active keys to an entry that needs "
          + "\(entry.threshold)"
      }
    }
    return policy.charter.owners.isEmpty ? "it has no owners" : nil
  }

  private static func isAble(_ person: People.Person) -> Bool {
    person.kind == .human
      && person.keys.contains { $0.status == .active && $0.compromisedSince == nil }
  }

  // MARK: Votes

  /// The human owners who approved this very step and gain nothing by it.
  private func signers(of digest: SHA256Digest, _ votes: [PolicyVote], gaining policy: Policy)
    -> Set<String>
  {
    var people: Set<String> = []
    for vote in votes {
      guard vote.isClean, vote.approval.digest == digest,
        vote.approval.from == current.version.digest,
        vote.repository == before.charter.repository,
        let owner = current.keys.owner(of: vote.key), owner.isActive, !owner.isMachine,
        owner.validity.contains(vote.time),
        keys.compromised.isDisjoint(with: vote.key.credentials), !gains(owner.person, policy)
      else { continue }
      people.insert(owner.person)
    }
    return people
  }

  /// Whether a person gets a key, a role, a system or a share in the policy by this step.
  private func gains(_ person: String, _ policy: Policy) -> Bool {
    let old = before.people.people[person]
    let new = policy.people.people[person]
    if Set(new?.usableKeys ?? []).subtracting(old?.usableKeys ?? []).isEmpty == false {
      return true
    }
    if policy.people.roles.contains(where: { role, people in
      people.contains(person) && !(before.people.roles[role] ?? []).contains(person)
    }) {
      return true
    }
    if policy.systems.systems.values.contains(where: { system in
      system.owners.contains(person)
        && !(before.systems.systems[system.id]?.owners ?? []).contains(person)
    }) {
      return true
    }
    return share(of: person, in: policy).subtracting(share(of: person, in: before)).isEmpty == false
  }

  private func share(of person: String, in policy: Policy) -> Set<[String]> {
    Set(policy.charter.owners.filter { $0.people.contains(person) }.map(\.files))
  }

  // MARK: Scopes

  /// The entries whose threshold this step needs.
  private func entriesAsked(_ policy: Policy) -> [Charter.Owners] {
    let owners = before.charter.owners
    guard let rest = owners.first else { return [] }
    var asked: [Charter.Owners] = []
    var needsRest = false
    for path in changedFiles(policy) {
      let name = Array(path.utf8.dropFirst("policies/".utf8.count))
      let scoped = owners.dropFirst().filter { $0.files.contains { Glob($0).fits(name) } }
      if scoped.isEmpty { needsRest = true }
      asked += scoped
    }
    // A key for an owner of another entry is a vote in that entry.
    for person in policy.people.people.values
    where !Set(person.usableKeys)
      .subtracting(before.people.people[person.id]?.usableKeys ?? []).isEmpty
    {
      for entry in owners where entry.people.contains(person.id) {
        if entry.files.isEmpty { needsRest = true } else { asked.append(entry) }
      }
    }
    return asked + (needsRest || asked.isEmpty ? [rest] : [])
  }

  /// The files that differ; `assent.yaml` not if nothing but its version does and others differ.
  private func changedFiles(_ policy: Policy) -> [String] {
    let paths = Set(current.snapshot.files.keys).union(next.files.keys)
    let changed = paths.filter { current.snapshot.files[$0] != next.files[$0] }.sorted()
    var raised = before.charter
    raised.version = policy.charter.version
    let onlyVersion = raised.withoutLines == policy.charter.withoutLines
    guard onlyVersion, changed.count > 1 else { return changed }
    return changed.filter { $0 != "policies/assent.yaml" }
  }
}

extension Charter {
  /// The charter as data, whatever line its entries stand on.
  fileprivate var withoutLines: Charter {
    var copy = self
    for index in copy.owners.indices { copy.owners[index].line = 0 }
    return copy
  }
}

extension People.Person {
  /// The material of the keys that may sign.
  fileprivate var usableKeys: [People.Key.Material] {
    keys.filter { $0.status == .active && $0.compromisedSince == nil }.map(\.material)
  }
}

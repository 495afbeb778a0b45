internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Records

/// Finds policies that their owners approved and that the spine does not have: a merge the wrong
/// way round.
struct PolicyForks {
  /// A policy that some commit of the trunk's history has.
  struct Sighting {
    let snapshot: PolicySnapshot
    let commit: ObjectID
    /// The spine position that integrated it.
    let integration: Int
  }

  let chain: PolicyChain
  let graph: Graph
  /// The votes that the trunk reaches.
  let votes: [PolicyVote]

  /// The digests of policies that were voted for and never came into force on the spine.
  var wanted: Set<SHA256Digest> {
    Set(votes.filter(\.isClean).map(\.approval.digest))
      .subtracting(chain.links.map(\.version.digest))
  }

  /// A problem for each such policy that has a higher version than the one in force.
  ///
  /// A policy beside the spine may have been followed by others there, so they are walked like a
  /// chain of their own, each approved by the one that its votes name.
  func problems(among sightings: [SHA256Digest: Sighting]) -> [History.Problem] {
    guard let last = chain.last else { return [] }
    var problems: [History.Problem] = []
    var open = chain.links.map { (link: $0, keys: chain.sharedKeys) }
    var seen: Set<SHA256Digest> = []
    while let (link, keys) = open.popLast() {
      let steps = Dictionary(
        grouping: votes.filter { $0.approval.from == link.version.digest }, by: \.approval.digest)
      for (digest, votes) in steps.sorted(by: { $0.key.hex < $1.key.hex }) {
        guard let sighting = sightings[digest], let policy = sighting.snapshot.policy,
          let position = settled(sighting, after: link, keys, votes),
          seen.insert(digest).inserted
        else { continue }
        let next = PolicyChain.Link(
          snapshot: sighting.snapshot,
          version: History.PolicyVersion(policy: policy, digest: digest, commit: sighting.commit),
          keys: KeyRing(snapshot: sighting.snapshot, policy: policy))
        open.append((next, keys.adding(next.keys)))
        if policy.charter.version > last.version.policy.charter.version {
          problems.append(problem(next, after: link, from: position, last))
        }
      }
    }
    return problems.sorted { $0.message < $1.message }
  }

  /// The first spine position that reaches the policy and enough approvals; nil if none does.
  private func settled(
    _ sighting: Sighting, after link: PolicyChain.Link, _ keys: SharedKeys, _ votes: [PolicyVote]
  ) -> Int? {
    let succession = PolicySuccession(current: link, next: sighting.snapshot, keys: keys)
    let positions = Set(votes.compactMap(\.integration)).sorted()
    let enough = positions.first { position in
      succession.outlook(votes: votes.filter { $0.integration.map { $0 <= position } ?? false })
        .isInForce
    }
    return enough.map { max($0, sighting.integration) }
  }

  private func problem(
    _ link: PolicyChain.Link, after: PolicyChain.Link, from position: Int, _ last: PolicyChain.Link
  ) -> History.Problem {
    let version = link.version.policy.charter.version
    let commit = link.version.commit.short
    let merge = graph.ids[graph.spine[position]]
    let isNext = after.version.digest == last.version.digest
    let cure =
      isNext
      ? "to cure it: bring it back (git checkout \(commit) -- policies) and commit, or let owners "
        + "approve another version \(version)"
      : "to cure it: undo the merge \(merge.short), or let owners approve versions up to "
        + "\(version) one by one"
    return History.Problem(
      code: .policyFork,
      message: "policy version \(version) of commit \(commit) was approved and is reachable since "
        + "\(merge.short), but the trunk's first parents do not have it in force: a merge swapped "
        + "the spine or took the other side; \(cure)",
      commit: merge, positions: position..<Int.max)
  }
}

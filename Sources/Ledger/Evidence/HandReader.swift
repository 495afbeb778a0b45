internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Records

/// Names the people behind an edit: author, committer, co-authors by claim, the signer by proof.
struct HandReader {
  let chain: PolicyChain
  let aliases: [String: String]
  let keys: ActReader
  let verifier: SignatureVerifier
  /// The clock by which certificates lapse.
  let now: Instant
  private let people: [String: String]

  /// Learns every e-mail address from every policy in force.
  init(
    chain: PolicyChain, aliases: [String: String], keys: ActReader, verifier: SignatureVerifier,
    now: Instant
  ) {
    self.verifier = verifier
    self.now = now
    self.chain = chain
    self.keys = keys
    self.aliases = aliases
    var people: [String: String] = [:]
    for link in chain.links {
      for person in link.version.policy.people.people.values {
        for address in person.email {
          people[address.lowercased()] = aliases[person.id] ?? person.id
        }
      }
    }
    self.people = people
  }

  /// The hands in a commit, and whether a human signed it with a key in force there.
  ///
  /// - Parameter signature: what its signature proves, where that is known already.
  func hands(in commit: CommitObject, at index: Graph.Index, signature: SignatureState?) -> (
    people: [Edit.Hand], signedByHuman: Bool
  ) {
    var signer: String?
    var isHuman = false
    if case .good(let key) = signature ?? verifier.state(of: commit),
      let owner = chain.links.lazy.reversed().compactMap({ $0.keys.owner(of: key) }).first
    {
      signer = aliases[owner.person] ?? owner.person
      isHuman = keys.isUsable(key, byHumanAt: index, asOf: now)
    }
    var claimed: [String] = []
    for identity in [commit.author, commit.committer].compactMap({ $0 }) {
      claimed.append(person(ofAddress: String(decoding: identity.email, as: UTF8.self)))
    }
    for other in CoAuthor.all(in: commit.message) {
      claimed.append(person(ofAddress: other.email))
    }
    var hands: [Edit.Hand] = []
    if let signer { hands.append(Edit.Hand(person: signer, signed: true)) }
    for name in claimed where !name.isEmpty && !hands.contains(where: { $0.person == name }) {
      hands.append(Edit.Hand(person: name, signed: false))
    }
    return (hands, isHuman)
  }

  private func person(ofAddress address: String) -> String {
    let trimmed = address.drop { $0 == " " }
    return people[trimmed.lowercased()] ?? String(trimmed)
  }
}

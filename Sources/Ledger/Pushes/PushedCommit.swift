internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Records

/// A commit that a push brings, with who signed it by the policy in force for its acts.
struct PushedCommit {
  let index: Graph.Index
  let commit: CommitObject
  let reading: MessageReading
  /// The person whom the key names; nil if nobody is proven.
  let person: String?
  /// What is wrong with it as evidence, whatever it says; nil if nothing is.
  let fault: ActReason?
  /// The fault in words, where there are any.
  let words: String?
}

/// Reads the commits that a push brings, once each.
struct PushedCommits {
  let history: History
  private let keys: PolicyKeys

  init(_ reading: HistoryReader.Reading) { (history, keys) = (reading.history, reading.keys) }

  /// Reads and verifies a commit of the graph.
  mutating func commit(
    at index: Graph.Index, _ repository: borrowing Repository
  ) throws(LedgerError) -> PushedCommit {
    let commit = try Ledger.reading { () throws(GitError) in
      try repository.commit(history.graph.ids[index])
    }
    let reading = MessageReading(message: commit.message)
    var person: String?
    var fault: ActReason?
    var words: String?
    if reading.hasActs {
      (person, fault, words) = signer(of: commit, at: index)
      if let wrong = Self.malformation(of: commit, reading) { (fault, words) = (.malformed, wrong) }
      if fault == nil, reading.repository != policy(for: index)?.policy.charter.repository {
        fault = .wrongRepository
      }
    }
    return PushedCommit(
      index: index, commit: commit, reading: reading, person: person, fault: fault, words: words)
  }

  /// The policy in force for what a commit says.
  private func policy(for index: Graph.Index) -> History.PolicyVersion? {
    guard let position = history.graph.integrations[index] else {
      return history.policy(at: history.tipPosition)
    }
    return history.policy(at: position - 1) ?? history.policy(at: position)
  }

  private func signer(of commit: CommitObject, at index: Graph.Index) -> (
    String?, ActReason?, String?
  ) {
    guard let version = policy(for: index) else { return (nil, .keyUnknown, nil) }
    let proof = keys.signer(of: commit, by: version)
    return (proof.person.map(history.canonical), proof.fault, proof.words)
  }

  private static func malformation(
    of commit: CommitObject, _ reading: MessageReading
  ) -> String? {
    if let fault = commit.strictFault { return fault }
    if commit.parents.count != 1 {
      return "an act commit has exactly one parent, this one \(commit.parents.count)"
    }
    return reading.fault ?? reading.malformed.first?.fault
  }
}

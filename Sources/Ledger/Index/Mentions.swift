internal import Acts
internal import Primitives

/// Of what a commit's message speaks.
struct Mentions: Sendable {
  let commit: ObjectID
  /// The changes on which it acts, well-formed or not.
  let acts: Set<String>
  /// The changes on which it nearly acts; an empty name where a line names none.
  let nearMisses: Set<String>
  /// Whether it approves a policy or hands a role over.
  let isGeneral: Bool

  init(_ reading: MessageReading, in commit: ObjectID) {
    self.commit = commit
    acts = Set(reading.statements.map(\.change) + reading.malformed.map(\.change))
    nearMisses = Set(reading.nearMisses.map { $0.change ?? "" })
    isGeneral = !reading.policyApprovals.isEmpty || !reading.delegations.isEmpty
  }

  /// Whether it matters to the verdict on some changes, or on any if `changes` is nil.
  func concern(_ changes: Set<String>?) -> Bool {
    guard let changes else { return true }
    return isGeneral || !acts.isDisjoint(with: changes) || !nearMisses.isDisjoint(with: changes)
  }
}

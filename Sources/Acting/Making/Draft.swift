package import Acts
package import Decision
internal import Git
internal import Ledger
package import Primitives
package import Records

/// A commit that is ready to be signed, and what it would bring about.
package struct Draft: Sendable {
  /// One act of it with what a signer should see.
  package struct Item: Hashable, Sendable {
    package let verb: Verb
    package let change: String
    package let role: String?
    package let parameters: [Statement.Parameter]
    package let title: String
    package let path: String
    package let digest: SHA256Digest
    /// The sections that the act covers.
    package let covers: [Section]
  }

  package let signatory: Signatory
  package let items: [Item]
  /// The raw bytes of the unsigned commit.
  package let raw: [UInt8]
  /// The verdicts as they would be once landed, by change in the order given.
  package let verdicts: [Verdict]
  /// What does not stop the act, but should be known.
  package let remarks: [String]
  /// Why it must not be signed; nil if all of it would count.
  package let refusal: ActingError?

  let proposal: Proposal
  let carrier: Carrier
  let base: Carrier.Base
  let edit: RecordEdit?
  /// Files that the commit changes against its parent.
  let editedPaths: [String]
  /// By item, what the decision says of it.
  var rulings: [ActVerdict?] = []

  /// The unsigned commit as text.
  package var text: String { String(decoding: raw, as: UTF8.self) }
}

/// An unsigned commit and its surroundings, before anybody knows whether it counts.
struct Proposal: Sendable {
  let stamp: Stamp
  let tree: ObjectID
  let parent: ObjectID
  let message: String
  /// The tree that the trunk would have after a landing.
  let landedTree: ObjectID
  /// Whether the act itself would become the trunk's tip.
  let landsDirectly: Bool
  let trunk: ObjectID

  var raw: [UInt8] { stamp.commit(tree: tree, parent: parent, message: message) }

  /// Stores the commit unsigned, for judging alone.
  func store(in repository: borrowing Repository) throws(ActingError) -> ObjectID {
    let raw = raw
    return try inGit { () throws(GitError) in try repository.writeCommit(raw) }
  }

  /// The trunk's tip after a commit has landed: itself, or the merge that brings it in.
  func landing(
    of act: ObjectID, in repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    if landsDirectly { return act }
    let merge = stamp.merge(tree: landedTree, trunk: trunk, act: act)
    return try inGit { () throws(GitError) in try repository.writeCommit(merge) }
  }
}

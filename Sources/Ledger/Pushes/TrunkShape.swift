internal import Git
internal import Primitives

/// Whether a pushed trunk continues the old one by first parents.
struct TrunkShape {
  let push: PushedReference

  /// Why the new tip may not follow the old one; nil if it may.
  func refusal(_ repository: borrowing Repository) throws(LedgerError) -> PushRefusal? {
    let name = push.name
    guard let new = push.new else {
      return PushRefusal(
        .trunkDeleted, name, "the trunk's history is the evidence; it is never deleted",
        advice: "leave it")
    }
    if let refusal = try Self.refusalUnlessCommit(new, name, repository) { return refusal }
    guard let old = push.old else { return nil }
    guard try exists(old, repository) else {
      return PushRefusal(
        .trunkUnfetched, name, "the remote's trunk is at \(old.short), which is not here",
        advice: "git fetch, then make the acts or the merge again on the new tip")
    }
    if try isOnFirstParents(old, of: new, repository) { return nil }
    if try isAncestor(old, of: new, repository) {
      return PushRefusal(
        .trunkFoxtrot, name,
        "the old tip \(old.short) would no longer be reached by first parents: a merge the wrong "
          + "way round, as git pull makes it, swaps the trunk's line for another",
        advice: "git switch -C landing \(old.short) && git merge --no-ff \(new.short), "
          + "and push landing in its place")
    }
    return PushRefusal(
      .trunkRewritten, name, "the new tip \(new.short) does not contain the old one, \(old.short)",
      advice: "push without force, on top of \(old.short)")
  }

  /// The refusal of an object that is no commit.
  static func refusalUnlessCommit(
    _ id: ObjectID, _ name: String, _ repository: borrowing Repository
  ) throws(LedgerError) -> PushRefusal? {
    let kind = try reading { () throws(GitError) in try repository.header(of: id)?.kind }
    guard kind != .commit else { return nil }
    return PushRefusal(
      .notACommit, name, "\(id.short) is \(kind.map { "a \($0.rawValue)" } ?? "missing")",
      advice: "push a commit to a branch")
  }

  private func exists(_ id: ObjectID, _ repository: borrowing Repository) throws(LedgerError)
    -> Bool
  {
    try reading { () throws(GitError) in try repository.header(of: id) != nil }
  }

  private func isOnFirstParents(
    _ old: ObjectID, of new: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> Bool {
    var next: ObjectID? = new
    while let id = next {
      if id == old { return true }
      next = try reading { () throws(GitError) in try repository.commitHeader(id) }.parents.first
    }
    return false
  }

  private func isAncestor(
    _ old: ObjectID, of new: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> Bool {
    let graph = try reading { () throws(GitError) in
      try CommitGraph(of: repository, from: [new])
    }
    return graph.number(of: old) != nil
  }
}

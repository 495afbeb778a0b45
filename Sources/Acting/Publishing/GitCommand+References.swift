internal import Primitives

extension GitCommand {
  /// The commit of a reference on the remote itself; nil if it does not have it.
  func tip(
    of reference: String, on remote: Remote, hint: String? = nil
  ) throws(ActingError) -> ObjectID? {
    let listed = try text(["ls-remote", remote.name, reference], hint: hint)
    for line in listed.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      if fields.count == 2, fields[1] == reference { return ObjectID(String(fields[0])) }
    }
    return nil
  }

  /// Compares and swaps a reference, which must not exist where `old` is nil; false if it is not
  /// what it was.
  func move(
    _ reference: String, to commit: ObjectID, from old: ObjectID?, _ reason: String
  ) throws(ActingError) -> Bool {
    let before = old?.description ?? String(repeating: "0", count: 40)
    let arguments = [
      "update-ref", "--create-reflog", "-m", reason, reference, commit.description, before,
    ]
    let outcome = try run(arguments)
    if outcome.status == 0 { return true }
    let now = try run(["rev-parse", "--verify", "--quiet", reference]).text
    guard now == (old?.description ?? "") else { return false }
    throw Self.failure(arguments, outcome)
  }

  /// Deletes a reference that still has a commit and is checked out nowhere; false if it does not.
  func remove(_ reference: String, at commit: ObjectID) throws(ActingError) -> Bool {
    guard try workTrees(on: reference) == 0 else { return false }
    return try run(["update-ref", "-d", reference, commit.description]).status == 0
  }

  /// How many work trees have a branch checked out.
  func workTrees(on reference: String) throws(ActingError) -> Int {
    try text(["worktree", "list", "--porcelain"]).split(separator: "\n")
      .filter { $0 == "branch \(reference)" }.count
  }
}

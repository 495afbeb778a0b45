internal import Acts
internal import Decision
internal import Diagnostics
internal import Git
internal import Lint
internal import Primitives

/// What a commit of a range does to files.
struct RangeContent {
  let ground: RangeGround

  /// Policy and records in one commit, and records with acts that vanish or move.
  func findings(
    about pushed: PushedCommit, _ repository: borrowing Repository
  ) throws(LedgerError) -> [Finding] {
    // A merge brings what its sides did, and those are looked at themselves.
    guard pushed.commit.parents.count < 2 else { return [] }
    let files = try reading { () throws(GitError) in
      let parent = try pushed.commit.parents.first.map { id throws(GitError) in
        try repository.commitHeader(id).tree
      }
      return try repository.differences(from: parent, to: pushed.commit.tree)
    }
    return mixed(files, pushed.commit.id) + moved(files, pushed.commit.id)
  }

  private func mixed(_ files: [FileChange], _ id: ObjectID) -> [Finding] {
    guard let policy = files.first(where: { $0.path.hasPrefix("policies/") }),
      let record = files.first(where: { $0.path.hasPrefix("changes/") })
    else { return [] }
    let finding = ground.finding(
      .commitMixed, "\(id.short) edits both `\(policy.path)` and `\(record.path)`",
      path: record.path, advice: "make two branches of it, and land the policy first")
    return [finding].compactMap { $0 }
  }

  private func moved(_ files: [FileChange], _ id: ObjectID) -> [Finding] {
    let gone = files.filter { $0.new == nil && !$0.path.hasPrefix("changes/evidence/") }
    let come = files.filter { $0.old == nil && !$0.path.hasPrefix("changes/evidence/") }
    return gone.compactMap { file in
      guard let change = ActReader.change(ofPath: file.path),
        let acts = ground.history.changes[change]?.acts, !acts.isEmpty
      else { return nil }
      if let place = come.first(where: { ActReader.change(ofPath: $0.path) == change }) {
        return ground.finding(
          .recordRenamed, "\(id.short) moves `\(file.path)`, which has \(acts.count) acts",
          change: change, path: place.path, advice: "leave it where it is, unless links allow it")
      }
      return ground.finding(
        .recordDeleted,
        "\(id.short) deletes `\(file.path)`, which has \(acts.count) acts", path: file.path,
        advice: "restore it; a change that is given up is cancelled: assent cancel \(change)")
    }
  }
}

internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives

/// Whether what others did arrives here: the trunk, and their branches for acts.
enum FetchCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let remote = setUp.remote, !setUp.isBare else { return [] }
    return narrow(setUp, remote) + untracked(setUp, remote)
      + (try behind(setUp, repository)) + (try otherDefault(setUp, remote))
  }

  private static func narrow(_ setUp: SetUp, _ remote: String) -> [SetUpFinding] {
    let specs = setUp.values("remote.\(remote).fetch")
    let wanted = [setUp.trunkName, "assent/X/y"].filter { branch in
      !specs.contains { covers($0, "refs/heads/\(branch)") }
    }
    guard !wanted.isEmpty else { return [] }
    let what = wanted.map { $0 == "assent/X/y" ? "the branches assent/*" : "the trunk \($0)" }
    let added = wanted.map { branch in
      let pattern = branch == "assent/X/y" ? "assent/*" : branch
      return "git config --add remote.\(remote).fetch "
        + "'+refs/heads/\(pattern):refs/remotes/\(remote)/\(pattern)'"
    }
    return [
      SetUpFinding(
        .fetchNarrow, .cost,
        "git fetch \(remote) does not bring \(what.joined(separator: " and "))",
        cures: added + ["git fetch \(remote)"])
    ]
  }

  /// Whether a refspec brings a branch.
  static func covers(_ spec: String, _ branch: String) -> Bool {
    guard !spec.hasPrefix("^") else { return false }
    let plain = spec.hasPrefix("+") ? spec.dropFirst() : spec[...]
    guard let source = plain.split(separator: ":").first else { return false }
    guard let star = source.firstIndex(of: "*") else { return source == branch }
    let (head, tail) = (source[..<star], source[source.index(after: star)...])
    return branch.hasPrefix(head) && branch.hasSuffix(tail)
      && branch.utf8.count >= head.utf8.count + tail.utf8.count
  }

  private static func untracked(_ setUp: SetUp, _ remote: String) -> [SetUpFinding] {
    guard let trunk = setUp.trunk, trunk.reference.hasPrefix("refs/heads/") else { return [] }
    return [
      SetUpFinding(
        .trunkUntracked, .cost,
        "there is a remote \(remote), but the trunk is judged by the local branch "
          + "\(setUp.trunkName)",
        cures: ["git fetch \(remote) \(setUp.trunkName)", "assent status"])
    ]
  }

  private static func behind(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let trunk = setUp.trunk, trunk.reference.hasPrefix("refs/remotes/") else { return [] }
    let local = try inGit { () throws(GitError) in
      try repository.commitID(ofReference: "refs/heads/\(setUp.trunkName)")
    }
    guard let local, local != trunk.tip else { return [] }
    let counted = try setUp.git.run([
      "rev-list", "--left-right", "--count", "\(local)...\(trunk.tip)",
    ]).text.split(separator: "\t").compactMap { Int($0) }
    guard counted.count == 2 else { return [] }
    let (ahead, behind) = (counted[0], counted[1])
    if ahead > 0, behind > 0 {
      return [
        SetUpFinding(
          .trunkBehind, .risk,
          "your \(setUp.trunkName) has \(ahead) commits that the remote's lacks, and lacks "
            + "\(behind): a pull would merge or rebase the trunk",
          cures: [
            "git branch mine \(setUp.trunkName)",
            "git branch -f \(setUp.trunkName) \(trunk.reference.dropFirst("refs/remotes/".count))",
          ])
      ]
    }
    guard behind >= 100 else { return [] }
    return [
      SetUpFinding(
        .trunkBehind, .risk, "your \(setUp.trunkName) is \(behind) commits behind",
        cures: ["git switch \(setUp.trunkName) && git merge --ff-only"])
    ]
  }

  private static func otherDefault(
    _ setUp: SetUp, _ remote: String
  ) throws(ActingError) -> [SetUpFinding] {
    let head = try setUp.git.run([
      "symbolic-ref", "--quiet", "refs/remotes/\(remote)/HEAD",
    ])
    let prefix = "refs/remotes/\(remote)/"
    guard head.status == 0, head.text.hasPrefix(prefix), setUp.policy != nil else { return [] }
    let name = String(head.text.dropFirst(prefix.count))
    guard name != setUp.trunkName else { return [] }
    return [
      SetUpFinding(
        .trunkNotDefault, .risk,
        "the default branch of \(remote) is \(name), the policy's trunk \(setUp.trunkName): pull "
          + "requests go to \(name)",
        cures: [
          "make \(setUp.trunkName) the default branch of the forge",
          "git remote set-head \(remote) --auto",
        ])
    ]
  }
}

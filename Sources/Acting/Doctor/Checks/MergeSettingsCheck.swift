internal import Diagnostics
internal import Git

/// Whether pulling and merging keep commits as they were signed, and the trunk's first parents.
enum MergeSettingsCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard !setUp.isBare else { return [] }
    return rebases(setUp) + merges(setUp) + options(setUp)
  }

  private static func rebases(_ setUp: SetUp) -> [SetUpFinding] {
    let branch = "branch.\(setUp.trunkName).rebase"
    // What is set for the branch beats what is set for all.
    let key = setUp.value(branch) == nil ? "pull.rebase" : branch
    var keys: [String] = []
    if let value = setUp.value(key), !["false", "no", "off", "0"].contains(value.lowercased()) {
      keys.append(key)
    }
    if let value = setUp.value("branch.autosetuprebase"), ["always", "remote"].contains(value) {
      keys.append("branch.autoSetupRebase")
    }
    guard !keys.isEmpty else { return [] }
    return [
      SetUpFinding(
        .pullRebases, .cost, "\(keys.joined(separator: " and ")) makes git pull rewrite commits",
        cures: keys.map {
          $0 == "branch.autoSetupRebase"
            ? "git config branch.autoSetupRebase never" : "git config \($0) false"
        } + ["git config pull.ff only"])
    ]
  }

  /// A pull that merges puts the trunk on the second parent.
  private static func merges(_ setUp: SetUp) -> [SetUpFinding] {
    let rebase = setUp.value("branch.\(setUp.trunkName).rebase") ?? setUp.value("pull.rebase")
    let merges = rebase.map { ["false", "no", "off", "0"].contains($0.lowercased()) } ?? false
    let forward = setUp.value("pull.ff")?.lowercased()
    guard forward != "only", merges || forward == "false" || forward == "true" else { return [] }
    return [
      SetUpFinding(
        .pullMerges, .risk,
        "git pull on \(setUp.trunkName) merges the trunk into your commits where both have new ones",
        cures: ["git config pull.ff only"])
    ]
  }

  private static func options(_ setUp: SetUp) -> [SetUpFinding] {
    var findings: [SetUpFinding] = []
    let key = "branch.\(setUp.trunkName).mergeoptions"
    let words = (setUp.value(key) ?? "").split(separator: " ")
    if words.contains("--squash") {
      findings.append(
        SetUpFinding(
          .mergeSquashes, .cost, "branch.\(setUp.trunkName).mergeOptions squashes every merge",
          cures: ["git config --unset branch.\(setUp.trunkName).mergeOptions"]))
    }
    let isForwardOnly = setUp.value("merge.ff")?.lowercased() == "only"
    if isForwardOnly || words.contains("--ff-only") {
      let name = isForwardOnly ? "merge.ff" : "branch.\(setUp.trunkName).mergeOptions"
      findings.append(
        SetUpFinding(
          .mergeForwardOnly, .risk,
          "\(name) forbids merge commits, by which acts land once the trunk has moved on",
          cures: ["git config --unset \(name)", "or land with: git merge --no-ff BRANCH"]))
    }
    return findings
  }
}

internal import Decision
internal import Ledger
package import Primitives

/// A branch of acts that may have to be landed.
package struct CarrierBranch: Hashable, Sendable {
  /// The name, such as `assent/CHG-2026-7F3K/eli.frost`.
  package let name: String
  /// The reference that was read.
  package let reference: String
  package let tip: ObjectID
  /// Whether the remote had the branch when it was asked; false for a local one.
  package let isOnRemote: Bool

  /// A name that a command line understands.
  ///
  /// Takes `assent/…`, with or without `refs/heads/`, `refs/remotes/` and a remote's name.
  static func name(from word: String) -> String? {
    var parts = word.split(separator: "/", omittingEmptySubsequences: false)
    if parts.starts(with: ["refs", "heads"]) || parts.starts(with: ["refs", "remotes"]) {
      parts = Array(parts.dropFirst(2))
    }
    let rest = parts.drop { $0 != "assent" }
    return rest.count > 1 ? rest.joined(separator: "/") : nil
  }
}

/// The commits of a branch that the trunk lacks, oldest first.
struct CarrierChain {
  let commits: [Graph.Index]
  /// The commit that the trunk has and the oldest builds on.
  let fork: Graph.Index

  /// Follows a branch down to the trunk; nil if the trunk has all of it.
  ///
  /// Throws an obstacle if something other than a line of single commits leads there.
  init?(of branch: CarrierBranch, in graph: Graph) throws(LandingObstacle) {
    guard var index = graph.ids.firstIndex(of: branch.tip) else {
      throw LandingObstacle(
        .notAnAct, branch.tip, "\(branch.tip.short) cannot be read here",
        hint: "fetch it, and try again")
    }
    var commits: [Graph.Index] = []
    while graph.integrations[index] == nil {
      let parents = graph.parents(of: index)
      guard parents.count == 1, let parent = parents.first else {
        let kind = parents.isEmpty ? "has no parent" : "is a merge"
        throw .stranger(graph.ids[index], "\(kind), and an act has one parent", on: branch)
      }
      commits.append(index)
      index = parent
    }
    guard !commits.isEmpty else { return nil }
    self.commits = commits.reversed()
    fork = index
  }
}

extension LandingObstacle {
  /// A commit that does not belong on a branch of acts.
  static func stranger(
    _ commit: ObjectID, _ why: String, on branch: CarrierBranch
  ) -> LandingObstacle {
    // Approvals stand on top of the policy that they approve: landed alone, it would be unsettled.
    let isPolicy = branch.name.hasPrefix("assent/policy/")
    return LandingObstacle(
      .notAnAct, commit, "\(commit.short) is no act: it \(why)",
      hint: isPolicy
        ? "text is not landed: once enough owners have approved it, merge \(branch.name) into the "
          + "trunk yourself (git merge --no-ff), neither squashed nor rebased"
        : "text comes by pull request: merge it first, and make the acts again on the trunk; "
          + "\(branch.name) is no place for it")
  }
}

package import Git

/// A trunk for changes alone, beside code whose branch squashes or rebases.
package struct OwnTrunk: Sendable {
  /// Where the files of the new trunk lie.
  package enum Place: Hashable, Sendable {
    /// A work tree of its own at this path.
    case workTree(String)
    /// The work tree itself, which had no commit yet.
    case here
  }

  package let branch: String
  package let place: Place
  private let root: String

  /// Looks whether such a branch can be made; changes nothing.
  ///
  /// - Parameter path: where its work tree is wanted.
  package init(
    branch: String, at path: String, in repository: borrowing Repository
  ) throws(ActingError) {
    let git = try GitCommand(for: repository)
    self.branch = branch
    root = git.directory
    guard try git.run(["check-ref-format", "--branch", branch]).status == 0 else {
      throw .usage("`\(branch)` is no name of a branch", hint: "--trunk changes")
    }
    for reference in ["refs/heads/\(branch)", "refs/remotes/origin/\(branch)"] {
      let found = try git.run(["rev-parse", "--verify", "--quiet", reference])
      guard found.status != 0 else {
        throw ActingError(
          "exists", "the branch \(branch) exists already",
          hint: "give the trunk of the changes another name: --trunk NAME", exitStatus: 2)
      }
    }
    if try git.run(["rev-parse", "--verify", "--quiet", "HEAD"]).status == 0 {
      guard !Files.exists(path) else {
        throw ActingError(
          "exists", "\(path) exists already",
          hint: "name a path for the work tree of \(branch): --work-tree PATH", exitStatus: 2)
      }
      place = .workTree(path)
    } else {
      guard try git.text(["ls-files", "--cached"]).isEmpty else {
        throw .usage(
          "there is no commit yet, and files wait in the index for the first one",
          hint: "commit them first: git commit")
      }
      place = .here
    }
  }

  /// Makes it: the branch has no commit yet and shares no history with the code.
  ///
  /// - Returns: the root of the work tree in which the files of the new trunk belong.
  package func make(in repository: borrowing Repository) throws(ActingError) -> String {
    let git = try GitCommand(for: repository)
    let head = "refs/heads/\(branch)"
    switch place {
    case .here:
      _ = try git.text(["symbolic-ref", "HEAD", head])
      return root.hasSuffix("/") ? root : root + "/"
    case .workTree(let path):
      _ = try git.text(["worktree", "add", "--quiet", "--no-checkout", "--detach", path])
      do throws(ActingError) {
        let own = try GitCommand(
          for: inGit { () throws(GitError) in try Repository(discoveringFrom: path) })
        _ = try own.text(["symbolic-ref", "HEAD", head])
        _ = try own.text(["read-tree", "--empty"])
      } catch {
        undo(in: repository)
        throw error
      }
      return path.hasSuffix("/") ? path : path + "/"
    }
  }

  /// Takes back what `make` did, as far as it can be.
  package func undo(in repository: borrowing Repository) {
    guard case .workTree(let path) = place else { return }
    do throws(ActingError) {
      _ = try GitCommand(for: repository).run(["worktree", "remove", "--force", path])
    } catch {
      // The error that led here is the one to tell.
    }
  }
}

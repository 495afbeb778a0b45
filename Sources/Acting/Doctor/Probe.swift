internal import Decision
package import Diagnostics
package import Git
internal import Ledger
internal import Primitives

/// Tries out what cannot be read from settings: signs for real, and pushes for real.
package struct Probe {
  private let setUp: SetUp

  package init(_ setUp: SetUp) { self.setUp = setUp }

  /// Signs a commit that nobody will see and verifies it as an act's would be.
  package func signing(
    in repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    do throws(ActingError) {
      _ = try signedMerge(repository)
      return []
    } catch {
      return [finding(.signingFails, error)]
    }
  }

  /// Pushes a signed merge to a branch of its own, looks what the remote has, and deletes it.
  ///
  /// Throws an error of exit status 2 if there is no remote to try.
  package func remote(
    in repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let remote = setUp.remote else {
      throw .usage("there is no remote to try", hint: "git remote add origin URL")
    }
    let commit: ObjectID
    do throws(ActingError) { commit = try signedMerge(repository) } catch {
      return [finding(.signingFails, error)]
    }
    let reference = "refs/heads/assent/doctor/" + Self.randomName()
    let pushed = try setUp.git.run([
      "push", "--porcelain", "--no-recurse-submodules", remote, "\(commit):\(reference)",
    ])
    guard pushed.status == 0 else {
      return [refusal("a signed merge commit is refused by \(remote)", pushed)]
    }
    var findings: [SetUpFinding] = []
    let there = try setUp.git.text(["ls-remote", remote, reference])
      .split(separator: "\t").first.flatMap { ObjectID(String($0)) }
    // A commit's id is the digest of its bytes: the same id is the same signature.
    if there != commit {
      findings.append(
        SetUpFinding(
          .probeAltered, .cost,
          "\(remote) made \(there?.short ?? "nothing") of the pushed commit \(commit.short)",
          cures: ["find out what rewrites commits on \(remote)"]))
    }
    let deleted = try setUp.git.run([
      "push", "--porcelain", "--no-recurse-submodules", remote, ":\(reference)",
    ])
    if deleted.status != 0 {
      findings.append(
        refusal("the branch of the probe stays: \(reference) cannot be deleted", deleted))
    }
    return findings
  }

  // MARK: Parts

  /// A merge of a signed commit into the trunk, signed itself, that changes no file.
  private func signedMerge(
    _ repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    guard let trunk = setUp.trunk, let reading = setUp.reading,
      let policy = reading.history.policy(at: reading.history.tipPosition)
    else {
      throw ActingError("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    let tree = try inGit { () throws(GitError) in try repository.commitHeader(trunk.tip) }.tree
    let key = try SigningKey.find(
      setUp.settings.key, git: setUp.git, among: reading.keyHolders)
    var last: ObjectID?
    for parents in [[trunk.tip], [trunk.tip]] {
      let all = parents + [last].compactMap { $0 }
      let printed = try setUp.git.text(
        ["commit-tree", tree.description, "-S", "-m", "Probe what becomes of a signature"]
          + all.flatMap { ["-p", $0.description] }, settings: key.settings,
        hint: "see that the key is at hand: ssh-add -L, or --key FILE")
      guard let id = ObjectID(printed) else {
        throw ActingError("git-failed", "git commit-tree printed no commit id", exitStatus: 3)
      }
      let commit = try inGit { () throws(GitError) in try repository.commit(id) }
      let proof = reading.keys.signer(of: commit, by: policy)
      guard proof.fault == nil, commit.strictFault == nil else {
        let words = commit.strictFault ?? proof.words
        throw .refusal(
          "a signed commit would not count: \(proof.fault?.rawValue ?? "malformed")"
            + (words.map { " (\($0))" } ?? ""), hint: "assent doctor names what is set wrongly")
      }
      last = id
    }
    guard let merge = last else { throw .usage("nothing was signed") }
    return merge
  }

  private func finding(_ code: SetUpFinding.Code, _ error: ActingError) -> SetUpFinding {
    SetUpFinding(code, .cost, error.message, cures: [error.hint].compactMap { $0 })
  }

  private func refusal(_ what: String, _ outcome: Program.Outcome) -> SetUpFinding {
    let words = outcome.errorText.split(separator: "\n").map { String($0) }
      .first { $0.contains("remote:") || $0.contains("error:") }
    return SetUpFinding(
      .probeRefused, .cost, what + (words.map { ": \($0)" } ?? ""),
      cures: ["let pushes to assent/** through, signed merges among them"])
  }

  private static func randomName() -> String {
    var generator = SystemRandomNumberGenerator()
    return Hex.text((0..<8).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }
}

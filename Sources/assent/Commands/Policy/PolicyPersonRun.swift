internal import Acting
internal import Decision
internal import Git
internal import Ledger
internal import PolicyTesting
internal import Primitives
internal import Records
internal import Reporting
internal import Signatures

/// Makes one change of people in the work tree and says what it takes to bring it into force.
struct PolicyPersonRun {
  let place: PlaceOptions

  /// The public key of a file as policies spell it.
  static func publicKey(_ file: String, _ place: PlaceOptions) throws -> String {
    try acting { () throws(ActingError) in
      try SigningKey.publicKey(ofFile: Files.path(file, in: place.directory)).line
    }
  }

  /// The full id of a commit that the trunk reaches.
  func commit(_ revision: String) throws -> ObjectID {
    let repository = try Session.open(place)
    let reading = try history(repository)
    do throws(GitError) {
      let id = try repository.resolve(revision: revision)
      let graph = reading.history.graph
      if let index = graph.ids.firstIndex(of: id), graph.integrations[index] != nil { return id }
    } catch {
      throw Failure(error)
    }
    throw Failure(
      "usage", "\(PlainText.line(revision)) is no commit that the trunk reaches",
      hint: "name the last commit before the key was lost, or a later one", exitStatus: 2)
  }

  /// Edits the files, or fails with nothing written.
  func run(_ change: PeopleChange) throws {
    guard let tree = WorkTree(around: place.directory) else {
      throw Failure("usage", "there is no directory \(place.directory)", exitStatus: 2)
    }
    let before = try PolicyRevision(workTreeAround: place.directory)
    let folder = try PolicyFolder.found(from: place.directory)
    let contents = folder.read().contents ?? [:]
    let standing = standing()
    let version = try version(before.policy.charter.version, standing)
    let outcome = try acting { () throws(ActingError) in
      try PeopleEditor(files: contents, policy: before.policy).outcome(of: change, version: version)
    }
    let after = PolicyReader.snapshot(
      of: contents.merging(outcome.files) { $1 }, policy: outcome.policy)
    let outlook = standing?.outlook(of: after, unlanded: false)
    if let obstacle = outlook?.obstacle {
      throw Failure(
        "policy-edit", "such a policy can never come into force: \(PlainText.line(obstacle))",
        hint: "nothing was written; change the owners in policies/assent.yaml first", exitStatus: 1)
    }
    for (path, bytes) in outcome.files.sorted(by: { $0.key < $1.key }) {
      try AtomicFile.write(bytes, to: tree.absolute(path), replacing: contents[path])
    }
    Terminal.result(
      report(change, before.snapshot, after, outcome.policy)
        + next(change, version: version, outlook))
  }

  // MARK: The policy in force

  /// The policy in force; nil where there is none yet, as before the first commit.
  private func standing() -> PolicyStanding? {
    do {
      return try history(try Session.open(place)).policy
    } catch {
      let why = (error as? Failure).map { ", since \($0.message)" } ?? ""
      Terminal.remark(
        "the policy in force could not be read\(PlainText.line(why)): "
          + "the version rises by one")
      return nil
    }
  }

  private func history(_ repository: borrowing Repository) throws -> HistoryReader.Reading {
    let ledger = try Session.ledgerOptions(place, repository, now: Clock.now())
    do throws(LedgerError) { return try HistoryReader(options: ledger).read(repository) } catch {
      throw Failure(error)
    }
  }

  /// One more than that of the policy in force, which the files may have already.
  private func version(_ current: Int, _ standing: PolicyStanding?) throws -> Int {
    guard let standing, let inForce = standing.current.policy?.charter.version else {
      return current + 1
    }
    guard current == inForce || current == inForce + 1 else {
      throw Failure(
        "policy-edit",
        "policies/assent.yaml has version \(current), and version \(inForce) is in force",
        hint: current < inForce
          ? "nothing was written; merge the trunk first"
          : "nothing was written; set version: \(inForce + 1)", exitStatus: 2)
    }
    return inForce + 1
  }

  // MARK: Words

  private func report(
    _ change: PeopleChange, _ before: PolicySnapshot, _ after: PolicySnapshot, _ policy: Policy
  ) -> String {
    var text = ""
    for file in PolicyComparison.File.changes(from: before, to: after) {
      for words in file.words { text += "\(PlainText.line(file.path)): \(PlainText.line(words))\n" }
    }
    let person = change.person
    guard case .retire(_, key: nil) = change else { return text }
    let systems = policy.systems.systems.values.filter { $0.owners.contains(person) }.map(\.id)
    if !systems.isEmpty {
      text +=
        "note: \(person) still owns \(systems.sorted().joined(separator: ", ")): edit "
        + "policies/systems.yaml\n"
    }
    if policy.charter.owners.contains(where: { $0.people.contains(person) }) {
      text += "note: \(person) still stands among the owners in policies/assent.yaml\n"
    }
    let empty = policy.people.roles.filter(\.value.isEmpty).keys.sorted()
    if !empty.isEmpty {
      text += "note: nobody holds \(empty.joined(separator: ", ")) any more\n"
    }
    return text
  }

  private func next(_ change: PeopleChange, version: Int, _ outlook: PolicyOutlook?) -> String {
    let verb =
      switch change {
      case .add: "Add"
      case .retire: "Retire"
      case .replace: "Replace the key of"
      }
    var text =
      "\nnext: look at it (git diff policies), then commit it on a branch and open a pull request:\n"
      + "  git switch -c policy/\(version) && git commit -m '\(verb) \(change.person)' policies\n"
    let whom = outlook?.whom.map { "by \($0)" } ?? "by the owners of the policy"
    text += "then, \(whom):\n  assent policy approve policy/\(version)\n"
    return text
  }
}

import Foundation

extension Scene {
  /// Puts an unsigned commit on the trunk, or on `parent` beside it, and returns its id.
  @discardableResult
  package func commit(
    _ message: String, by author: Persona, changes: [String: CommitPlan.Entry] = [:],
    signedBy signer: Persona? = nil, on parent: String? = nil
  ) throws -> String {
    try commit(
      CommitPlan(
        message, by: author, at: clock, parents: [parent ?? tip], changes: changes, signer: signer),
      onTrunk: parent == nil)
  }

  /// Makes a planned commit; on the trunk it becomes the tip.
  @discardableResult
  package func commit(_ plan: CommitPlan, onTrunk: Bool = true) throws -> String {
    let id = try repository.commit(plan)
    clock = max(clock, plan.committed ?? plan.date) + 1.minutes
    if onTrunk { tip = id }
    return id
  }

  /// Puts a signed act on the trunk, or on `parent` beside it, and returns its commit.
  @discardableResult
  package func act(
    _ acts: Act..., by person: Persona, changes: [String: CommitPlan.Entry] = [:],
    on parent: String? = nil
  ) throws -> String {
    try commit(
      try message(acts), by: person, changes: changes, signedBy: person, on: parent)
  }

  /// The message of a commit that carries acts on the record as it stands.
  package func message(_ acts: [Act], repository: String? = SampleOrganisation.repository) throws
    -> String
  {
    let right = try record.digest
    var lines = acts.map { $0.line(id: record.id, right: right) }
    if let repository { lines.append("Change-Repository: \(repository)") }
    let subject = acts.map(\.verb).joined(separator: ", ") + " \(record.id)"
    return "\(subject)\n\nSeen and understood.\n\n\(lines.joined(separator: "\n"))\n"
  }

  /// Edits the record on the trunk, unsigned, as a pull request's merge would.
  @discardableResult
  package func edit(_ old: String, to new: String, by author: Persona = .ana) throws -> String {
    try record.replace(old, with: new)
    return try commit(
      "Edit \(record.id)\n", by: author, changes: [record.path: .text(record.text)])
  }

  /// Merges a commit into the trunk with a merge commit that has the tree of one side.
  @discardableResult
  package func merge(_ side: String, takingTheirs: Bool = false, by person: Persona = .cto) throws
    -> String
  {
    let plan = CommitPlan(
      "Merge a branch\n", by: person, at: clock, parents: [tip, side])
    tip = try repository.commit(plan, tree: takingTheirs ? "\(side)^{tree}" : "\(tip)^{tree}")
    clock = clock + 1.minutes
    return tip
  }
}

extension Scene {
  /// Runs the program in the repository, the trunk being at the tip.
  package func assent(
    _ arguments: [String], environment: [String: String] = [:], timeout: Double? = nil
  ) throws -> Command.Outcome {
    try settle()
    return try Assent.run(
      arguments, in: repository.path, home: repository.home, environment: environment,
      timeout: timeout ?? patience)
  }

  /// Points the references at what the scene built.
  package func settle() throws {
    try repository.updateReferences(
      references.merging(["refs/heads/main": tip]) { first, _ in first })
  }

  /// What the gate says at a time: a minute after the last commit, if none is given.
  package func gate(
    at now: Moment? = nil, commit: String? = SampleRecord.artifact, _ more: String...
  ) throws -> Verdict {
    let artifact = commit.map { ["--commit", $0] } ?? []
    return try Verdict(
      assent(
        ["gate", record.id] + artifact + [
          "--trust-root", root, "--now", (now ?? clock).text, "--what-if", "--format", "json",
        ] + more))
  }

  /// What the gate says to the way back.
  package func rollbackGate(at now: Moment? = nil, commit: String = SampleRecord.target) throws
    -> Verdict
  {
    try gate(at: now, commit: commit, "--rollback")
  }

  /// A time when the planned window is open.
  package var inWindow: Moment { record.window.lowerBound + 5.minutes }
}

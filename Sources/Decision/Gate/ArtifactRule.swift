internal import Acts
internal import Primitives
internal import Records

/// Whether what is about to be deployed is what was approved.
struct ArtifactRule {
  let record: ChangeRequest
  /// The Start that bound an artifact, once there is an authorised one.
  let start: Act?
  let binding: Workflow.ArtifactBinding

  private var listed: [ChangeRequest.Artifact] { record.implementation?.artifacts ?? [] }

  /// Why the gate does not open for what is asked, or nil.
  func objection(to question: GateQuestion) -> GateReason? {
    if question.artifacts.isEmpty {
      guard question.demandsArtifact, !listed.isEmpty else { return nil }
      return GateReason(
        code: .artifactRequired,
        message: "the record lists artifacts: name the one to deploy with --commit or --artifact")
    }
    for artifact in question.artifacts where !allows(artifact) {
      return GateReason(code: .artifactWrong, message: message(for: artifact))
    }
    return nil
  }

  /// Whether the artifacts that a Start names are the record's, or may be bound by it.
  func permits(start: Act) -> Bool {
    let commit = start.statement["commit"].flatMap { ObjectID($0) }
    let digest = start.statement["artifact"]
    if let commit, !listed.contains(where: { $0.commit == commit || mayBind($0) }) { return false }
    if let digest, !listed.contains(where: { names($0, digest) || mayBind($0) }) { return false }
    let unbound = listed.contains { $0.isUnbound }
    if unbound { return binding == .atStart && (commit != nil || digest != nil) }
    return true
  }

  private func mayBind(_ artifact: ChangeRequest.Artifact) -> Bool {
    binding == .atStart && artifact.isUnbound
  }

  private func allows(_ artifact: GateQuestion.Artifact) -> Bool {
    switch artifact {
    case .commit(let commit):
      if listed.contains(where: { $0.commit == commit }) { return true }
      return hasUnbound && start?.statement["commit"] == commit.description
    case .named(let name):
      if listed.contains(where: { names($0, name) }) { return true }
      return hasUnbound && start?.statement["artifact"] == name
    }
  }

  private var hasUnbound: Bool { listed.contains { $0.isUnbound } }

  private func names(_ artifact: ChangeRequest.Artifact, _ name: String) -> Bool {
    artifact.isNamed(name)
  }

  private func message(for artifact: GateQuestion.Artifact) -> String {
    let asked =
      switch artifact {
      case .commit(let commit): "commit \(commit.short)"
      case .named(let name): "artifact \(name)"
      }
    if listed.isEmpty { return "\(asked) is asked for, but the record lists no artifact" }
    if hasUnbound, start == nil {
      return "\(asked) is not bound yet: Start names the commit of a branch artifact"
    }
    return "\(asked) is not an artifact of this change"
  }
}

extension ChangeRequest.Artifact {
  /// Whether only a branch is known, and the commit comes with Start.
  var isUnbound: Bool {
    commit == nil && digest == nil && version == nil && snapshot == nil && branch != nil
  }

  /// Whether a digest, version or snapshot is spelt like `name`.
  func isNamed(_ name: String) -> Bool {
    [digest?.description, version, snapshot].contains { text in
      text.map { Array($0.utf8) == Array(name.utf8) } ?? false
    }
  }
}

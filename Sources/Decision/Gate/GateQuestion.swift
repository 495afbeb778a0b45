package import Primitives

/// What somebody asks a gate.
package struct GateQuestion: Hashable, Sendable {
  /// The artifact about to be deployed.
  package enum Artifact: Hashable, Sendable {
    case commit(ObjectID)
    /// A digest, a version or a snapshot, as the record spells it.
    case named(String)
  }

  package var artifacts: [Artifact]
  /// Whether the way back is asked for.
  package var rollback: Bool
  /// Whether a record that lists artifacts must be asked about one: `gate`, not `status`.
  package var demandsArtifact: Bool

  package init(artifacts: [Artifact] = [], rollback: Bool = false, demandsArtifact: Bool = false) {
    self.artifacts = artifacts
    self.rollback = rollback
    self.demandsArtifact = demandsArtifact
  }
}

package import Decision
package import Primitives

/// What became of the branches of acts.
package struct LandingResult: Sendable {
  /// What became of one branch.
  package enum Outcome: Hashable, Sendable {
    /// Its acts are part of the trunk by this commit.
    case landed(ObjectID)
    /// The trunk had all of it already.
    case landedBefore
    case refused(LandingObstacle)
    /// The remote has it no longer, and the trunk lacks its acts.
    case gone
  }

  /// One branch.
  package struct Branch: Sendable {
    package let branch: CarrierBranch
    package let outcome: Outcome
    /// Its acts, where it landed.
    package let acts: [LandedAct]
    /// Whether it was deleted, where the trunk has all of it; nil if that was not asked for.
    package var isDeleted: Bool?
  }

  /// The trunk's full reference.
  package let trunk: String
  package let before: ObjectID
  /// The trunk's tip once everything that could land has; the same where nothing has.
  package let after: ObjectID
  /// Whether a remote has it.
  package let isPushed: Bool
  /// Whether this was only a look at what would happen.
  package let isDryRun: Bool
  /// The command that publishes what was only kept; nil if nothing is left to do.
  package let publishing: String?
  package var branches: [Branch]
  /// How the changes stand for which acts landed, by id.
  package let verdicts: [Verdict]
  /// What should be known beside.
  package var remarks: [String]

  /// Whether something has to be done before everything is on the trunk.
  package var hasRefusals: Bool {
    branches.contains { branch in
      if case .refused = branch.outcome { return true }
      return false
    }
  }
}

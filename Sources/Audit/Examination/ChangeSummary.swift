package import Acts
package import Decision
package import Primitives
package import Records

/// What the tables, charts and lists of an audit say about one change: small, so that all of a large
/// population can be kept.
package struct ChangeSummary: Hashable, Sendable {
  /// How a change stood at one standpoint.
  package struct Standing: Hashable, Sendable {
    package let decision: GateDecision
    package let stage: Stage?
    package let state: Verdict.State
    package let flags: [Flag.Code]

    package init(
      decision: GateDecision, stage: Stage?, state: Verdict.State, flags: [Flag.Code]
    ) {
      self.decision = decision
      self.stage = stage
      self.state = state
      self.flags = flags
    }
  }

  /// A person's part in a change.
  package struct Participation: Hashable, Sendable {
    package let person: String
    package let verb: Verb
    package let role: String?
    package let commit: ObjectID
    package let moment: Moment
    package let counted: Bool

    package init(
      person: String, verb: Verb, role: String?, commit: ObjectID, moment: Moment, counted: Bool
    ) {
      self.person = person
      self.verb = verb
      self.role = role
      self.commit = commit
      self.moment = moment
      self.counted = counted
    }
  }

  /// When what happened; nil where it has not.
  package struct Milestones: Hashable, Sendable {
    /// The record arrived on the trunk.
    package var created: Moment?
    /// The first Submit that counted.
    package var submitted: Moment?
    /// The last act that approval up to the gate rests on was integrated.
    package var approved: Moment?
    /// The first Start, authorised or not; else what the record states.
    package var started: Moment?
    /// The position on the first-parent chain that took up what says that the work began.
    package var startTaken: Int?
    /// The first Finish that counted; else what the record states.
    package var finished: Moment?
    package var reviewed: Moment?
    /// Closed, or ended otherwise: cancelled, rejected.
    package var closed: Moment?

    package init() {}
  }

  /// The way back, planned and gone.
  package struct Rollback: Hashable, Sendable {
    package var strategy: ChangeRequest.Rollback.Strategy?
    package var plannedMinutes: Int?
    package var rehearsedMinutes: Int?
    package var actualMinutes: Int?
    package var isVerified: Bool?
    package var wasUsed = false

    package init() {}
  }

  package var id: String
  package var title = ""
  /// The last path that the record had; nil if no record was ever on the trunk.
  package var path: String?
  /// The commit and the digest of the record as it stands, or last stood.
  package var commit: ObjectID?
  package var digest: SHA256Digest?
  /// Whether the trunk has the record no more.
  package var isDeleted = false
  package var kind: ChangeRequest.Kind?
  package var risk: ChangeRequest.Risk?
  package var environment: String?
  package var systems: [String] = []
  package var requester: String?
  package var implementer: String?
  package var template: String?
  package var incident: String?
  package var supersedes: [String] = []
  package var artifacts: [ChangeRequest.Artifact] = []
  package var window: ChangeRequest.Interval?
  package var milestones = Milestones()
  package var atEnd: Standing
  package var today: Standing
  /// What Finish, Close or the record's closure says, in this order.
  package var outcome: ChangeRequest.Closure.Outcome?
  /// The results of all tests, in their order.
  package var results: [TestResult] = []
  package var participations: [Participation] = []
  package var rollback = Rollback()
  /// Approvals that an edit made stale, and rounds of approval beyond the first.
  package var staleApprovals = 0
  package var furtherRounds = 0
  /// The SHA-256 of the policy by which it was judged.
  package var policyDigest: SHA256Digest?

  package init(id: String, atEnd: Standing, today: Standing) {
    self.id = id
    self.atEnd = atEnd
    self.today = today
  }

  /// What an auditor writes up about it.
  package var exceptions: [AuditException] { results.flatMap(\.exceptions) }
}

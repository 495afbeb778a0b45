package import Primitives

/// One change request: a record as decoded from `changes/<ID>.yaml`.
///
/// What a type, a risk or a stage requires is the linter's business, so nearly everything is
/// optional here: nil means that the record does not say it.
package struct ChangeRequest: Hashable, Sendable {
  /// How a change is handled.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case standard, normal, emergency
  }

  /// How much is at stake; ordered.
  package enum Risk: String, Hashable, Sendable, CaseIterable, Comparable {
    case low, medium, high, critical

    package static func < (left: Risk, right: Risk) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// From `start` up to, not including, `end`.
  package struct Interval: Hashable, Sendable {
    package var start: Instant
    package var end: Instant

    package init(start: Instant, end: Instant) {
      self.start = start
      self.end = end
    }

    /// Whether the two share an instant.
    package func overlaps(_ other: Interval) -> Bool { start < other.end && other.start < end }

    /// Whether `instant` lies inside.
    package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
  }

  package var id: String = ""
  package var title: String = ""
  package var kind: Kind = .normal
  @Boxed package var request: Request? = nil
  @Boxed package var assessment: Assessment? = nil
  @Boxed package var testing: Testing? = nil
  @Boxed package var implementation: Implementation? = nil
  @Boxed package var rollback: Rollback? = nil
  @Boxed package var schedule: Schedule? = nil
  @Boxed package var execution: Execution? = nil
  @Boxed package var review: Review? = nil
  @Boxed package var closure: Closure? = nil

  package init() {}
}

extension ChangeRequest {
  /// Step 1.
  package struct Request: Hashable, Sendable {
    package var requester: String?
    package var description: String?
    package var justification: String?
    package var expectedOutcome: String?
    package var systems: [String]?
    package var environment: String?
    package var timeline: Interval?
    package var incident: String?
    package var whyNotNormal: String?
    package var template: String?
    package var parameters: [String: String]?
    package var dependsOn: [String] = []
    package var related: [String] = []
    package var supersedes: [String] = []

    package init() {}
  }

  /// Step 2.
  package struct Assessment: Hashable, Sendable {
    /// What users notice.
    package enum OutageKind: String, Hashable, Sendable, CaseIterable {
      case none, degraded, planned
    }

    package var risk: Risk?
    package var outage: OutageKind?
    package var outageMinutes: Int?
    package var usersAffected: Int?
    package var dependencies: [String]?
    package var disruption: String?
    package var security: String?
    package var privacy: String?

    package init() {}
  }

  /// Step 4.
  package struct Testing: Hashable, Sendable {
    /// What a test looks at.
    package enum TestKind: String, Hashable, Sendable, CaseIterable {
      case functional, compatibility, performance, security, rollback
    }

    package struct Planned: Hashable, Sendable {
      package var kind: TestKind?
      package var action: String?

      package init() {}
    }

    package struct Result: Hashable, Sendable {
      package var kind: TestKind?
      package var passed: Bool?
      package var by: String?
      package var at: Instant?
      package var evidence: Evidence?

      package init() {}
    }

    package var environment: String?
    package var plan: [Planned]?
    package var results: [Result]?
    /// Why nothing was tested, and who accepts that (emergencies).
    package var waiver: Waiver?

    package struct Waiver: Hashable, Sendable {
      package var reason: String?
      package var acceptedBy: String?

      package init() {}
    }

    package init() {}
  }

  /// A file under `changes/` and the digest that binds it to the record.
  package struct Evidence: Hashable, Sendable {
    /// The path below `changes/`, such as `evidence/CHG-2026-7F3K/functional.txt`.
    package var path: String
    package var digest: SHA256Digest?

    package init(path: String, digest: SHA256Digest?) {
      self.path = path
      self.digest = digest
    }
  }

  /// Something exact that is deployed or returned to.
  package struct Artifact: Hashable, Sendable {
    package var name: String?
    /// A full commit id.
    package var commit: ObjectID?
    /// `sha256:…` of a package or image.
    package var digest: SHA256Digest?
    package var version: String?
    package var snapshot: String?
    /// A repository and a branch: the commit is bound by Start.
    package var repository: String?
    package var branch: String?

    package init() {}
  }

  /// Step 5, the way there.
  package struct Implementation: Hashable, Sendable {
    /// What a step does; `act` where the record does not say.
    package enum StepKind: String, Hashable, Sendable, CaseIterable {
      case act = "do"
      case capture, decide, verify
    }

    package struct Step: Hashable, Sendable {
      package var id: String?
      package var kind: StepKind = .act
      package var action: String?
      package var by: String?
      package var expect: String?
      package var minutes: Int?
      package var reversible: Bool?
      /// Why a step that cannot be undone may be left as it is.
      package var note: String?

      package init() {}
    }

    package var implementer: String?
    package var artifacts: [Artifact] = []
    package var steps: [Step]?

    package init() {}
  }

  /// Step 5, the way back.
  package struct Rollback: Hashable, Sendable {
    package enum Strategy: String, Hashable, Sendable, CaseIterable {
      case revertConfig = "revert-config"
      case redeployPrevious = "redeploy-previous"
      case trafficShift = "traffic-shift"
      case featureOff = "feature-off"
      case failbackStandby = "failback-standby"
      case restoreBackup = "restore-backup"
      case compensate
      case forwardFix = "forward-fix"
      case none
    }

    package struct Trigger: Hashable, Sendable {
      package var id: String?
      package var signal: String?
      package var source: String?
      /// A comparison such as `> 400 ms`; key `when`.
      package var condition: String?
      /// How long it must hold; key `for`.
      package var period: Period?
      /// A time trigger instead of a signal.
      package var atLatest: Instant?
      package var reason: String?

      package init() {}
    }

    package enum DataLoss: String, Hashable, Sendable, CaseIterable {
      case none, bounded, total
    }

    package struct DataEffect: Hashable, Sendable {
      package var loss: DataLoss?
      package var minutes: Int?
      package var rows: Int?
      package var acceptedBy: String?
      package var writesAfterChange: String?

      package init() {}
    }

    package struct Step: Hashable, Sendable {
      package var id: String?
      package var undoes: [String] = []
      package var action: String?
      package var by: String?
      package var expect: String?
      package var minutes: Int?

      package init() {}
    }

    package struct Check: Hashable, Sendable {
      package var check: String?
      package var expect: String?
      package var minutes: Int?

      package init() {}
    }

    package struct Rehearsal: Hashable, Sendable {
      package var environment: String?
      package var at: Instant?
      package var minutes: Int?
      package var passed: Bool?
      package var evidence: Evidence?

      package init() {}
    }

    package struct Backup: Hashable, Sendable {
      package var id: String?
      package var taken: String?
      package var restoreTested: CivilDate?

      package init() {}
    }

    /// What an irreversible change owes instead of a way back.
    package struct Irreversible: Hashable, Sendable {
      package var reason: String?
      package var forwardRecovery: [String] = []
      /// Staged exposure or a dry run.
      package var exposure: String?
      package var acceptedBy: String?

      package init() {}
    }

    /// What holds after the point of no return.
    package struct After: Hashable, Sendable {
      package var strategy: Strategy?
      package var action: String?

      package init() {}
    }

    package var strategy: Strategy?
    package var target: Artifact?
    package var decisionOwner: String?
    package var decisionDeputy: String?
    package var triggers: [Trigger]?
    /// `none` or the id of an implementation step.
    package var pointOfNoReturn: String?
    package var after: After?
    package var data: DataEffect?
    package var backup: Backup?
    /// Systems that the way back itself needs.
    package var requires: [String]?
    /// The way round if one of them is what the change touches.
    package var requiresAlternative: String?
    /// The compensating control while rolled back; key `secure-state`.
    package var secureState: String?
    package var irreversible: Irreversible?
    package var steps: [Step]?
    package var maxMinutes: Int?
    package var verify: [Check]?
    package var rehearsal: Rehearsal?

    package init() {}
  }

  /// Step 6.
  package struct Schedule: Hashable, Sendable {
    /// What a message is about.
    package enum Event: String, Hashable, Sendable, CaseIterable {
      case announcement, start, end, rollback
    }

    package struct Communication: Hashable, Sendable {
      package var audience: String?
      package var channel: String?
      package var at: Instant?
      package var event: Event?

      package init() {}
    }

    package struct Coordination: Hashable, Sendable {
      package var team: String?
      package var purpose: String?

      package init() {}
    }

    package var window: Interval?
    package var communications: [Communication]?
    package var coordination: [Coordination]?

    package init() {}
  }

  /// Step 7.
  package struct Execution: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
      package var at: Instant?
      package var step: String?
      package var by: String?
      package var result: String?
      package var note: String?

      package init() {}
    }

    package struct RolledBack: Hashable, Sendable {
      package var trigger: String?
      package var decidedBy: String?
      package var started: Instant?
      package var finished: Instant?
      package var verified: Bool?

      package init() {}
    }

    package var started: Instant?
    package var finished: Instant?
    package var log: [Entry]?
    package var deviations: [String]?
    package var issues: [String]?
    package var rollback: RolledBack?

    package init() {}
  }

  /// Step 8.
  package struct Review: Hashable, Sendable {
    package struct Improvement: Hashable, Sendable {
      package var action: String?
      package var owner: String?
      package var due: CivilDate?

      package init() {}
    }

    package var objectivesMet: Bool?
    package var monitoredFrom: Instant?
    package var monitoredUntil: Instant?
    package var signals: [String]?
    package var findings: [String]?
    package var improvements: [Improvement]?

    package init() {}
  }

  /// Step 9.
  package struct Closure: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
      case successful
      case successfulWithIssues = "successful-with-issues"
      case rolledBack = "rolled-back"
      case failed, cancelled, rejected
    }

    package var outcome: Outcome?
    package var notes: String?

    package init() {}
  }
}

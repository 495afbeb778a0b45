package import Diagnostics
package import Primitives

/// Why an act does not count, in the order in which the first that applies is named.
package enum ActReason: String, Hashable, Sendable, CaseIterable, Comparable {
  case malformed
  case unsigned
  case signatureUnsupported = "signature-unsupported"
  case signatureBad = "signature-bad"
  case keyUnknown = "key-unknown"
  case keyNotInForce = "key-not-in-force"
  case keyCompromised = "key-compromised"
  case beforeRoot = "before-root"
  case policyGap = "policy-gap"
  case wrongRepository = "wrong-repository"
  case digestMissing = "digest-missing"
  case digestMismatch = "digest-mismatch"
  case recordMissing = "record-missing"
  case editsFiles = "edits-files"
  case roleNotHeld = "role-not-held"
  case machineInHumanSeat = "machine-in-human-seat"
  case requester, contributor, implementer, approver, tester
  case stale, expired, withdrawn, superseded, duplicate
  case notReachable = "not-reachable"
  case delegationInvalid = "delegation-invalid"
  case inTheFuture = "in-the-future"

  /// The place in the order.
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: ActReason, right: ActReason) -> Bool { left.rank < right.rank }

  /// Whether the reason stops even an act that forbids.
  package var stopsForbidding: Bool {
    switch self {
    case .malformed, .unsigned, .signatureUnsupported, .signatureBad, .keyUnknown, .keyNotInForce,
      .keyCompromised, .beforeRoot, .wrongRepository, .roleNotHeld, .delegationInvalid:
      true
    default: false
    }
  }
}

/// One reason why a gate is not open.
package struct GateReason: Hashable, Sendable {
  /// Stable codes; what each does to the gate is `effect`.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case policyPending = "policy-pending"
    case policyFork = "policy-fork"
    case policyError = "policy-error"
    case notUnderstood = "not-understood"
    case mixed
    case recordError = "record-error"
    case recordMissing = "record-missing"
    case lint
    case objection
    case rejected, held, cancelled, closed, finished
    case windowPassed = "window-passed"
    case windowMisfit = "window-misfit"
    case freeze
    case conflict
    case artifactWrong = "artifact-wrong"
    case artifactRequired = "artifact-required"
    case approvalStale = "approval-stale"
    case editedAfterStart = "edited-after-start"
    case headBehind = "head-behind"
    case noStart = "no-start"
    case requirementUnsatisfied = "requirement-unsatisfied"
    case windowNotOpen = "window-not-open"
    case leadTime = "lead-time"
    case dependency
    case contributorUnknown = "contributor-unknown"
    case emergencyExpired = "emergency-expired"
    case ratificationOverdue = "ratification-overdue"
    // Why a deployment may not happen.
    case noChange = "no-change"
    case changeAwaiting = "change-awaiting"
    case changePrevented = "change-prevented"
    case changeInvalid = "change-invalid"
    case notAncestor = "not-ancestor"

    /// What a reason of this code makes of the gate.
    package var effect: GateDecision {
      switch self {
      case .policyPending, .policyFork, .policyError, .notUnderstood, .mixed, .changeInvalid,
        .notAncestor:
        .invalid
      case .requirementUnsatisfied, .windowNotOpen, .leadTime, .dependency, .contributorUnknown,
        .changeAwaiting:
        .awaiting
      default: .prevented
      }
    }

    /// Whether a reason of this code is about time, the slot or an unsettled policy: what a
    /// rollback does not wait for.
    package var isTimeSlotOrPolicy: Bool {
      switch self {
      case .policyPending, .policyFork, .windowPassed, .windowMisfit, .windowNotOpen, .leadTime,
        .freeze, .conflict:
        true
      default: false
      }
    }
  }

  package let code: Code
  package let message: String
  package let at: Location?

  package init(code: Code, message: String, at: Location? = nil) {
    self.code = code
    self.message = message
    self.at = at
  }
}

/// The gate's one word, from open to undecidable.
package enum GateDecision: String, Hashable, Sendable, CaseIterable, Comparable {
  case allowed, awaiting, prevented, invalid

  package static func < (left: GateDecision, right: GateDecision) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The exit status of `gate`.
  package var exitStatus: Int32 {
    switch self {
    case .allowed: 0
    case .prevented: 1
    case .invalid: 3
    case .awaiting: 8
    }
  }
}

/// Something that stays in the verdict for ever.
package struct Flag: Hashable, Sendable {
  /// Stable codes.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case startedUnauthorised = "started-unauthorised"
    case editedAfterStart = "edited-after-start"
    case outsideWindow = "outside-window"
    case mixed
    case policyGap = "policy-gap"
    case claimedContributor = "claimed-contributor"
    case ratificationOverdue = "ratification-overdue"
    case ratificationRefused = "ratification-refused"
    case reviewOverdue = "review-overdue"
    case freeze
    case leadTime = "lead-time"
    case conflict
  }

  package let code: Code
  package let message: String
  package let commit: ObjectID?

  package init(code: Code, message: String, commit: ObjectID?) {
    self.code = code
    self.message = message
    self.commit = commit
  }
}

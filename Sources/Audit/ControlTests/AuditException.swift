package import Primitives

/// Something that an auditor writes up.
package struct AuditException: Hashable, Sendable {
  /// Its name among auditors; a contract.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case recordIncomplete = "record-incomplete"
    case requesterNotAuthorised = "requester-not-authorised"
    case riskAssessedAfterApproval = "risk-assessed-after-approval"
    case noApprovalEvidence = "no-approval-evidence"
    case approverNotAuthorised = "approver-not-authorised"
    case approvalAfterDeployment = "approval-after-deployment"
    case approvalBeforeFinalContent = "approval-before-final-content"
    case implementedOtherThanApproved = "implemented-other-than-approved"
    case approverNotIndependent = "approver-not-independent"
    case noTestEvidence = "no-test-evidence"
    case testedInProduction = "tested-in-production"
    case testNotSignedOff = "test-not-signed-off"
    case missingRollbackPlan = "missing-rollback-plan"
    case developerDeployed = "developer-deployed"
    case outsideWindow = "outside-window"
    case duringFreeze = "during-freeze"
    case emergencyNotGenuine = "emergency-not-genuine"
    case emergencyNotRatified = "emergency-not-ratified"
    case emergencyToSkipLeadTime = "emergency-to-skip-lead-time"
    case closedWithoutReview = "closed-without-review"
    case reviewNotIndependent = "review-not-independent"
    case notClosedInTime = "not-closed-in-time"
    case toolAccessNotSegregated = "tool-access-not-segregated"
    case standardOutsideTemplate = "standard-outside-template"
    case recordDeleted = "record-deleted"
    case historyRewritten = "history-rewritten"
    case populationIncomplete = "population-incomplete"
    case unmatchedProductionChange = "unmatched-production-change"
    case startedUnauthorised = "started-unauthorised"
    case evidenceWithoutTimeOrIdentity = "evidence-without-time-or-identity"
    case leaverActed = "leaver-acted"
    case policyNotAuthorised = "policy-not-authorised"
  }

  package let kind: Kind
  /// The change; nil where it is about the repository.
  package let change: String?
  /// The test that found it.
  package let test: ControlTest
  /// One sentence with names, fields and times.
  package let message: String
  package let commits: [ObjectID]
  /// When it arose, as well as that is known.
  package let time: Instant?
  /// Whether it can still be cured and has not been as of the standpoint (an open review, say).
  package let isOpen: Bool

  package init(
    _ kind: Kind, change: String?, test: ControlTest, _ message: String, commits: [ObjectID] = [],
    time: Instant? = nil, isOpen: Bool = false
  ) {
    self.kind = kind
    self.change = change
    self.test = test
    self.message = message
    self.commits = commits
    self.time = time
    self.isOpen = isOpen
  }
}

internal import Audit

extension AuditException.Kind {
  /// Its place among the kinds where the gravest come first: what ran without authority, then who
  /// should not have approved, then evidence that is missing, then what is late.
  var gravity: Int { Self.ranks[self] ?? .max }

  private static let ranks: [AuditException.Kind: Int] = {
    let order: [AuditException.Kind] = [
      .historyRewritten, .recordDeleted, .policyNotAuthorised, .unmatchedProductionChange,
      .startedUnauthorised, .noApprovalEvidence, .approvalAfterDeployment,
      .approverNotIndependent, .approverNotAuthorised, .leaverActed,
      .implementedOtherThanApproved, .approvalBeforeFinalContent, .developerDeployed,
      .emergencyNotGenuine, .emergencyNotRatified, .emergencyToSkipLeadTime,
      .standardOutsideTemplate, .duringFreeze, .outsideWindow, .testedInProduction,
      .noTestEvidence, .testNotSignedOff, .missingRollbackPlan, .requesterNotAuthorised,
      .riskAssessedAfterApproval, .populationIncomplete, .toolAccessNotSegregated,
      .recordIncomplete, .evidenceWithoutTimeOrIdentity, .reviewNotIndependent,
      .closedWithoutReview, .notClosedInTime,
    ]
    return Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
  }()

  /// Whether it says that something else went wrong before.
  var isConsequence: Bool { self == .startedUnauthorised || self == .unmatchedProductionChange }

  /// Whether it can be why a Start was not authorised.
  var isCause: Bool {
    !isConsequence && gravity <= Self.missingRollbackPlan.gravity
  }

  /// In words, as a heading.
  var title: String {
    switch self {
    case .recordIncomplete: "Record incomplete"
    case .requesterNotAuthorised: "Requester not authorised"
    case .riskAssessedAfterApproval: "Risk assessed after approval"
    case .noApprovalEvidence: "No approval evidence"
    case .approverNotAuthorised: "Approver not authorised"
    case .approvalAfterDeployment: "Approval after deployment"
    case .approvalBeforeFinalContent: "Approval before final content"
    case .implementedOtherThanApproved: "Implemented other than approved"
    case .approverNotIndependent: "Approver not independent"
    case .noTestEvidence: "No test evidence"
    case .testedInProduction: "Tested in production"
    case .testNotSignedOff: "Test not signed off"
    case .missingRollbackPlan: "Missing rollback plan"
    case .developerDeployed: "Developer deployed"
    case .outsideWindow: "Outside the window"
    case .duringFreeze: "During a freeze"
    case .emergencyNotGenuine: "Emergency not genuine"
    case .emergencyNotRatified: "Emergency not ratified in time"
    case .emergencyToSkipLeadTime: "Emergency to skip the lead time"
    case .closedWithoutReview: "Closed without review"
    case .reviewNotIndependent: "Review not independent"
    case .notClosedInTime: "Not closed in time"
    case .toolAccessNotSegregated: "Tool access not segregated"
    case .standardOutsideTemplate: "Standard change outside its template"
    case .recordDeleted: "Record deleted"
    case .historyRewritten: "History rewritten"
    case .populationIncomplete: "Population incomplete"
    case .unmatchedProductionChange: "Unmatched production change"
    case .startedUnauthorised: "Started unauthorised"
    case .evidenceWithoutTimeOrIdentity: "Evidence without time or identity"
    case .leaverActed: "Leaver acted"
    case .policyNotAuthorised: "Policy not authorised"
    }
  }
}

/// Parts of a whole as a reader sees them.
enum Share {
  /// Such as `97.5 %`, cut and not rounded, so that 100 % means all; nil of nothing.
  static func percent(_ part: Int, of whole: Int) -> String? {
    guard whole > 0, part >= 0 else { return nil }
    let (product, overflow) = part.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return nil }
    let tenths = product / whole
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  /// A number with a noun: `1 change`, `3 changes`.
  static func words(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
  }
}

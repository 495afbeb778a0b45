package import Primitives

/// The attributes that auditors test on a change; the numbers are a contract.
package enum ControlTest: String, Hashable, Sendable, CaseIterable, Comparable {
  case t1 = "T1"
  case t2 = "T2"
  case t3 = "T3"
  case t4 = "T4"
  case t5 = "T5"
  case t6 = "T6"
  case t7 = "T7"
  case t8 = "T8"
  case t9 = "T9"
  case t10 = "T10"
  case t11 = "T11"
  case t12 = "T12"
  case t13 = "T13"
  case t14 = "T14"
  case t15 = "T15"
  case t16 = "T16"
  case t17 = "T17"
  case t18 = "T18"

  package static func < (left: ControlTest, right: ControlTest) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The attribute in words, as a heading.
  package var title: String {
    switch self {
    case .t1: "Record exists, is unique and complete"
    case .t2: "Requested by an authorised person"
    case .t3: "Risk assessed before approval"
    case .t4: "Approved by authorised persons"
    case .t5: "Approved before implementation"
    case .t6: "What was approved is what was done"
    case .t7: "Approver independent of requester, author and implementer"
    case .t8: "Tested before production, evidence kept"
    case .t9: "Test results signed off"
    case .t10: "Rollback plan present and reviewed"
    case .t11: "Implemented by another than the developer"
    case .t12: "Inside the approved window, freezes respected"
    case .t13: "Emergency genuine, authorised and ratified in time"
    case .t14: "Reviewed afterwards and closed in time"
    case .t15: "Duties segregated in the tools"
    case .t16: "Standard change used within its template"
    case .t17: "Retained and not tampered with"
    case .t18: "Every production change has a record"
    }
  }
}

/// What one test found on one change, or on the repository as a whole.
package struct TestResult: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case pass, fail
    /// The evidence lies outside what could be read; never taken for a pass.
    case notEvaluable = "not-evaluable"
    case notApplicable = "not-applicable"
  }

  /// What the finding rests on.
  package enum Basis: String, Hashable, Sendable, CaseIterable {
    /// Ancestry of commits: nobody can choose it afterwards.
    case orderProven = "order-proven"
    case timeRecorded = "time-recorded"
    case timeClaimed = "time-claimed"
    /// Signatures over exact content.
    case signature
    /// What the record's text says, signed or not.
    case stated
  }

  package let test: ControlTest
  package let outcome: Outcome
  /// One sentence: why.
  package let reason: String
  /// The commits that show it, in the order in which the reason speaks of them.
  package let commits: [ObjectID]
  package let basis: [Basis]
  package let exceptions: [AuditException]

  package init(
    _ test: ControlTest, _ outcome: Outcome, _ reason: String, commits: [ObjectID] = [],
    basis: [Basis] = [], exceptions: [AuditException] = []
  ) {
    self.test = test
    self.outcome = outcome
    self.reason = reason
    self.commits = commits
    self.basis = basis
    self.exceptions = exceptions
  }
}

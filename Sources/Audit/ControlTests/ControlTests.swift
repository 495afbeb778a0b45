/// Runs the tests of one change in their order: all but T15, T17 and T18, which are about the
/// repository and what surrounds it.
struct ControlTests {
  /// In the order of their numbers.
  static let all: [any AttributeTest.Type] = [
    T01RecordComplete.self, T02RequestedByAuthorised.self, T03RiskAssessedFirst.self,
    T04ApprovedByAuthorised.self, T05ApprovedBeforeImplementation.self, T06DoneAsApproved.self,
    T07ApproverIndependent.self, T08TestedBefore.self, T09TestSignedOff.self,
    T10RollbackPlanned.self, T11ImplementerNotDeveloper.self, T12InsideWindow.self,
    T13EmergencyGenuine.self, T14ReviewedAndClosed.self, T16StandardAsTemplate.self,
  ]

  private let file: CaseFile

  init(file: CaseFile) {
    var file = file
    file.approvals = Approvals(file)
    file.approvalFaults = ApprovalLint(file: file).faults()
    self.file = file
  }

  func results() -> [TestResult] {
    UnauthorisedStart(file: file).told(in: Self.all.map { $0.init(file: file).result() })
  }
}

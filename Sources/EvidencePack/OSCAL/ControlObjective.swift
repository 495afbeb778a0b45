internal import Audit

/// An objective of NIST SP 800-53A Rev. 5 to which tests of an audit speak.
struct ControlObjective {
  /// The control in the OSCAL catalogue, such as `cm-3`.
  let control: String
  /// The objective there, such as `cm-3_obj.b-2`.
  let id: String
  let title: String
  /// A failure of any of these is a finding.
  let tests: [ControlTest]

  /// Those to which a history can speak, in the order of the catalogue.
  static let all = [
    ControlObjective(
      control: "ac-5", id: "ac-5_obj.b", title: "Access supports the separation of duties",
      tests: [.t7, .t11, .t15]),
    ControlObjective(
      control: "au-10", id: "au-10_obj", title: "Approvals cannot be denied afterwards",
      tests: [.t4]),
    ControlObjective(
      control: "au-11", id: "au-11_obj", title: "Records are retained", tests: [.t17]),
    ControlObjective(
      control: "cm-2.3", id: "cm-2.3_obj", title: "Previous configurations support a rollback",
      tests: [.t10]),
    ControlObjective(
      control: "cm-3", id: "cm-3_obj.b-1", title: "Proposed changes are reviewed",
      tests: [.t1, .t3, .t14]),
    ControlObjective(
      control: "cm-3", id: "cm-3_obj.b-2", title: "Proposed changes are approved or disapproved",
      tests: [.t2, .t4, .t7, .t13, .t16]),
    ControlObjective(
      control: "cm-3", id: "cm-3_obj.c", title: "Decisions on changes are documented",
      tests: [.t1, .t4]),
    ControlObjective(
      control: "cm-3", id: "cm-3_obj.d", title: "Approved changes, and no others, are implemented",
      tests: [.t5, .t6, .t12, .t18]),
    ControlObjective(
      control: "cm-3", id: "cm-3_obj.e", title: "Records of changes are retained", tests: [.t17]),
    ControlObjective(
      control: "cm-3", id: "cm-3_obj.f-2", title: "Activities of changes are reviewed",
      tests: [.t14]),
    ControlObjective(
      control: "cm-3.1", id: "cm-3.1_obj.d", title: "Changes are prohibited until approved",
      tests: [.t5]),
    ControlObjective(
      control: "cm-3.2", id: "cm-3.2_obj-1", title: "Changes are tested before they are finished",
      tests: [.t8, .t9]),
    ControlObjective(
      control: "cm-4", id: "cm-4_obj-1", title: "Changes are analysed before they are made",
      tests: [.t3]),
    ControlObjective(
      control: "cm-5", id: "cm-5_obj-6", title: "Restrictions of access to changes are enforced",
      tests: [.t15]),
  ]
}

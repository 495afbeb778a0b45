import TestSupport
import Testing

/// A gate is never open because no rule was found, nor because a broken one was waved through
/// (section 5, "Requirements").
struct NoRuleTests {
  private static let asked = """
          all:
            - {id: change-manager, role: change-manager, count: 1}
            - {id: owners, role: system-owner, per: system, count: 1}
            - {id: security, role: security, count: 1, when: {risk: [high, critical]}}
            - {id: cab, when: {risk: [critical]}, any: [{role: cab, count: 2}, {role: cab-chair, count: 1}]}
        distinct: [change-manager, security, cab]

    """

  // "Nothing is ever allowed because no rule was found."
  @Test(arguments: [
    "      all: [{id: cab, role: cab, count: 2, when: {risk: [critical]}}]\n",
    "      {id: cab, role: cab, count: 2, when: {risk: [critical]}}\n",
  ]) func `approval that is asked of nobody is no approval`(_ require: String) throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(Self.asked, with: require, in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision == "invalid", "\(verdict)")
    #expect(verdict.status == 3, "\(verdict)")
  }

  // "An error in the policy makes the gate invalid": it is not a requirement to set aside.
  @Test func `an Override does not wave a broken requirement through`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "{id: cab, when: {risk: [critical]}, any: [{role: cab, count: 2}, {role: cab-chair, count: 1}]}",
      with: "{id: cab, role: cab}", in: "workflow.yaml")
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    try scene.act(
      Act("Override", [("role", "cab-chair"), ("requirement", "cab")]), by: .hal)
    let verdict = try scene.gate(at: scene.inWindow)
    #expect(verdict.decision == "invalid", "\(verdict)")
  }
}

internal import Audit

extension DatabaseTable {
  static let policies = DatabaseTable(
    "policies", "A policy that was in force during part of the period.", key: 1,
    [
      .position, .number("version", "Its number in policies/assent.yaml.").optional,
      .digest("digest", "The SHA-256 that its owners signed."),
      .commit("commit_id", "The commit from which it was in force."),
      .time("from_at", "When that was."),
      .choice("from_source", Moment.Source.self, "What vouches for that time."),
      .time("until_at", "When the next came into force.").optional,
      .commit("until_commit", "The commit from which that was.").optional,
      .flag("is_trust_root", "Whether it is trusted because it stands there."),
    ])

  static let policyApprovals = DatabaseTable(
    "policy_approvals", "An owner's approval of a policy.", key: 2,
    [
      .number("policy", "The row of `policies`."), .position,
      .text("person", "The owner."), .commit("commit_id", "The commit."),
      .time("approved_at", "Its date."),
    ], references: [Reference(["policy"], "policies")])

  static let policyFiles = DatabaseTable(
    "policy_files", "A file that a policy changed.", key: 2,
    [.number("policy", "The row of `policies`."), .position, .text("path", "The path.")],
    references: [Reference(["policy"], "policies")])

  static let policyUnrest = DatabaseTable(
    "policy_unrest", "A stretch of the trunk on which an unapproved policy stood.", key: 1,
    [
      .position, .time("from_at", "When it began."),
      .commit("from_commit", "The commit with which it began.").optional,
      .time("until_at", "When it ended.").optional, .text("message", "What it was."),
    ])

  static let people = DatabaseTable(
    "people", "A person of the policies in force during the period.", key: 1,
    [
      .text("id", "The id in the policy."), .text("name", "The name."),
      .flag("is_machine", "Whether it is a machine."),
      .choice("employment", ["employed", "left", "unknown"], "What the staff list says."),
      .text("left_on", "The day of leaving.").optional,
    ])

  static let keys = DatabaseTable(
    "keys", "A key of a person.", key: 2,
    [.text("person", "The person."), .position, .text("key_name", "The fingerprint.")] + tenure + [
      .text("status", "`active`, `retired` or `compromised` at the standpoint.").optional
    ], references: [ofPerson])

  static let roles = DatabaseTable(
    "roles", "A role of a person.", key: 2,
    [.text("person", "The person."), .position, .text("role", "The role.")] + tenure,
    references: [ofPerson])

  private static let ofPerson = Reference(["person"], "people")

  private static let tenure: [Column] = [
    .commit("from_commit", "The first policy in force that has it."),
    .time("from_at", "When that came into force."),
    .commit("until_commit", "The first that has it no more.").optional,
    .time("until_at", "When that came into force.").optional,
  ]

  static let personActs = DatabaseTable(
    "person_acts", "How many acts of a person counted in the period.", key: 2,
    [
      .text("person", "The person."), .text("verb", "The verb."),
      .number("acts_count", "How many."),
    ], references: [ofPerson])

  static let personParts = DatabaseTable(
    "person_parts", "A part of a person in a change.", key: 3,
    [
      .text("person", "The person."), .text("part", "The part, such as `requester`."),
      .text("change", "The id of the change."),
    ], references: [ofPerson])

  static let personRemarks = DatabaseTable(
    "person_remarks", "What a reader should look at.", key: 2,
    [.text("person", "The person."), .position, .text("message", "The remark.")],
    references: [ofPerson])

  static let duties = DatabaseTable(
    "duties", "How often one person approved what another requested or implemented.", key: 3,
    [
      .text("part", "`requester` or `implementer`."), .text("person", "Who that was."),
      .text("approver", "Who approved."), .number("changes_count", "In how many changes."),
      .flag("is_breach", "Whether both are one, which must not be."),
    ])

  static let dutyChanges = DatabaseTable(
    "duty_changes", "A change of such a pair.", key: 4,
    [
      .text("part", "The part."), .text("person", "Who that was."),
      .text("approver", "Who approved."), .text("change", "The id of the change."),
    ], references: [Reference(["part", "person", "approver"], "duties")])
}

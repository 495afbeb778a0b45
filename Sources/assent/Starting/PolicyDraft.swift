/// The first policy of a repository: small, commented, and in force as it stands once committed.
struct PolicyDraft {
  let repository: String
  let trunk: String
  let owners: [OwnerEntry]
  let threshold: Int
  let carrier: String

  private var ids: String { owners.map(\.id).joined(separator: ", ") }

  /// The texts by path from the root.
  var files: [(path: String, text: String)] {
    [
      ("policies/assent.yaml", charter), ("policies/people.yaml", people),
      ("policies/systems.yaml", systems), ("policies/workflow.yaml", workflow),
      ("policies/calendar.yaml", calendar),
    ]
  }

  private var charter: String {
    """
    # What this repository is, and who may change the rules of it.
    schema: assent/policy/1
    version: 1  # rises by one with every change under policies/
    repository: \(YAMLText.quoted(repository))
    trunk: \(YAMLText.quoted(trunk))
    owners:
      # So many of these people must sign a change of the policy: assent policy approve
      - {people: [\(ids)], threshold: \(threshold)}
    # branch: acts go to assent/<ID>/<person> and assent land merges them.
    # push: acts go straight to the trunk, which must permit that.
    carrier: \(carrier)
    edits: claimed

    """
  }

  private var people: String {
    let entries = owners.map { owner in
      """
        \(owner.id):
          name: \(YAMLText.quoted(owner.name))
          email: [\(YAMLText.quoted(owner.email))]
          kind: human
          keys:
            - ssh: \(owner.key)

      """
    }
    return """
      # Who may act, with which key, in which role. Whoever leaves keeps the entry; the key gets
      # `status: retired`. A stolen key gets `compromised: {since: <commit>}`.
      schema: assent/people/1
      people:
      \(entries.joined())
      # Nobody approves their own change, so every role needs at least two people.
      roles:
        risk-assessor: [\(ids)]
        change-manager: [\(ids)]
        tester: [\(ids)]
        implementer: [\(ids)]
        reviewer: [\(ids)]

      """
  }

  private var systems: String {
    let owners = self.owners.prefix(2).map(\.id).joined(separator: ", ")
    return """
      # What changes can touch, and who answers for it.
      schema: assent/systems/1
      systems:
        # Replace this one by your own.
        example-service:
          owners: [\(owners)]
          criticality: medium

      """
  }

  private var workflow: String {
    """
    # The steps of a change: who acts, what the act covers, who is kept out.
    schema: assent/workflow/1
    clock: claimed
    stages:
      initiated: {act: submit, by: requester}
      assessed:
        act: assess
        require: {id: assessor, role: risk-assessor, count: 1}
        not: [requester]
        covers: [request, assessment]
      approved:
        act: approve
        require:
          all:
            - {id: change-manager, role: change-manager, count: 1}
            # - {id: owners, role: system-owner, per: system, count: 1}
        not: [requester, contributors, implementer]
        # Editing one of these sections makes an approval stale.
        covers: [request, assessment, implementation, rollback]
        valid-for: 14d
      tested:
        act: test
        require: {id: tester, role: tester, count: 1}
        not: [implementer]
        covers: [testing, implementation]
      planned: {reviewed-by: approved}
      scheduled:
        act: schedule
        require: {id: scheduler, role: change-manager, count: 1}
        covers: [schedule]
      implemented:
        act: finish
        require: {id: implementer, role: implementer, count: 1}
        not: [approvers]
      reviewed:
        act: review
        require: {id: reviewer, role: reviewer, count: 1}
        not: [implementer]
      closed:
        act: close
        require: {id: closer, role: change-manager, count: 1}
    # `assent gate` opens once every stage up to this one holds.
    gate: {deploy: scheduled}
    artifact: at-approval
    powers:
      object: [change-manager]
      reject: [change-manager]
      hold: [change-manager]
      lift: [change-manager]

    """
  }

  private var calendar: String {
    """
    # When changes may happen. Windows bind only where workflow.yaml names them.
    schema: assent/calendar/1
    time-zone: UTC
    windows: []
    freezes: []
    holidays: []

    """
  }
}

extension ReadyWorkflow {
  /// Two signatures, and what is approved is everything.
  static let smallWorkflow = """
    # A small team: an owner of the system and a change manager approve, everything else rides on
    # that. Risk, tests, both plans and the slot are part of what they sign.
    schema: assent/workflow/1
    clock: claimed
    stages:
      initiated: {act: submit, by: requester}
      approved:
        act: approve
        require:
          all:
            - {id: change-manager, role: change-manager, count: 1}
            - {id: owners, role: system-owner, per: system, count: 1}
        # Nobody approves their own change. One person may hold both seats, with an act for each;
        # `distinct: [change-manager, owners]` would ask for two people.
        not: [requester, contributors, implementer]
        # Editing one of these sections makes an approval stale.
        covers: [request, assessment, testing, implementation, rollback, schedule]
        valid-for: 14d
      planned: {reviewed-by: approved}
      implemented:
        act: finish
        require: {id: implementer, role: implementer, count: 1}
        not: [approvers]
      closed:
        act: close
        require: {id: closer, role: change-manager, count: 1}
    # `assent gate` opens once every stage up to this one holds.
    gate: {deploy: planned}
    artifact: at-approval
    # One signature opens the gate for a day; the approvals above are due two days after the start.
    emergency:
      before: {id: on-call, role: change-manager, count: 1}
      valid-for: 24h
      ratify-within: 48h
      review-within: 5d
    powers:
      object: [change-manager]
      reject: [change-manager]
      hold: [change-manager]
      lift: [change-manager]
      override: {ratification: [change-manager]}

    """

  static let smallLint = """
    # A rule that is not named here keeps its own severity.
    schema: assent/lint/1
    severities:
      # Assessing, testing and scheduling are no steps of their own: the approvals cover them.
      stage-missing: "off"

    """
}

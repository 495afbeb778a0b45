extension ReadyWorkflow {
  /// Every stage has its own act.
  static let standardWorkflow = """
    # The nine steps of a change: who acts, what the act covers, who is kept out.
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
            - {id: owners, role: system-owner, per: system, count: 1}
            - {id: security, role: security, count: 1, when: {risk: [high, critical]}}
        not: [requester, contributors, implementer]
        # Editing one of these sections makes an approval stale.
        covers: [request, assessment, implementation, rollback]
        valid-for: 14d
      tested:
        act: test
        # `seat: any` lets a machine of people.yaml test as well.
        require: {id: tester, role: tester, count: 1, seat: any}
        not: [implementer]
        covers: [testing, implementation]
      planned: {reviewed-by: approved}
      scheduled:
        act: schedule
        require: {id: scheduler, role: change-manager, count: 1}
        covers: [schedule]
        conflicts: system-or-dependency
      implemented:
        act: finish
        require: {id: implementer, role: implementer, count: 1, seat: any}
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
    # One signature opens the gate for a day; the approvals above are due two days after the start.
    emergency:
      before: {id: on-call, role: on-call-manager, count: 1}
      valid-for: 24h
      ratify-within: 48h
      review-within: 5d
    powers:
      object: [change-manager, security]
      reject: [change-manager]
      hold: [change-manager]
      lift: [change-manager]
      override: {ratification: [change-manager]}

    """
}

extension ReadyWorkflow {
  /// Security, privacy and a board, windows and lead times.
  static let regulatedWorkflow = """
    # The nine steps of a change in a regulated organisation: who acts, what the act covers, who is
    # kept out. Nobody sits twice in one decision.
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
            # With systems in a zone `security-zone`; one approval by security satisfies both:
            # - {id: security-zone, role: security, count: 1, when: {zone: [security-zone]}}
            - id: privacy
              role: privacy
              count: 1
              when: {risk: [high, critical], zone: [personal-data]}
            - id: cab
              when: {risk: [high, critical]}
              any:
                - {role: cab, count: 2}
                - {role: cab-chair, count: 1}
        distinct: [change-manager, security, privacy, cab]
        not: [requester, contributors, implementer]
        # Both plans are part of what is approved: editing the way back makes an approval stale.
        covers: [request, assessment, implementation, rollback]
        valid-for: 14d
      tested:
        act: test
        require: {id: tester, role: tester, count: 1, seat: any}
        not: [implementer]
        covers: [testing, implementation]
      planned: {reviewed-by: approved}
      scheduled:
        act: schedule
        require: {id: scheduler, role: change-manager, count: 1}
        covers: [schedule]
        lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d, counted-in: working-days}
        windows: [office-hours, weekday-evening, weekend-night]
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
    gate: {deploy: scheduled}
    artifact: at-approval
    emergency:
      before: {id: on-call, role: on-call-manager, count: 1}
      valid-for: 24h
      ratify-within: 48h
      review-within: 5d
    # `cancel` is left out, so the requester, the owners of the systems and change managers may cancel.
    powers:
      object: [security, privacy]
      reject: [change-manager, security]
      hold: [change-manager]
      lift: [cab-chair]
      override: {cab: [cab-chair], ratification: [cab-chair]}

    """

  static let regulatedLint = """
    # How strict `assent lint` is. A rule that is not named here keeps its own severity.
    schema: assent/lint/1
    rehearsal-max-age: 30d      # an older rehearsal of the way back proves nothing
    restore-test-max-age: 90d   # nor does a backup that nobody has restored since
    # Warnings elsewhere: here they block.
    severities:
      pre-state-uncaptured: error
      rollback-unannounced: error
      test-kind-missing: error
      time-trigger-missing: error

    """
}

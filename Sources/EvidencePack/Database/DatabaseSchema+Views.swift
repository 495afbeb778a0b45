extension DatabaseSchema {
  /// A question that is asked often.
  package struct View: Sendable {
    package let name: String
    /// What a row is, in one sentence.
    package let meaning: String
    let query: String
  }

  /// The views of the database.
  package static let views = [
    View(
      name: "open_exceptions", meaning: "Exceptions that can still be cured.",
      query: """
        select e.repository, e.audit_period, e.number, e.kind, e.change, c.title, e.test, e.message,
          e.arose_at
        from exceptions e left join changes c
          on c.repository = e.repository and c.audit_period = e.audit_period and c.id = e.change
        where e.is_open = 1
        """),
    View(
      name: "failed_tests", meaning: "Tests that failed on changes of the period.",
      query: """
        select t.repository, t.audit_period, t.change, c.title, c.type, c.risk, t.test, t.reason
        from tests t join changes c
          on c.repository = t.repository and c.audit_period = t.audit_period and c.id = t.change
        where t.outcome = 'fail' and c.membership = 'period'
        """),
    View(
      name: "test_totals",
      meaning: "How often each test came out how, over the changes of the period.",
      query: """
        select t.repository, t.audit_period, t.test, t.outcome, count(*) as changes_count
        from tests t join changes c
          on c.repository = t.repository and c.audit_period = t.audit_period and c.id = t.change
        where c.membership = 'period'
        group by t.repository, t.audit_period, t.test, t.outcome
        """),
    View(
      name: "self_approvals",
      meaning: "Approvals, counted or not, by the requester or the implementer of the record.",
      query: """
        select a.repository, a.audit_period, a.change, a.person, a.role, a.counted, a.commit_id,
          a.claimed_at
        from acts a join changes c
          on c.repository = a.repository and c.audit_period = a.audit_period and c.id = a.change
        where a.verb = 'approve' and a.person in (c.requester, c.implementer)
        """),
    View(
      name: "late_approvals",
      meaning: "Changes whose approval was complete only after they started.",
      query: """
        select a.repository, a.audit_period, a.change, s.happened_at as started_at,
          s.time_source as started_source, a.happened_at as approved_at,
          a.time_source as approved_source
        from milestones a join milestones s
          on s.repository = a.repository and s.audit_period = a.audit_period
          and s.change = a.change
        where a.milestone = 'approved' and s.milestone = 'started'
          and a.happened_at > s.happened_at
        """),
    View(
      name: "uncovered_deployments", meaning: "Deployments that no change covers.",
      query: """
        select repository, audit_period, deployed_at, system, commit_id, digest, who, cover, reason
        from deployments where cover <> 'covered'
        """),
    View(
      name: "uncovered_commits", meaning: "Commits of protected paths that no change covers.",
      query: """
        select repository, audit_period, claimed_at, code_repository, commit_id, author, subject,
          cover, reason
        from protected_commits where cover <> 'covered'
        """),
  ]
}

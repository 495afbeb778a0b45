internal import Audit
internal import Markup
internal import Primitives

/// Which rules were in force when, and who agreed to them.
struct PoliciesPage: Sendable {
  let matter: PageMatter

  func pages() -> [Page] {
    let report = matter.report
    let blocks = [
      PagedBlock(
        id: "versions", title: "Versions in force",
        table: Table(
          "Policies in force in the period, in their order",
          [
            .init("Version"), .init("From"), .init("Until"), .init("Commit"),
            .init("Approved by"), .init("Changed files"), .init("Digest"),
          ]),
        rows: report.policies.map(version), ifNone: "no policy was in force."),
      PagedBlock(
        id: "unrest", title: "Stretches with an unapproved policy",
        note: "What stood on the trunk without being in force; changes were judged by the last "
          + "policy that was.",
        table: Table(
          "Unapproved policies on the trunk",
          [.init("From"), .init("Until"), .init("What", .prose)]),
        rows: report.policyUnrest.map(unrest)),
      PagedBlock(
        id: "settings", title: "Settings of the forge",
        note: "Snapshots given as evidence from outside Git; what they do not name was not tested.",
        table: Table(
          "Settings in the snapshots",
          [
            .init("Setting"), .init("Value"), .init("For segregation"), .init("Forge"),
            .init("Branch"), .init("Taken"), .init("File"),
          ]),
        rows: report.toolEvidence.flatMap(settings),
        ifNone: "no snapshot was given, so T15 is not evaluable."),
    ]
    return PagedDocument(
      .policies, note: "Which rules were in force when, who changed them, and who approved that.",
      blocks
    ).pages(in: matter.shell, intro: intro())
  }

  private var place: PagePlace { PageSection.policies.place }

  private func version(_ policy: PolicyPeriod) -> TableRow {
    var row = TableRow(label: policy.version.map { "\($0)" } ?? policy.commit.short)
    row.heading(policy.version.map { "version \($0)" } ?? "no version")
    row.cell(TimeMark(policy.from, matter.clock))
    row.cell { cell in
      guard let until = policy.until else { return cell.text("in force at the standpoint") }
      cell.add(TimeMark(until, matter.clock))
    }
    row.cell(CommitMark(policy.commit))
    row.cell { approvals(policy, to: &$0) }
    row.cell { cell in
      cell.text(policy.changedFiles.prefix(8).map { Excerpt.line($0, 100) }.joined(separator: ", "))
      if policy.changedFiles.count > 8 { cell.text(" and \(policy.changedFiles.count - 8) more") }
    }
    row.cell(DigestMark(policy.digest))
    return row
  }

  private func approvals(_ policy: PolicyPeriod, to cell: inout Markup) {
    if policy.isTrustRoot { cell.text("the trust root: trusted as it is") }
    if policy.approvals.isEmpty, !policy.isTrustRoot {
      cell.add(StatusMark("no approval", isGood: false))
    }
    for (index, approval) in policy.approvals.prefix(10).enumerated() {
      if index > 0 || policy.isTrustRoot { cell.void("br") }
      cell.text(Excerpt.line(approval.person, 80) + " ")
      cell.add(CommitMark(approval.commit))
      cell.text(" ")
      cell.add(TimeMark(approval.time, matter.clock))
    }
    if policy.approvals.count > 10 { cell.text(" and \(policy.approvals.count - 10) more") }
  }

  private func unrest(_ unrest: PolicyUnrest) -> TableRow {
    var row = TableRow()
    row.heading { $0.add(TimeMark(unrest.from, matter.clock)) }
    row.cell { cell in
      guard let until = unrest.until else { return cell.text("the standpoint") }
      cell.add(TimeMark(until, matter.clock))
    }
    row.prose(Excerpt.line(unrest.message, 600))
    return row
  }

  private func settings(_ evidence: ToolEvidence) -> [TableRow] {
    evidence.settings.map { setting in
      var row = TableRow()
      row.heading(Excerpt.line(setting.name, 100))
      row.cell(Excerpt.line(setting.value, 200))
      row.cell { cell in
        guard let isSound = setting.isSound else { return cell.text("says nothing") }
        cell.add(StatusMark(isSound ? "sound" : "not sound", isGood: isSound))
      }
      row.cell(Excerpt.line(evidence.forge, 40))
      row.cell(evidence.branch.map { Excerpt.line($0, 80) } ?? "–")
      row.cell { cell in
        guard let taken = evidence.taken else { return cell.text("not said") }
        cell.add(TimeMark(taken, matter.clock))
      }
      row.cell { cell in
        let path = evidence.source.split(separator: "/").map(String.init)
        cell.element(
          "a", [.link(place.link(to: ["inputs"] + path))], text: Excerpt.line(evidence.source, 80))
      }
      return row
    }
  }

  private func intro() -> Markup {
    var intro = Markup()
    if !matter.report.policies.isEmpty {
      PolicyLanes(report: matter.report).add(to: &intro)
    }
    intro.element("p") { line in
      line.text("Every change was judged by the policy in force then, replayed at that commit by ")
      line.text(matter.report.scope.engine.name)
      if let digest = matter.report.scope.engine.digest {
        line.text(", ")
        line.element("code", [.style("long")], text: "\(digest)")
      }
      line.text(". One program judged the whole period: it is the baseline of these controls.")
    }
    return intro
  }
}

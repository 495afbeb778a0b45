internal import Audit
internal import Markup

/// The reverse test: what ran in production, and what changed in protected paths, without a change.
struct UncoveredPage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.uncovered.place }

  func pages() -> [Page] {
    let deployments = matter.report.reconciliation.deployments
    let commits = matter.report.reconciliation.commits
    var blocks =
      deployments.map { [block($0.filter { $0.cover != .covered }, isCovered: false)] } ?? []
    if let commits {
      blocks.append(block(commits.filter { $0.cover != .covered }, isCovered: false))
    }
    if let deployments {
      blocks.append(block(deployments.filter { $0.cover == .covered }, isCovered: true))
    }
    if let commits {
      blocks.append(block(commits.filter { $0.cover == .covered }, isCovered: true))
    }
    return PagedDocument(
      .uncovered, note: "What ran or changed, asked which change covers it.", blocks
    ).pages(in: matter.shell, intro: intro())
  }

  private func block(
    _ matches: [Reconciliation.DeploymentMatch], isCovered: Bool
  ) -> PagedBlock {
    let title = isCovered ? "Covered deployments" : "Deployments that no change covers"
    return PagedBlock(
      id: isCovered ? "covered-deployments" : "deployments", title: title,
      table: Table(
        title,
        [
          .init("When"), .init("System"), .init("What"), .init("By"), .init("Standing"),
          .init("Why", .prose), .init("Changes"), .init("Source"),
        ], isSortable: true),
      rows: matches.map(row))
  }

  private func row(_ match: Reconciliation.DeploymentMatch) -> TableRow {
    let deployment = match.deployment
    var row = TableRow()
    row.heading { $0.add(TimeMark(deployment.time, matter.clock)) }
    row.cell(Excerpt.line(deployment.system, 80))
    row.cell { cell in
      if let commit = deployment.commit { cell.add(CommitMark(commit)) }
      if let digest = deployment.digest {
        if deployment.commit != nil { cell.text(" ") }
        cell.add(DigestMark(digest))
      }
      if deployment.commit == nil, deployment.digest == nil { cell.text("–") }
    }
    row.cell(deployment.who.map { Excerpt.line($0, 80) } ?? "–")
    row.cell(StatusMark(match.cover))
    row.prose(Excerpt.line(match.reason, 400))
    row.cell(matter.list(match.changes, from: place))
    row.cell { cell in
      cell.element(
        "a",
        [
          .link(
            place.link(to: ["inputs"] + deployment.source.split(separator: "/").map(String.init)))
        ],
        text: Excerpt.line(deployment.source, 80))
      cell.text(", line \(deployment.line)")
    }
    return row
  }

  private func block(
    _ commits: [Reconciliation.ProtectedCommit], isCovered: Bool
  ) -> PagedBlock {
    let title = isCovered ? "Covered commits" : "Commits in protected paths that no change covers"
    return PagedBlock(
      id: isCovered ? "covered-commits" : "commits", title: title,
      table: Table(
        title,
        [
          .init("Commit"), .init("Repository"), .init("Subject", .prose), .init("Author"),
          .init("When"),
          .init("Paths"), .init("Standing"), .init("Why", .prose), .init("Changes"),
        ], isSortable: true),
      rows: commits.map(row))
  }

  private func row(_ commit: Reconciliation.ProtectedCommit) -> TableRow {
    var row = TableRow()
    row.heading { $0.add(CommitMark(commit.commit)) }
    row.cell(Excerpt.line(commit.repository, 80))
    row.prose(Excerpt.line(commit.subject))
    row.cell(Excerpt.line(commit.author, 100))
    row.cell { cell in
      cell.add(TimeMark(commit.time, matter.clock))
      cell.text(" ")
      cell.element("span", [.style("source")], text: "claimed")
    }
    row.cell { cell in
      let shown = commit.paths.prefix(5).map { Excerpt.line($0, 120) }
      cell.text(shown.joined(separator: ", "))
      if commit.paths.count > 5 { cell.text(" and \(commit.paths.count - 5) more") }
    }
    row.cell(StatusMark(commit.cover))
    row.prose(Excerpt.line(commit.reason, 400))
    row.cell(matter.list(commit.changes, from: place))
    return row
  }

  private func intro() -> Markup {
    var intro = Markup()
    let reconciliation = matter.report.reconciliation
    intro.element("dl", [.style("facts")]) { facts in
      facts.fact("Deployments", Self.words(reconciliation.deploymentCount, "deployment"))
      facts.fact("Commits", Self.words(reconciliation.commitCount, "commit"))
    }
    for remark in reconciliation.remarks.prefix(50) {
      intro.element("p", text: Excerpt.line(remark, 1000))
    }
    intro.element("p") { line in
      line.text(
        "Whether a feed names everything that ran is for its owner to show: Git cannot know it. "
          + "The times are the feed’s own. All rows are in ")
      line.element("a", [.link(place.link(to: ["deployments.csv"]))], text: "deployments.csv")
      line.text(".")
    }
    return intro
  }

  /// How many of how many are not covered; that nothing was given is said, never shown as none.
  static func words(_ count: CoverCount?, _ noun: String) -> String {
    guard let count else {
      return "not evaluable: nothing was given to compare \(noun)s with"
    }
    let all = Share.words(count.all, noun)
    guard count.notCovered > 0 else {
      return count.all == 0 ? "no \(noun) in the period" : "\(all), all covered by a change"
    }
    let share = Share.percent(count.notCovered, of: count.all).map { " (\($0))" } ?? ""
    return "\(count.notCovered) of \(all) not covered by a change\(share): \(count.words)"
  }
}

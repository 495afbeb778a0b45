internal import Audit
internal import Markup
internal import Primitives

extension IndexPage {
  /// Whether the list of changes is whole, and how that is known.
  func completeness(to main: inout Markup) {
    let population = report.population
    main.element("h2", [.id("completeness")], text: "Is the population complete?")
    main.element("p") { line in
      line.text(
        "Every commit of the trunk’s first-parent chain up to the standpoint was read "
          + "(\(report.scope.spineLength) commits): a record that was ever there is in the count, "
          + "also if it was deleted later.")
    }
    main.element("dl", [.style("facts")]) { facts in
      facts.fact("Records ever on the trunk", "\(population.everRecorded)")
      facts.fact("Of the period") { fact in
        matter.number(
          "\(population.ids.count)", place.link(to: PageSection.changes.place, "population"),
          to: &fact)
      }
      facts.fact("Overlapping it") { fact in
        matter.number(
          "\(population.overlapping.count)",
          place.link(to: PageSection.changes.place), to: &fact)
      }
      facts.fact("Placed by no moment", "\(population.undated.count)")
      facts.fact("Descent from an earlier checkpoint") { checkpoint(to: &$0) }
      facts.fact("Deleted records") { deletions(to: &$0) }
      facts.fact("Gaps in the ids", gaps)
      facts.fact("Ids in two places", duplicates)
      facts.fact("Acts on ids without a record", shortList(population.idsWithoutRecord))
    }
  }

  private func checkpoint(to fact: inout Markup) {
    guard let checkpoint = report.scope.checkpoint else {
      fact.add(StatusMark(TestResult.Outcome.notEvaluable))
      fact.text(": no earlier checkpoint was given, so a rewritten history could not be noticed.")
      return
    }
    fact.add(StatusMark(checkpoint.isKept ? .pass : .fail))
    fact.text(checkpoint.isKept ? ": the tip descends from " : ": the tip does not descend from ")
    fact.add(CommitMark(checkpoint.commit))
  }

  private func deletions(to fact: inout Markup) {
    let deletions = report.population.deletions
    guard !deletions.isEmpty else { return fact.text("none") }
    for (index, deletion) in deletions.prefix(10).enumerated() {
      if index > 0 { fact.void("br") }
      fact.element("span", [.style("id")], text: Excerpt.line(deletion.id, 80))
      fact.text(" by ")
      fact.add(CommitMark(deletion.commit))
      fact.text(" at ")
      fact.add(TimeMark(deletion.moment, matter.clock))
      fact.text(deletion.isRestored ? ", restored later" : ", not restored")
    }
    if deletions.count > 10 { fact.text(" and \(deletions.count - 10) more in audit.json") }
  }

  private var gaps: String {
    shortList(
      report.population.gaps.map { gap in
        gap.count == 1 ? gap.first : "\(gap.first) to \(gap.last) (\(gap.count))"
      })
  }

  private var duplicates: String {
    shortList(
      report.population.duplicates.map { "\($0.id): \($0.paths.joined(separator: ", "))" })
  }

  private func shortList(_ words: [String]) -> String {
    guard !words.isEmpty else { return "none" }
    let shown = words.prefix(20).map { Excerpt.line($0, 200) }.joined(separator: ", ")
    return words.count > 20 ? "\(shown) and \(words.count - 20) more in audit.json" : shown
  }

  /// What was audited, from where, by what.
  func scope(to main: inout Markup) {
    let scope = report.scope
    main.element("h2", [.id("scope")], text: "Scope, and who judged")
    main.element("dl", [.style("facts")]) { facts in
      facts.fact("Repository", "\(scope.repository), \(scope.trunkReference)")
      facts.fact("Period") { fact in
        fact.text("from ")
        fact.add(TimeMark(scope.period.start, matter.clock))
        fact.text(" up to, not including, ")
        fact.add(TimeMark(scope.period.end, matter.clock))
        fact.text(
          "; days begin in \(scope.period.zone); a change belongs to it by when it was "
            + "\(scope.period.basis.rawValue)")
      }
      facts.fact("Verdicts stand at") { standpoint(scope.standpoint, scope.asOf, to: &$0) }
      facts.fact("Today’s beside them") { standpoint(scope.tip, scope.now, to: &$0) }
      facts.fact("Trust root") { fact in
        fact.add(CommitMark(scope.trustRoot))
        fact.text(
          scope.isTrustRootGiven
            ? ", given from outside" : ", found in the repository itself: confirm it elsewhere")
      }
      facts.fact("Engine") { fact in
        fact.text(scope.engine.name + " ")
        guard let digest = scope.engine.digest else {
          return fact.text("(its program file could not be read)")
        }
        fact.element("code", [.style("long")], text: "\(digest)")
      }
      facts.fact("Policy at the standpoint") { policy(to: &$0) }
      facts.fact("Commits dated before the one below") { backdated(to: &$0) }
      facts.fact("Made with") { $0.element("code", text: matter.command) }
    }
  }

  private func standpoint(_ commit: ObjectID, _ time: Instant, to fact: inout Markup) {
    fact.add(CommitMark(commit))
    fact.text(" as of ")
    fact.add(TimeMark(time, matter.clock))
  }

  private func policy(to fact: inout Markup) {
    guard let policy = report.policies.last else {
      fact.add(StatusMark(TestResult.Outcome.notEvaluable))
      return fact.text(": no policy was in force")
    }
    let version = policy.version.map { "version \($0)" } ?? "no version"
    matter.number(version, place.link(to: PageSection.policies.place), to: &fact)
    fact.text(", ")
    fact.element("code", [.style("long")], text: "\(policy.digest)")
  }

  private func backdated(to fact: inout Markup) {
    let commits = report.scope.backdatedCommits
    guard !commits.isEmpty else { return fact.text("none") }
    fact.text("\(commits.count): ")
    fact.add(CommitList(commits))
  }
}

internal import Acts
internal import Audit

extension AuditTable {
  /// The deployment feed against the changes.
  package static let deployments = AuditTable(
    "deployments", sheet: "Deployments",
    "A deployment of the feed; what no change covers first. Without a feed one row says so.",
    columns: [
      Column("cover", width: 16, coverMeaning),
      Column("time", .time, "When it happened, by the feed."),
      Column("system", "Where."),
      Column("commit", width: 42, "What was deployed, if the feed names a commit."),
      Column("digest", width: 42, "What was deployed, if the feed names an artifact's digest."),
      Column("who", "Who or what deployed it, by the feed."),
      Column("changes", width: 24, "The changes that name it."),
      Column("reason", width: 60, "Why it stands so."),
      Column("source", width: 20, "The file below `inputs/`."),
      Column("line", .number, width: 6, "The line there."),
    ]
  ) { report, emit in
    guard let deployments = report.reconciliation.deployments else {
      return emit { row in
        fillAbsence("no deployment feed was given", count: 10, reason: 7, &row)
      }
    }
    for match in deployments {
      let deployment = match.deployment
      emit { row in
        row.text(match.cover.rawValue)
        row.time(deployment.time)
        row.text(deployment.system)
        row.commit(deployment.commit)
        row.digest(deployment.digest)
        row.text(deployment.who)
        row.list(match.changes)
        row.text(match.reason)
        row.text(deployment.source)
        row.number(deployment.line)
      }
    }
  }

  /// The commits of protected paths against the changes.
  package static let commits = AuditTable(
    "commits", sheet: "Commits",
    "A commit that changed a protected path; what no change covers first. Where no code could be read "
      + "one row says so.",
    columns: [
      Column("cover", width: 16, coverMeaning),
      Column("repository", width: 24, "The repository of the code."),
      Column("commit", width: 42, "The commit."),
      Column("time", .time, "Its committer's date, which is a claim."),
      Column("author", width: 30, "Its author, which is a claim."),
      Column("subject", width: 48, "The first line of its message."),
      Column("paths", width: 40, "The protected paths that it changed."),
      Column("changes", width: 24, "The changes that it links."),
      Column("reason", width: 60, "Why it stands so."),
    ]
  ) { report, emit in
    guard let commits = report.reconciliation.commits else {
      return emit { row in
        fillAbsence("no repository of code could be read", count: 9, reason: 8, &row)
      }
    }
    for commit in commits {
      emit { row in
        row.text(commit.cover.rawValue)
        row.text(commit.repository)
        row.commit(commit.commit)
        row.time(commit.time)
        row.text(commit.author)
        row.text(commit.subject)
        row.list(commit.paths)
        row.list(commit.changes)
        row.text(commit.reason)
      }
    }
  }

  private static let coverMeaning =
    "`covered`, `not-allowed-then`, `mismatch`, `uncovered` or `not-evaluable`."

  /// An empty list would read as if nothing had happened.
  private static func fillAbsence(
    _ reason: String, count: Int, reason place: Int, _ row: inout TableRow
  ) {
    row.text(Reconciliation.Cover.notEvaluable.rawValue)
    for index in 1..<count { if index == place { row.text(reason) } else { row.none() } }
  }
}

internal import Acts
internal import Primitives

/// How often approvals had to be given again, and how much they can have been thought about.
extension Flow {
  var approvalMetrics: [Metric] {
    [
      sum(
        "voided-approvals", "Approvals voided by edits", "approvals that an edit made stale",
        \.staleApprovals),
      sum(
        "further-rounds", "Further rounds of approval", "rounds of approval beyond the first",
        \.furtherRounds),
      .share(
        "independence-breaches", "Approvers who were not independent",
        "T7 fails, of the changes it could judge",
        of: changes.filter { change in
          change.results.contains {
            $0.test == .t7 && ($0.outcome == .pass || $0.outcome == .fail)
          }
        }, without: "T7 could judge no change"
      ) { change in change.results.contains { $0.test == .t7 && $0.outcome == .fail } },
      hasty, hurried,
    ]
  }

  private func sum(
    _ id: String, _ title: String, _ formula: String, _ number: KeyPath<ChangeSummary, Int>
  ) -> Metric {
    let changes = changes.filter { $0[keyPath: number] > 0 }
    let sum = changes.reduce(0) { $0.addingReportingOverflow($1[keyPath: number]).0 }
    return Metric(
      id: id, title: title, formula: formula, value: .count(sum), changes: changes.map(\.id))
  }

  /// Approvals so soon after Submit that nobody can have read the record.
  private var hasty: Metric {
    var (count, judged) = (0, 0)
    var ids: [String] = []
    for change in changes {
      guard let submitted = change.milestones.submitted?.time else { continue }
      let waits = change.participations.compactMap { act in
        act.verb == .approve && act.counted ? submitted.seconds(until: act.moment.time) : nil
      }
      let quick = waits.count { $0 < context.hastySeconds }
      (count, judged) = (count + quick, judged + waits.count)
      if quick > 0 { ids.append(change.id) }
    }
    return Metric(
      id: "hasty-approvals", title: "Hasty approvals",
      formula: """
        counted Approve less than \(context.hastySeconds) s after the first Submit, of those after \
        it; a signal to look, not a finding
        """,
      value: judged == 0
        ? .notEvaluable("no approval after a Submit counted") : .ratio(count, of: judged),
      changes: ids)
  }

  /// Approvals in an hour in which their signer approved more than anybody can read.
  ///
  /// What a board signs in one commit is one decision.
  private var hurried: Metric {
    struct Signing {
      let time: Instant
      let commit: ObjectID
      var changes: [String]
    }
    var byPerson: [String: [ObjectID: Signing]] = [:]
    for change in changes {
      for act in change.participations where act.verb == .approve && act.counted {
        byPerson[act.person, default: [:]][
          act.commit, default: Signing(time: act.moment.time, commit: act.commit, changes: [])
        ].changes.append(change.id)
      }
    }
    var ids: Set<String> = []
    for signings in byPerson.values {
      let sorted = signings.values.sorted { ($0.time, $0.commit) < ($1.time, $1.commit) }
      for part in Self.crowds(sorted.map(\.time), more: context.approvalsPerHour) {
        ids.formUnion(sorted[part].flatMap(\.changes))
      }
    }
    return Metric(
      id: "hurried-approvals", title: "Changes approved in a hurry",
      formula: """
        changes approved by somebody who signed more than \(context.approvalsPerHour) commits with \
        approvals within an hour; a signal to look, not a finding
        """,
      value: byPerson.isEmpty
        ? .notEvaluable("no approval counted") : .ratio(ids.count, of: approved),
      changes: ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// How many changes have an approval that counted.
  private var approved: Int {
    changes.count { $0.participations.contains { $0.verb == .approve && $0.counted } }
  }

  /// The stretches of ascending times in which more than `most` lie within an hour.
  static func crowds(_ times: [Instant], more most: Int) -> [Range<Int>] {
    var crowds: [Range<Int>] = []
    var first = 0
    for index in times.indices {
      while times[first].advanced(by: 3600) <= times[index] { first += 1 }
      guard index - first + 1 > max(1, most) else { continue }
      if let last = crowds.last, last.upperBound > first {
        crowds[crowds.count - 1] = last.lowerBound..<index + 1
      } else {
        crowds.append(first..<index + 1)
      }
    }
    return crowds
  }
}

package import Decision
internal import Diagnostics
package import Primitives

extension Population {
  /// Which changes a period is about, and what can be said for the list being complete.
  ///
  /// - Parameters:
  ///   - summaries: of every change that a record or an act names.
  ///   - history: the trunk up to the standpoint.
  ///   - now: today, after which nothing can have come; nil to believe every date.
  package init(
    of summaries: [ChangeSummary], history: History, period: AuditPeriod, now: Instant? = nil
  ) {
    self.init()
    place(summaries, PeriodPlacement(in: period, history: history, now: now))
    let clock = Chronology(history: history, now: period.end)
    var recorded: [String] = []
    for change in history.changes.values {
      if change.hasStoodOnTrunk {
        recorded.append(change.id)
      } else if change.edits.contains(where: { history.graph.integrations[$0.commit] != nil }) {
        besideTrunk.append(change.id)
      } else if change.acts.contains(where: { $0.integration != nil }) {
        idsWithoutRecord.append(change.id)
      }
      note(change, clock, history)
    }
    everRecorded = recorded.count
    idsWithoutRecord.sort()
    besideTrunk.sort()
    gaps = IDSequence.gaps(in: recorded)
    duplicates += Self.twins(in: history.treeFindings, at: history.graph.ids[history.judgedTip])
    strays = Set(
      history.treeFindings.filter { $0.rule == "stray-file" }.map(\.location.path)
    ).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    duplicates.sort { ($0.id, $0.commits.count) < ($1.id, $1.commits.count) }
    deletions.sort { ($0.moment.position ?? 0, $0.id) < ($1.moment.position ?? 0, $1.id) }
  }

  // MARK: Periods

  private mutating func place(_ summaries: [ChangeSummary], _ placement: PeriodPlacement) {
    for summary in summaries {
      switch placement.place(of: summary) {
      case .within: ids.append(summary.id)
      case .withinByArrival:
        ids.append(summary.id)
        placedByArrival.append(summary.id)
      case .overlapping: overlapping.append(summary.id)
      case .undated: undated.append(summary.id)
      case .outside: break
      }
    }
    ids.sort()
    placedByArrival.sort()
    overlapping.sort()
    undated.sort()
  }

  // MARK: The trunk

  /// Deletions of a record, and whether it came back.
  private mutating func note(
    _ change: ChangeHistory, _ clock: Chronology, _ history: History
  ) {
    let steps = change.spineVersions
    var paths: [String] = []
    var commits: [ObjectID] = []
    for (place, step) in steps.enumerated() {
      let commit = history.graph.ids[history.graph.spine[step.position]]
      if let version = step.version {
        if place == 0 || steps[place - 1].version == nil { commits.append(commit) }
        let path = change.versions[version].path
        if !paths.contains(path) { paths.append(path) }
      } else if place > 0, let moment = clock.moment(at: step.position) {
        deletions.append(
          Deletion(
            id: change.id, commit: commit, moment: moment,
            isRestored: steps[(place + 1)...].contains { $0.version != nil }))
      }
    }
    if commits.count > 1 {
      duplicates.append(Duplicate(id: change.id, paths: paths, commits: commits))
    }
  }

  /// Ids of which several files stand at the standpoint.
  private static func twins(in findings: [Finding], at tip: ObjectID) -> [Duplicate] {
    findings.filter { $0.rule == "duplicate-id" }.map { finding in
      let paths = [finding.location.path] + finding.related.map(\.location.path)
      return Duplicate(id: id(ofPath: paths[0]), paths: paths, commits: [tip])
    }
  }

  private static func id(ofPath path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map(Substring.init) ?? ""
    return String(name.hasSuffix(".yaml") ? name.dropLast(5) : name)
  }
}

extension ChangeHistory {
  /// Whether its record ever stood on the trunk's first-parent chain.
  package var hasStoodOnTrunk: Bool { spineVersions.contains { $0.version != nil } }
}

extension ChangeSummary.Milestones {
  /// The position on the first-parent chain that took up what places a change in a period.
  func position(of basis: AuditPeriod.Basis) -> Int? {
    switch basis {
    case .started: startTaken ?? started?.position
    case .created: created?.position
    case .closed: closed?.position
    }
  }

  /// The moment that places a change in a period.
  package func moment(of basis: AuditPeriod.Basis) -> Moment? {
    switch basis {
    case .started: started
    case .created: created
    case .closed: closed
    }
  }
}

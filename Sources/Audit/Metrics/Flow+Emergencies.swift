internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// Emergencies, and changes that nobody had allowed.
extension Flow {
  private static let noType = "no change has a known type"
  private var typed: [ChangeSummary] { changes.filter { $0.kind != nil } }

  var emergencyMetrics: [Metric] {
    let emergencies = changes.filter { $0.kind == .emergency }
    let misused = Set(
      changes(with: [.emergencyNotGenuine, .emergencyToSkipLeadTime]).map(\.id))
    let late = Set(changes(with: [.emergencyNotRatified]).map(\.id))
    let ratified = Set(
      emergencies.filter { change in
        change.results.contains { $0.test == .t13 && $0.outcome == .pass }
      }.map(\.id)
    ).subtracting(late)
    return [
      .share(
        "emergency-share", "Emergency share", "emergencies, of the changes whose type is known",
        of: typed, without: Self.noType
      ) { $0.kind == .emergency },
      .share(
        "emergency-misuse", "Emergencies misused",
        "without an incident, or found by T13 not to be genuine, of all emergencies",
        of: emergencies, without: "there was no emergency"
      ) { ($0.incident ?? "").isEmpty || misused.contains($0.id) },
      .share(
        "retro-approvals-on-time", "Emergencies ratified in time",
        """
        T13 passes, of those that pass and those whose ratification it calls late, refused or \
        missing; what fails for another reason alone, or is not due yet, is left out
        """, of: emergencies.filter { ratified.contains($0.id) || late.contains($0.id) },
        without: "T13 says of no emergency whether it was ratified in time"
      ) { ratified.contains($0.id) },
    ]
  }

  var authorisationMetrics: [Metric] {
    let unauthorised = Set(
      changes(with: [.startedUnauthorised, .approvalAfterDeployment]).map(\.id))
    return [
      .share(
        "unauthorised", "Started without authorisation",
        "Start was not authorised, or approval came after it, of the changes started",
        of: changes.filter { $0.milestones.started != nil }, without: "no change was started"
      ) {
        unauthorised.contains($0.id) || $0.atEnd.flags.contains(.startedUnauthorised)
      }
    ] + uncovered + [untested] + windowMetrics
  }

  private var uncovered: [Metric] {
    let titles = [
      (
        "uncovered-deployments", "Deployments that no change covers", "no deployment feed was given"
      ),
      ("uncovered-commits", "Protected commits that no change covers", "no code could be read"),
    ]
    guard let found = context.reconciliation else { return [] }
    let covers = [found.deployments?.map(\.cover), found.commits?.map(\.cover)]
    return zip(titles, covers).map { words, covers in
      let judged = covers?.filter { $0 != .notEvaluable } ?? []
      let value: Metric.Value =
        judged.isEmpty
        ? .notEvaluable(covers == nil ? words.2 : "there were none that could be judged")
        : .ratio(judged.count { $0 != .covered }, of: judged.count)
      return Metric(
        id: words.0, title: words.1,
        formula: "not covered, not allowed then, or for something else, of those judged",
        value: value, changes: [])
    }
  }

  private var untested: Metric {
    let normal = changes.filter { change in
      change.kind == .normal
        && change.results.contains {
          $0.test == .t8 && ($0.outcome == .pass || $0.outcome == .fail)
        }
    }
    return .share(
      "missing-test-evidence", "Normal changes without test evidence",
      "T8 fails, of the normal changes it could judge", of: normal,
      without: "T8 could judge no normal change"
    ) { change in change.results.contains { $0.test == .t8 && $0.outcome == .fail } }
  }

  private var windowMetrics: [Metric] {
    let outside = Set(changes(with: [.outsideWindow]).map(\.id))
    return [
      .count(
        "window-breaches", "Implemented outside the window",
        "found by T12, or flagged `outside-window`",
        of: changes.filter {
          outside.contains($0.id) || $0.atEnd.flags.contains(.outsideWindow)
        }),
      .count(
        "freeze-breaches", "Implemented during a freeze", "found by T12",
        of: changes(with: [.duringFreeze])),
      .count(
        "conflicts", "Implemented in conflict",
        "flagged `conflict`: an emergency in another's slot",
        of: changes.filter { $0.atEnd.flags.contains(.conflict) }),
      acts(.except, "freeze-exceptions", "Exceptions from freezes", "counted Except acts"),
      acts(.override, "overrides", "Requirements set aside", "counted Override acts"),
    ]
  }

  private func acts(_ verb: Verb, _ id: String, _ title: String, _ formula: String) -> Metric {
    var count = 0
    var ids: [String] = []
    for change in changes {
      let acts = change.participations.count { $0.verb == verb && $0.counted }
      count += acts
      if acts > 0 { ids.append(change.id) }
    }
    return Metric(id: id, title: title, formula: formula, value: .count(count), changes: ids)
  }

  var standardMetrics: [Metric] {
    let share = Metric.share(
      "standard-share", "Standard share", "standard changes, of those whose type is known",
      of: typed, without: Self.noType
    ) { $0.kind == .standard }
    var byTemplate: [String: [ChangeSummary]] = [:]
    for change in changes where change.kind == .standard && change.ending != nil {
      if let template = change.template { byTemplate[template, default: []].append(change) }
    }
    let templates = byTemplate.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return [share]
      + templates.map { template, changes in
        .share(
          "template-fail-rate:\(template)", "Fail rate of \(template)",
          "failed, rolled back, or with issues, of those from the template with a known outcome",
          of: changes, without: "none ended"
        ) { $0.ending != .successful }
      }
  }
}

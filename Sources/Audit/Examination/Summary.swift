internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// What tables say about a change, all but the results of its tests.
struct Summary {
  let file: CaseFile

  private var verdict: Verdict { file.verdict }
  private var record: ChangeRequest? { file.record }

  func summary(today: ChangeSummary.Standing?) -> ChangeSummary {
    let standing = ChangeSummary.Standing(verdict)
    var summary = ChangeSummary(id: file.id, atEnd: standing, today: today ?? standing)
    summary.title = record?.title ?? file.lastVersion?.document.change?.title ?? ""
    summary.path = file.lastVersion?.path
    summary.digest = file.lastVersion?.digest
    summary.commit = file.change.currentCommit ?? lastCommit
    summary.isDeleted = file.change.current == nil && file.lastVersion != nil
    summary.kind = verdict.type ?? record?.kind
    summary.risk = verdict.risk ?? record?.assessment?.risk
    describe(&summary)
    summary.milestones = milestones
    summary.outcome = outcome
    summary.participations = participations
    summary.rollback = rollback
    (summary.staleApprovals, summary.furtherRounds) = rounds
    summary.policyDigest = verdict.policy.digest
    return summary
  }

  private func describe(_ summary: inout ChangeSummary) {
    let request = record?.request
    summary.environment = request?.environment
    summary.systems = request?.systems ?? []
    summary.requester = request?.requester
    summary.template = request?.template
    summary.incident = request?.incident
    summary.supersedes = request?.supersedes ?? []
    summary.implementer = record?.implementation?.implementer
    summary.artifacts = record?.implementation?.artifacts ?? []
    summary.window = record?.schedule?.window
  }

  /// The spine commit that brought the last text of a record that is gone.
  private var lastCommit: ObjectID? {
    let last = file.change.spineVersions.last { $0.version != nil }
    return last.flatMap { file.chronology.moment(at: $0.position)?.commit }
  }

  // MARK: Milestones

  private var milestones: ChangeSummary.Milestones {
    var milestones = ChangeSummary.Milestones()
    milestones.created = file.change.spineVersions.first { $0.version != nil }
      .flatMap { file.chronology.moment(at: $0.position) }
    milestones.submitted = file.spoken(.submit).first.map(file.moment)
    milestones.approved = approved
    milestones.started = file.started
    milestones.startTaken = file.beginning?.integration ?? file.started?.position
    milestones.finished = file.finished
    milestones.reviewed = file.counted(.review).first.map(file.moment)
    milestones.closed = closed
    return milestones
  }

  /// The last act of those that fill the seats of approval; of a template's use, its Submit.
  private var approved: Moment? {
    let stage = file.standpoint.before ?? file.standpoint[.approved]
    let stages = [stage, file.account.end[.approved]].compactMap { $0 }
    guard let stage = stages.first(where: { $0.status.passes && $0.status != .notApplicable })
    else { return nil }
    let acts = file.acts(filling: stage.requirements)
    if acts.isEmpty, file.standpoint.template != nil {
      return file.spoken(.submit).first.map(file.moment)
    }
    return acts.max { ($0.integration ?? .max) < ($1.integration ?? .max) }.map(file.moment)
  }

  private var closed: Moment? {
    switch verdict.state {
    case .closed: file.counted(.close).first.map(file.moment)
    case .cancelled: file.counted(.cancel).first.map(file.moment)
    case .rejected: file.counted(.reject).first.map(file.moment)
    case .active, .held: nil
    }
  }

  private var outcome: ChangeRequest.Closure.Outcome? {
    let spoken = [file.spoken(.finish).last, file.spoken(.close).last].compactMap {
      $0?.statement["outcome"].flatMap(ChangeRequest.Closure.Outcome.init(rawValue:))
    }
    if let first = spoken.first ?? record?.closure?.outcome { return first }
    switch verdict.state {
    case .cancelled: return .cancelled
    case .rejected: return .rejected
    case .active, .held, .closed: return nil
    }
  }

  private var participations: [ChangeSummary.Participation] {
    verdict.acts.compactMap { each in
      guard let person = each.act.person else { return nil }
      return ChangeSummary.Participation(
        person: person, verb: each.act.statement.verb, role: each.act.statement.role,
        commit: each.act.id, moment: file.moment(each.act), counted: each.counted)
    }
  }

  // MARK: The way back

  private var rollback: ChangeSummary.Rollback {
    var result = ChangeSummary.Rollback()
    let plan = record?.rollback
    result.strategy = plan?.strategy
    result.plannedMinutes = plan?.maxMinutes
    result.rehearsedMinutes = plan?.rehearsal?.minutes
    let done = record?.execution?.rollback
    if let started = done?.started, let finished = done?.finished, finished >= started {
      let length = finished.seconds.subtractingReportingOverflow(started.seconds)
      if !length.overflow { result.actualMinutes = Int(length.partialValue / 60) }
    }
    result.isVerified = done?.verified
    let wayBack = file.spoken(.start).contains { $0.statement["kind"] == "rollback" }
    result.wasUsed = done != nil || wayBack || outcome == .rolledBack
    return result
  }

  // MARK: Rounds of approval

  /// Approvals that an edit made stale, and how often another content was approved again.
  private var rounds: (stale: Int, further: Int) {
    let sections = file.standpoint.approvalCovers
    var stale = 0
    var contents: [RecordVersion] = []
    for each in verdict.acts where each.act.statement.verb == .approve {
      if each.reason == .stale { stale += 1 }
      guard each.counted || each.reason == .stale, let version = file.version(of: each.act)
      else { continue }
      let isKnown = contents.contains { known in
        sections.allSatisfy { known.agrees(with: version, in: $0) }
      }
      if !isKnown { contents.append(version) }
    }
    return (stale, max(0, contents.count - 1))
  }
}

extension CaseFile {
  /// When the work began: the first Start by a known person, else what the record's text says.
  var started: Moment? {
    if case .start(let index)? = beginning?.sign, acts.indices.contains(index) {
      return moment(acts[index])
    }
    let version = lastVersion?.document.change ?? beginning?.standpoint.record
    guard let time = version?.execution?.started else {
      guard case .finish(let index)? = beginning?.sign, acts.indices.contains(index) else {
        return nil
      }
      return moment(acts[index])
    }
    return Moment(commit: nil, position: nil, time: time, source: .stated)
  }

  /// When the work ended: the first counted Finish, else what the record's text says.
  var finished: Moment? {
    if let finish = counted(.finish).first ?? spoken(.finish).first { return moment(finish) }
    return lastVersion?.document.change?.execution?.finished.map {
      Moment(commit: nil, position: nil, time: $0, source: .stated)
    }
  }
}

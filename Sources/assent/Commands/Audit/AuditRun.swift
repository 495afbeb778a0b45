internal import Audit
internal import ChangeCalendar
internal import Decision
internal import Ledger
internal import Primitives
internal import Records

/// One audit of one repository: reads its history, judges every change, and draws up the report.
///
/// Changes are read in slices and let go of; what stays of each is its summary and the bare bones of
/// its history.
struct AuditRun {
  let inputs: AuditInputs
  let scope: AuditScope
  let evidence: AuditEvidence
  /// When changes might happen and were planned; nil until the report is there.
  private(set) var schedule: ChangeSchedule?
  private let ground: AuditGround
  private var progress: AuditProgress

  /// Reads what all changes share, and settles from where they are judged.
  init(_ inputs: AuditInputs, isQuiet: Bool = false) throws {
    progress = AuditProgress(isQuiet: isQuiet)
    self.inputs = inputs
    evidence = try AuditEvidence(inputs)
    progress.say("reading history…")
    ground = try AuditGround(inputs)
    scope = ground.scope
  }

  /// The trunk up to the standpoint, without its changes.
  var history: History { ground.sliced.ground.history }

  /// The rules of the calendar's zone.
  var zone: TimeZoneRules? { history.zones[scope.period.zone] }

  /// How many threads there are to work with.
  var threads: Int { ground.threads }

  /// Says on a terminal what is being done.
  func say(_ text: String) { progress.say(text) }

  /// What an audit keeps of a change until all have been judged.
  private struct Kept: Sendable {
    let summary: ChangeSummary
    let authorship: Authorship?
    let history: ChangeHistory
    let execution: ExecutionStanding?
    let draft: ScheduleReader.Draft?
  }

  /// Judges all changes and draws up the report.
  mutating func report() throws -> AuditReport { try report({ _ in }, { _ in }) }

  /// Judges all changes and draws up the report.
  ///
  /// - Parameters:
  ///   - body: makes something of each change that the report is going to show, while it is whole;
  ///     runs over the cores. The tests that look at the repository as a whole are still to come.
  ///   - take: gets that, one at a time, in an order that is the same for the same history.
  mutating func report<Output: Sendable>(
    _ body: @escaping @Sendable (AuditedChange) throws -> Output, _ take: (Output) throws -> Void
  ) throws -> AuditReport {
    let kept = try examineAll(body, take)
    let changes = Dictionary(kept.map { ($0.history.id, $0.history) }) { first, _ in first }
    let executions = Dictionary(
      kept.compactMap { kept in kept.execution.map { (kept.summary.id, $0) } }
    ) { first, _ in first
    }
    schedule = ScheduleReader(
      history: history, days: scope.period.from..<scope.period.until, now: scope.asOf
    )?.schedule(of: kept.compactMap(\.draft))
    var conclusion = AuditConclusion(
      inputs: inputs, scope: scope, evidence: evidence, ground: ground.sliced.ground,
      history: history.abridged(to: changes, executions: executions),
      summaries: kept.map(\.summary))
    try conclusion.judgeAuthors(kept.map(\.authorship))
    return try conclusion.report()
  }

  /// What is kept of every change, sorted by id.
  private mutating func examineAll<Output: Sendable>(
    _ body: @escaping @Sendable (AuditedChange) throws -> Output, _ take: (Output) throws -> Void
  ) throws -> [Kept] {
    let today = try ground.standingsToday()
    let (scope, ground, period) = (scope, ground, scope.period)
    let all = ground.sliced.slices.reduce(0) { $0 + $1.count }
    // Only what deployments and code are compared with is asked what it could bring there.
    let readsCode = ground.governsCode || !inputs.code.isEmpty
    let compares = !inputs.deployments.isEmpty || readsCode
    let placement = PeriodPlacement(in: period, history: history, now: scope.now)
    var kept: [Kept] = []
    kept.reserveCapacity(all)
    typealias Examined = Result<(Kept, Output?), any Error>
    let work = OrderedWork<[String], [Examined]>(
      AuditGround.pieces(of: ground.sliced.slices), threads: ground.threads)
    try work.run { ids in
      try Interruption.check()
      return try ground.map(ids) { history in
        let examiner = Examiner(history: history, scope: scope, today: today.of(history))
        let reader = ScheduleReader(
          history: history, days: period.from..<period.until, now: scope.asOf)
        return { id -> Examined? in
          guard let change = examiner.examine(id) else { return nil }
          let kept = Kept(
            summary: change.summary, authorship: readsCode ? change.authorship : nil,
            history: change.history.abridged,
            execution: compares ? history.execution(of: id, now: scope.asOf) : nil,
            draft: Self.draft(change, period, reader))
          let isShown = placement.place(of: change.summary).isShown
          return Result { try (kept, isShown ? body(change) : nil) }
        }
      }.compactMap(\.self)
    } _: { outputs in
      for result in outputs {
        let (each, output) = try result.get()
        kept.append(each)
        if let output { try take(output) }
      }
      progress.examined(kept.count, of: all)
    }
    return kept.sorted { $0.summary.id < $1.summary.id }
  }

  /// What a change adds to the calendar of the period; nil if nothing.
  private static func draft(
    _ change: AuditedChange, _ period: AuditPeriod, _ reader: ScheduleReader?
  ) -> ScheduleReader.Draft? {
    if let window = change.summary.window {
      guard window.start < period.end, period.start < window.end else { return nil }
    } else if change.verdict.state != .active {
      return nil
    }
    return reader?.draft(of: change.verdict)
  }

  /// A few changes of the report once more, whole.
  func changes(_ ids: [String], of report: AuditReport) throws -> [AuditedChange] {
    let wanted = Set(ids)
    let summaries = Dictionary(
      report.changes.filter { wanted.contains($0.id) }.map { ($0.id, $0) }
    ) { first, _ in first
    }
    let scope = scope
    return try zip(
      ids,
      ground.map(ids) { history in
        let examiner = Examiner(history: history, scope: scope, today: { _ in nil })
        return { id in summaries[id].flatMap { examiner.examine(id, as: $0) } }
      }
    ).map { id, change in
      guard let change else {
        throw Failure("internal", "\(id) was examined and is gone", exitStatus: 70)
      }
      return change
    }
  }
}

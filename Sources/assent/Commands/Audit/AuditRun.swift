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
  mutating func report() throws -> AuditReport {
    let kept = try examineAll()
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
  private mutating func examineAll() throws -> [Kept] {
    let today = try ground.standingsToday()
    let scope = scope
    let slices = ground.sliced.slices
    let all = slices.reduce(0) { $0 + $1.count }
    // Only what deployments and code are compared with is asked what it could bring there.
    let readsCode = ground.governsCode || !inputs.code.isEmpty
    let compares = !inputs.deployments.isEmpty || readsCode
    var kept: [Kept] = []
    kept.reserveCapacity(all)
    for slice in slices {
      try Interruption.check()
      kept += try ground.map(slice) { history, id -> Kept? in
        let examiner = Examiner(history: history, scope: scope, today: today.of(history))
        guard let change = examiner.examine(id) else { return nil }
        return Kept(
          summary: change.summary, authorship: readsCode ? change.authorship : nil,
          history: change.history.abridged,
          execution: compares ? history.execution(of: id, now: scope.asOf) : nil,
          draft: Self.draft(change, history, scope))
      }.compactMap(\.self)
      progress.examined(kept.count, of: all)
    }
    return kept.sorted { $0.summary.id < $1.summary.id }
  }

  /// What a change adds to the calendar of the period; nil if nothing.
  private static func draft(
    _ change: AuditedChange, _ history: History, _ scope: AuditScope
  ) -> ScheduleReader.Draft? {
    let period = scope.period
    if let window = change.summary.window {
      guard window.start < period.end, period.start < window.end else { return nil }
    } else if change.verdict.state != .active {
      return nil
    }
    return ScheduleReader(history: history, days: period.from..<period.until, now: scope.asOf)?
      .draft(of: change.verdict)
  }

  /// Hands each change of the report once more, whole, to `body`, over the cores, and what it makes
  /// of them to `take` in an order that is the same for the same history.
  mutating func each<Output: Sendable>(
    of report: AuditReport, _ body: @escaping @Sendable (AuditedChange) throws -> Output,
    _ take: (Output) throws -> Void
  ) throws {
    let summaries = Dictionary(report.changes.map { ($0.id, $0) }) { first, _ in first }
    let scope = scope
    var done = 0
    for slice in ground.sliced.slices {
      let wanted = slice.filter { summaries[$0] != nil }
      guard !wanted.isEmpty else { continue }
      try Interruption.check()
      let outputs = try ground.map(wanted) { history, id -> Result<Output, any Error>? in
        guard let summary = summaries[id],
          let change = Examiner(history: history, scope: scope, today: { _ in nil })
            .examine(id, as: summary)
        else { return nil }
        return Result { try body(change) }
      }
      for (id, output) in zip(wanted, outputs) {
        guard let output else {
          throw Failure("internal", "\(id) was examined and is gone", exitStatus: 70)
        }
        try take(output.get())
      }
      done += wanted.count
      progress.written(done, of: summaries.count)
    }
  }
}

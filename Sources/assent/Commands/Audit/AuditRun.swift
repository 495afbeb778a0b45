internal import Audit
internal import Decision
internal import Git
internal import Ledger
internal import Primitives

/// One audit of one repository: reads its history, judges every change, and draws up the report.
///
/// Changes are read in slices and let go of; what stays of each is its summary.
struct AuditRun {
  let inputs: AuditInputs
  /// Judges as of the standpoint.
  let sliced: SlicedHistory
  let scope: AuditScope
  private let ground: AuditGround
  private var progress: AuditProgress

  /// Reads what all changes share, and settles from where they are judged.
  init(_ inputs: AuditInputs, isQuiet: Bool = false) throws {
    progress = AuditProgress(isQuiet: isQuiet)
    progress.say("reading history…")
    self.inputs = inputs
    ground = try AuditGround(inputs)
    sliced = ground.sliced
    scope = ground.scope
  }

  /// What an audit keeps of a change until all have been judged.
  private struct Kept: Sendable {
    let summary: ChangeSummary
    let history: ChangeHistory
  }

  /// Judges all changes and draws up the report.
  mutating func report() throws -> AuditReport {
    let today = try ground.standingsToday()
    let scope = scope
    let all = sliced.slices.reduce(0) { $0 + $1.count }
    var kept: [Kept] = []
    kept.reserveCapacity(all)
    for slice in sliced.slices {
      try Interruption.check()
      kept += try ground.map(slice) { history, id -> Kept? in
        guard
          let change = Examiner(history: history, scope: scope, today: today.of(history))
            .examine(id)
        else { return nil }
        return Kept(summary: change.summary, history: change.history.abridged)
      }.compactMap(\.self)
      progress.examined(kept.count, of: all)
    }
    return report(kept)
  }

  private func report(_ kept: [Kept]) -> AuditReport {
    let summaries = kept.map(\.summary).sorted { $0.id < $1.id }
    var population = Population()
    population.ids = summaries.map(\.id)
    return AuditReport(scope: scope, population: population, changes: summaries)
  }

  /// Hands each change of the report once more, whole, to `body`, over the cores, and what it makes
  /// of them to `take` in an order that is the same for the same history.
  mutating func each<Output: Sendable>(
    of report: AuditReport, _ body: @escaping @Sendable (AuditedChange) throws -> Output,
    _ take: (Output) throws -> Void
  ) throws {
    let summaries = Dictionary(report.changes.map { ($0.id, $0) }) { first, _ in first }
    let today = try ground.standingsToday()
    let scope = scope
    for slice in sliced.slices {
      let wanted = slice.filter { summaries[$0] != nil }
      guard !wanted.isEmpty else { continue }
      try Interruption.check()
      let outputs = try ground.map(wanted) { history, id -> Result<Output, any Error>? in
        Examiner(history: history, scope: scope, today: today.of(history)).examine(id).map {
          change in
          Result {
            try body(
              AuditedChange(
                history: change.history, verdict: change.verdict,
                summary: summaries[id] ?? change.summary, moments: change.moments))
          }
        }
      }
      for output in outputs { if let output { try take(output.get()) } }
    }
  }
}

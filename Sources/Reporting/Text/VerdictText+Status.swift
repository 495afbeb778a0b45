package import Decision
internal import Primitives
internal import Records

extension VerdictText {
  /// A table with one line a change, and a line that counts them.
  package func status(_ verdicts: [Verdict]) -> String {
    guard !verdicts.isEmpty else { return "no changes\n" }
    let rows = verdicts.map(cells)
    let head = ["ID", "GATE", "STAGE", "RISK/TYPE", "TITLE", "MISSING"]
    let widths = widths([head] + rows)
    var page = page
    page.line(Ink.dim(row(head, widths), hasColour))
    for (verdict, cells) in zip(verdicts, rows) {
      page.line(row(cells, widths, ink: Self.ink(verdict.gate.decision)))
    }
    page.line(count(verdicts))
    return page.text
  }

  private func cells(_ verdict: Verdict) -> [String] {
    var stage = verdict.stage?.rawValue ?? "–"
    if verdict.state != .active, verdict.state.rawValue != stage {
      stage += " (\(verdict.state.rawValue))"
    }
    let kind = "\(verdict.risk?.rawValue ?? "–")/\(verdict.type?.rawValue ?? "–")"
    return [
      PlainText.line(verdict.change), verdict.gate.decision.rawValue, stage, kind,
      PlainText.line(verdict.record?.title ?? "–"), PlainText.line(missing(verdict)),
    ]
  }

  /// The one missing thing that matters most.
  private func missing(_ verdict: Verdict) -> String {
    let remedies = Remedies(verdict: verdict)
    guard let reason = decisive(verdict), verdict.state != .closed else { return "–" }
    if reason.code == .finished { return next(verdict, remedies) }
    if reason.code == .windowNotOpen, let next = verdict.gate.next { return "opens \(next)" }
    if reason.code == .requirementUnsatisfied, let open = remedies.requirement(of: reason) {
      return summary(open.requirement, in: open.stage)
    }
    return reason.message
  }

  /// The reason that keeps a change from being active, else the gate's first.
  private func decisive(_ verdict: Verdict) -> GateReason? {
    let ending = verdict.gate.reasons.first { reason in
      switch reason.code {
      case .held, .rejected, .cancelled: true
      default: false
      }
    }
    return ending ?? verdict.gate.reasons.first
  }

  /// What the stage after a finished implementation waits for.
  private func next(_ verdict: Verdict, _ remedies: Remedies) -> String {
    guard let stage = verdict.stages.first(where: { !$0.status.passes }),
      let open = remedies.innermost(of: stage).first
    else { return "–" }
    return summary(open, in: stage.stage)
  }

  /// `approved/security 0 of 1 (eli.frost)`.
  private func summary(_ requirement: RequirementVerdict, in stage: Stage) -> String {
    let name = "\(stage.rawValue)/\(requirement.id)"
    if let message = requirement.message { return "\(name): \(message)" }
    let could = Self.list(requirement.could, limit: 3)
    return "\(name) \(requirement.have) of \(requirement.need)"
      + (could.isEmpty ? " (nobody could)" : " (\(could))")
  }

  // MARK: Layout

  /// The widths of all columns but the last; where the terminal is narrow the titles give way.
  private func widths(_ rows: [[String]]) -> [Int] {
    var widths = (0..<5).map { column in rows.map { PlainText.width($0[column]) }.max() ?? 0 }
    widths[4] = min(widths[4], 60)
    guard let width else { return widths }
    let missing = rows.map { PlainText.width($0[5]) }.max() ?? 0
    let others = widths[..<4].reduce(0) { $0 + $1 + 2 }
    widths[4] = min(widths[4], max(16, width - others - 2 - missing))
    return widths
  }

  private func row(_ cells: [String], _ widths: [Int], ink: Ink? = nil) -> String {
    var line = ""
    var used = 0
    for (column, columns) in widths.enumerated() {
      let cell = PlainText.padded(PlainText.cut(cells[column], to: columns), columns)
      line += (column == 1 ? ink.map { $0(cell, hasColour) } ?? cell : cell) + "  "
      used += columns + 2
    }
    guard let width else { return line + cells[5] }
    return line + PlainText.cut(cells[5], to: max(20, width - used))
  }

  private func count(_ verdicts: [Verdict]) -> String {
    let parts = GateDecision.allCases.compactMap { decision in
      let count = verdicts.count { $0.gate.decision == decision }
      return count == 0 ? nil : "\(count) \(decision.rawValue)"
    }
    let noun = verdicts.count == 1 ? "change" : "changes"
    return "\(verdicts.count) \(noun): \(parts.joined(separator: ", "))"
  }
}

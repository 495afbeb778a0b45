internal import Audit
internal import Markup
internal import Primitives
internal import Records

extension Dossier {
  /// Writes the way back: what triggers it, its steps, and whether it was tried.
  func writeRollback(into page: inout Markup) {
    guard let record else { return }
    page.part("rollback", "Rollback plan") { part in
      guard let plan = record.rollback else {
        return part.paragraph("The record has no rollback plan.")
      }
      Self.writeFacts(plan, summary, into: &part)
      Self.writeTriggers(plan.triggers ?? [], into: &part)
      Self.writeSteps(plan.steps ?? [], into: &part)
      Self.writeChecks(plan.verify ?? [], into: &part)
    }
  }

  private static func writeFacts(
    _ plan: ChangeRequest.Rollback, _ summary: ChangeSummary, into page: inout Markup
  ) {
    page.facts { facts in
      facts.item("Strategy", plan.strategy?.rawValue)
      facts.item("Returns to", plan.target.map(words))
      facts.item("Decided by", people(plan.decisionOwner, deputy: plan.decisionDeputy), most: 300)
      facts.item("Takes at most", minutes(plan.maxMinutes, in: summary.window))
      facts.item("Point of no return", plan.pointOfNoReturn, most: 200)
      facts.item("After it", after(plan.after))
      facts.item("Data", plan.data.map(words))
      facts.item("Backup", plan.backup.map(words))
      facts.item("Needs", plan.requires?.joined(separator: ", "))
      facts.item("If these fail", plan.requiresAlternative)
      facts.item("Secure state meanwhile", plan.secureState)
      if let irreversible = plan.irreversible {
        facts.item("Irreversible because", irreversible.reason)
        facts.item("Way forward instead", irreversible.forwardRecovery)
        facts.item("Exposure", irreversible.exposure)
        facts.item("Accepted by", irreversible.acceptedBy, most: 200)
      }
      if let rehearsal = plan.rehearsal { facts.item("Rehearsed", words(rehearsal)) }
      facts.item("Gone", gone(summary.rollback))
    }
  }

  private static func people(_ owner: String?, deputy: String?) -> String? {
    guard let owner else { return deputy.map { "deputy \($0)" } }
    return deputy.map { "\(owner), deputy \($0)" } ?? owner
  }

  private static func minutes(_ most: Int?, in window: ChangeRequest.Interval?) -> String? {
    guard let most else { return nil }
    guard let window, window.start < window.end else { return "\(most) min" }
    // Saturating: dates from outside may lie anywhere.
    let (length, overflow) = window.end.seconds.subtractingReportingOverflow(window.start.seconds)
    let minutes = overflow ? Int64.max / 60 : length / 60
    return "\(most) min, of \(minutes) min of the planned window"
      + (Int64(most) > minutes ? ": more than the window has" : "")
  }

  private static func after(_ after: ChangeRequest.Rollback.After?) -> String? {
    guard let after else { return nil }
    return [after.strategy?.rawValue, after.action].compactMap { $0 }.joined(separator: ": ")
  }

  private static func words(_ data: ChangeRequest.Rollback.DataEffect) -> String {
    var parts: [String] = []
    if let loss = data.loss { parts.append("loss \(loss.rawValue)") }
    if let minutes = data.minutes { parts.append("\(minutes) min") }
    if let rows = data.rows { parts.append("\(rows) rows") }
    if let person = data.acceptedBy { parts.append("accepted by \(person)") }
    if let writes = data.writesAfterChange { parts.append("writes after the change: \(writes)") }
    return parts.joined(separator: ", ")
  }

  private static func words(_ backup: ChangeRequest.Rollback.Backup) -> String {
    var parts = [backup.id, backup.taken.map { "taken \($0)" }].compactMap { $0 }
    if let day = backup.restoreTested { parts.append("restore tested on \(day)") }
    return parts.joined(separator: ", ")
  }

  private static func words(_ rehearsal: ChangeRequest.Rollback.Rehearsal) -> String {
    var parts: [String] = []
    if let time = rehearsal.at { parts.append("\(time)") }
    if let place = rehearsal.environment { parts.append("in \(place)") }
    if let minutes = rehearsal.minutes { parts.append("\(minutes) min") }
    if let passed = rehearsal.passed { parts.append(passed ? "passed" : "failed") }
    if let evidence = rehearsal.evidence { parts.append(words(evidence)) }
    return parts.joined(separator: ", ")
  }

  private static func gone(_ rollback: ChangeSummary.Rollback) -> String? {
    guard rollback.wasUsed else { return nil }
    var parts = ["the change was rolled back"]
    if let minutes = rollback.actualMinutes { parts.append("in \(minutes) min") }
    if let verified = rollback.isVerified { parts.append(verified ? "verified" : "not verified") }
    return parts.joined(separator: ", ")
  }

  // MARK: Tables

  private static func writeTriggers(
    _ triggers: [ChangeRequest.Rollback.Trigger], into page: inout Markup
  ) {
    guard !triggers.isEmpty else { return page.paragraph("No trigger is named.") }
    page.rows(
      "What triggers it", ["Trigger", "Signal", "Source", "Condition", "For", "At latest", "Why"],
      triggers.map { trigger in
        [
          trigger.id, trigger.signal, trigger.source, trigger.condition,
          trigger.period.map { "\($0)" }, trigger.atLatest.map { "\($0)" }, trigger.reason,
        ]
      })
  }

  private static func writeSteps(
    _ steps: [ChangeRequest.Rollback.Step], into page: inout Markup
  ) {
    guard !steps.isEmpty else { return page.paragraph("It has no steps.") }
    page.rows(
      "Steps back", ["Step", "Undoes", "Action", "By", "Expect", "Minutes"],
      steps.map { step in
        [
          step.id, step.undoes.joined(separator: ", "), step.action, step.by, step.expect,
          step.minutes.map(String.init),
        ]
      })
  }

  private static func writeChecks(
    _ checks: [ChangeRequest.Rollback.Check], into page: inout Markup
  ) {
    guard !checks.isEmpty else { return page.paragraph("Nothing says how to verify it.") }
    page.rows(
      "How it is verified", ["Check", "Expect", "Minutes"],
      checks.map { [$0.check, $0.expect, $0.minutes.map(String.init)] })
  }
}

extension Dossier {
  /// Something exact that is deployed or returned to, in words.
  static func words(_ artifact: ChangeRequest.Artifact) -> String {
    var parts: [String] = []
    if let name = artifact.name { parts.append(name) }
    if let commit = artifact.commit { parts.append("commit \(commit)") }
    if let digest = artifact.digest { parts.append("\(digest)") }
    if let version = artifact.version { parts.append("version \(version)") }
    if let snapshot = artifact.snapshot { parts.append("snapshot \(snapshot)") }
    if let repository = artifact.repository { parts.append("of \(repository)") }
    if let branch = artifact.branch { parts.append("branch \(branch)") }
    return parts.joined(separator: ", ")
  }

  /// A file of evidence and its digest, in words.
  static func words(_ evidence: ChangeRequest.Evidence) -> String {
    "\(evidence.path) \(evidence.digest?.description ?? "without a digest")"
  }
}

extension Markup {
  /// A table of texts; of many rows the first.
  mutating func rows(_ caption: String, _ columns: [String], _ rows: [[String?]]) {
    guard !rows.isEmpty else { return }
    table(caption) { table in
      table.head(columns)
      table.element("tbody") { body in
        for cells in rows.prefix(Dossier.mostItems) {
          body.element("tr") { row in
            for cell in cells { row.cell(Clip.text(cell ?? "", 1000)) }
          }
          body.newline()
        }
        if rows.count > Dossier.mostItems {
          body.closingRow(
            "\(rows.count - Dossier.mostItems) more are in the record.", columns: columns.count)
        }
      }
    }
  }
}

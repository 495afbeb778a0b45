package import Decision
internal import Diagnostics
internal import Primitives
internal import Records

/// Writes verdicts for people: the verdict first, then the reason, then what to do next.
package struct VerdictText {
  let hasColour: Bool
  /// The columns of the terminal; nil where lines are neither broken nor cut.
  let width: Int?
  /// What became of acts on their way to the trunk.
  let carriages: [Carriage]

  package init(hasColour: Bool, width: Int? = nil, carriages: [Carriage] = []) {
    self.hasColour = hasColour
    self.width = width
    self.carriages = carriages
  }

  var page: Page { Page(hasColour: hasColour, width: width) }

  static func ink(_ decision: GateDecision) -> Ink {
    switch decision {
    case .allowed: .good
    case .awaiting: .waiting
    case .prevented, .invalid: .bad
    }
  }

  /// `CHG-2026-7F3K is PREVENTED: …`, short enough for a commit status.
  func headline(_ verdict: Verdict) -> String {
    let word = verdict.gate.decision.rawValue.uppercased()
    let start = "\(PlainText.line(verdict.change)) is "
    var rest = ""
    if let reason = verdict.gate.reasons.first {
      rest = PlainText.cut(
        ": " + PlainText.line(reason.message), to: 140 - PlainText.width(start + word))
    }
    return Ink.strong(start, hasColour) + Self.ink(verdict.gate.decision)(word, hasColour) + rest
  }

  /// `policies/workflow.yaml:14`.
  static func place(_ location: Location) -> String {
    let line = location.span.map { ":\($0.start.line)" } ?? ""
    return PlainText.line(location.path) + line
  }

  /// Adds what somebody can do, as people and commands.
  func add(_ remedies: [Remedy], to page: inout Page) {
    for remedy in remedies {
      if let words = remedy.words { page.item("  ", words) }
      let people = Self.list(remedy.people, limit: 6)
      if !people.isEmpty { page.item("  ", people + ":") }
      if let command = remedy.command {
        page.line("    " + Ink.strong(PlainText.line(command), hasColour))
      }
    }
  }

  /// Adds the policy, trunk, time and mode that the verdict rests on.
  func addBasis(of verdict: Verdict, to page: inout Page, isComplete: Bool) {
    if let record = verdict.record {
      var text = "\(record.path) at \(record.commit.short)"
      if isComplete { text += "  \(record.digest)" }
      page.line("  record  " + PlainText.line(text))
    }
    var policy = verdict.policy.commit?.short ?? "none"
    if !verdict.policy.authorised { policy += " (unsettled)" }
    if isComplete, let digest = verdict.policy.digest { policy += "  \(digest)" }
    page.line("  policy  " + policy)
    page.line(
      "  trunk   " + PlainText.line(verdict.trunkReference) + " at " + verdict.trunkCommit.short)
    page.line("  now     \(verdict.now) (\(verdict.mode.rawValue))")
  }

  /// Names separated by commas; after `limit` of them, how many more there are.
  static func list(_ names: [String], limit: Int) -> String {
    let shown = names.prefix(limit).map(PlainText.line).joined(separator: ", ")
    return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
  }
}

internal import Acts
internal import Decision
internal import Diagnostics
internal import Primitives
internal import Records

extension PullRequestComment {
  /// Everything about one change.
  func section(on change: PullRequestReport.Change) -> [BoundedPage.Block] {
    [BoundedPage.Block(opening(change))]
      + seats(of: change) + otherReasons(change) + staleActs(change) + findings(of: change)
  }

  private func opening(_ change: PullRequestReport.Change) -> String {
    let verdict = change.verdict
    let id = Markdown.code(verdict.change)
    let word = verdict.gate.decision.rawValue.uppercased()
    var text = "\n#### \(id) \(copula(change)) \(word)\n\n"
    if let title = verdict.record?.title { text += Markdown.code(title) + "  \n" }
    text +=
      "type \(verdict.type?.rawValue ?? "unknown"), risk \(verdict.risk?.rawValue ?? "unknown"), "
      + "stage \(verdict.stage?.rawValue ?? "none"), state \(verdict.state.rawValue)"
    text += change.isEdited ? "; edited here\n" : "; not edited here\n"
    return text
  }

  // MARK: What is missing

  /// One row for each seat that nobody fills.
  private func seats(of change: PullRequestReport.Change) -> [BoundedPage.Block] {
    let remedies = Remedies(verdict: change.verdict)
    guard !remedies.isOver else { return [] }
    var seen: Set<String> = []
    let rows = change.verdict.gate.reasons.compactMap { reason -> String? in
      guard let open = remedies.requirement(of: reason), open.requirement.verb != nil else {
        return nil
      }
      let name = "\(open.stage.rawValue)/\(open.requirement.id)"
      guard seen.insert(name).inserted else { return nil }
      let could = open.requirement.could
      let command = remedies.opening(for: [reason]).compactMap(\.command).first
      return Self.row([
        Markdown.code(name), "\(open.requirement.have) of \(open.requirement.need)",
        could.isEmpty ? "nobody who holds the role may" : Markdown.codes(could, limit: 6),
        command.map { Markdown.code($0) } ?? "–",
      ])
    }
    guard !rows.isEmpty else { return [] }
    let title = "Still to sign for \(Markdown.code(change.verdict.change))"
    let when = change.isEdited ? "Command, once this is merged" : "Command"
    return [BoundedPage.Block(Self.head(title, ["Seat", "Have", "Who may", when]), Self.cut(rows))]
  }

  /// What no signature cures.
  private func otherReasons(_ change: PullRequestReport.Change) -> [BoundedPage.Block] {
    let remedies = Remedies(verdict: change.verdict)
    let reasons = change.verdict.gate.reasons
    // A record that is not there, or cannot be read, is a reason at every stage: once is enough.
    let isBroken =
      reasons.contains { $0.code == .recordMissing }
      || change.findings.contains { $0.severity == .error }
    let others = reasons.filter { reason in
      // Findings and seats have tables of their own.
      reason.code != .lint && !(isBroken && reason.code == .recordError)
        && (remedies.isOver || remedies.requirement(of: reason)?.requirement.verb == nil)
    }
    guard !others.isEmpty else { return [] }
    let rows = others.map { "* \(Markdown.code($0.code.rawValue)): \(Markdown.code($0.message))\n" }
    return [
      BoundedPage.Block(
        "\n#### In the way of \(Markdown.code(change.verdict.change))\n\n", Self.cut(rows))
    ]
  }

  // MARK: What went stale

  /// One row for each field that an approval covered and that is no longer what was signed.
  private func staleActs(_ change: PullRequestReport.Change) -> [BoundedPage.Block] {
    let own = Set(report.commits)
    var rows: [String] = []
    for ruling in report.staleActs(of: change) {
      let act = ruling.act.statement
      let words = act.verb.name + (act.role.map { " as \($0)" } ?? "")
      let lead = [
        Markdown.code("\(ruling.act.person ?? "unknown") \(words)"),
        Markdown.code(ruling.act.id.short),
      ]
      for detail in ruling.detail {
        let isOwn = detail.commit.map(own.contains) ?? false
        rows.append(
          Self.row(
            lead + [
              Markdown.code(detail.field.isEmpty ? "the record" : detail.field),
              (detail.commit.map { Markdown.code($0.short) } ?? "–") + (isOwn ? " (here)" : ""),
              detail.people.isEmpty ? "–" : Markdown.codes(detail.people, limit: 4),
            ]))
      }
      if ruling.detail.isEmpty { rows.append(Self.row(lead + ["–", "–", "–"])) }
    }
    guard !rows.isEmpty else { return [] }
    let title = "Stale, since what was signed has changed"
    return [
      BoundedPage.Block(
        Self.head(title, ["Act", "Signed in", "Field", "Changed in", "By"]), Self.cut(rows))
    ]
  }

  // MARK: Findings

  private func findings(of change: PullRequestReport.Change) -> [BoundedPage.Block] {
    let sorted = Severity.allCases.flatMap { severity in
      change.findings.filter { $0.severity == severity }
    }
    guard !sorted.isEmpty else { return [] }
    var rows = sorted.prefix(Self.mostFindings).map { finding in
      let line = finding.location.span.map { ":\($0.start.line)" } ?? ""
      return Self.row([
        finding.severity.rawValue, Markdown.code(finding.rule),
        Markdown.code(finding.location.path + line), Markdown.code(finding.message),
      ])
    }
    let more = sorted.count - Self.mostFindings
    if more > 0 { rows.append("\nand \(more) more: `assent lint` lists them all\n") }
    let title = "Findings in the record of \(Markdown.code(change.verdict.change))"
    return [BoundedPage.Block(Self.head(title, ["", "Rule", "Place", "Finding"]), rows)]
  }
}

package import Decision
internal import Primitives

/// Writes what a gate said as the Markdown of a pipeline's summary.
package enum StepSummary {
  /// A summary above 1 MiB is thrown away whole.
  private static let longest = 900 << 10
  /// Longer lists are for the JSON.
  private static let mostReasons = 20

  /// The answers about changes.
  package static func text(_ verdicts: [Verdict]) -> String {
    page(
      verdicts.map { verdict in
        let remedies = Remedies(verdict: verdict)
        return block(
          "\(Markdown.code(verdict.change)) is \(verdict.gate.decision.rawValue.uppercased())",
          verdict.gate.reasons, verdict.gate.decision == .allowed ? [] : remedies.opening)
      }, verdicts.first)
  }

  /// The answer about a deployment.
  package static func text(_ deployment: Deployment) -> String {
    let head = block(
      "The deployment of \(Markdown.code(deployment.commit.short)) is "
        + deployment.decision.rawValue.uppercased(), deployment.reasons, [])
    let changes = deployment.changes.map { verdict in
      "* \(Markdown.code(verdict.change)): \(verdict.gate.decision.rawValue)\n"
    }
    return page(
      [head] + (changes.isEmpty ? [] : [BoundedPage.Block("\n", changes)]),
      deployment.changes.first)
  }

  /// Why there is no answer.
  package static func text(errorCode: String, message: String) -> String {
    "### No answer: \(Markdown.code(errorCode))\n\n\(Markdown.code(message, limit: 2000))\n"
  }

  private static func block(
    _ heading: String, _ reasons: [GateReason], _ remedies: [Remedy]
  ) -> BoundedPage.Block {
    var rows = reasons.prefix(mostReasons).map { reason in
      "* \(Markdown.code(reason.code.rawValue)): \(Markdown.code(reason.message))\n"
    }
    if reasons.count > mostReasons { rows.append("* and \(reasons.count - mostReasons) more\n") }
    if !remedies.isEmpty { rows.append("\nWhat opens the gate:\n\n") }
    rows += remedies.map { remedy in
      let parts = [
        remedy.words.map { Markdown.code($0) },
        remedy.people.isEmpty ? nil : Markdown.codes(remedy.people, limit: 6),
        remedy.command.map { Markdown.code($0) },
      ]
      return "* " + parts.compactMap { $0 }.joined(separator: ": ") + "\n"
    }
    return BoundedPage.Block("### \(heading)\n\n", rows)
  }

  private static func page(_ blocks: [BoundedPage.Block], _ verdict: Verdict?) -> String {
    let closing = verdict.map { verdict in
      "\nJudged by the policy of \(Markdown.code(verdict.policy.commit?.short ?? "none")) on "
        + "\(Markdown.code(verdict.trunkReference)) at \(Markdown.code(verdict.trunkCommit.short)), "
        + "\(verdict.now), \(verdict.mode.rawValue).\n"
    }
    return BoundedPage(limit: longest, closing: closing ?? "").text(blocks)
  }
}

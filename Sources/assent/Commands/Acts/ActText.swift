internal import Acting
internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Reporting
internal import Signatures

/// Says to people what they sign, what they signed and what comes next.
struct ActText {
  let hasColour: Bool

  /// What is about to be signed.
  func preview(_ draft: Draft) -> String {
    var lines = [
      "\(draft.signatory.person) is about to sign with \(draft.signatory.fingerprint):"
    ]
    for item in draft.items {
      lines.append("")
      lines.append("  \(sentence(item))")
      lines.append("    title   \(item.title)")
      lines.append("    record  \(item.path)")
      lines.append("    digest  \(item.digest)")
      if !item.covers.isEmpty {
        lines.append("    covers  \(item.covers.map(\.rawValue).joined(separator: ", "))")
      }
    }
    lines += draft.remarks.map { "\n  note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The unsigned commit, exactly.
  func unsigned(_ draft: Draft) -> String { draft.text }

  /// The unsigned commit and what would come of it.
  func dryRun(_ draft: Draft) -> String {
    unsigned(draft) + "\nWould count; nothing was signed.\n"
      + draft.remarks.map { "note: \($0)\n" }.joined()
      + draft.verdicts.map { standing($0, isLanded: false) }.joined()
  }

  /// What was signed, where it is, and how the changes stand.
  func result(_ result: ActMaker.Result) -> String {
    let person = result.draft.signatory.person
    var text = result.draft.items.map { "\(bold("signed")) \(sentence($0)), by \(person)\n" }
      .joined()
    text += "commit \(result.commit)\n"
    text += "on     \(result.places.joined(separator: ", "))\n"
    if let command = result.publishing { text += "to publish it: \(command)\n" }
    return text + result.verdicts.map { standing($0, isLanded: result.isLanded) }.joined()
  }

  private func sentence(_ item: Draft.Item) -> String {
    let seat = item.role.map { " as \($0)" } ?? ""
    let rest = item.parameters.map { " \($0.key)=\($0.value)" }.joined()
    return "\(item.verb.rawValue) \(item.change)\(seat)\(rest)"
  }

  /// The gate's word, and the first things it waits for.
  private func standing(_ verdict: Verdict, isLanded: Bool) -> String {
    let when = isLanded ? "now" : "once landed"
    let stage = verdict.stage.map { ", \($0.rawValue)" } ?? ""
    var text =
      "\(verdict.change) \(when): \(bold(verdict.gate.decision.rawValue))\(stage)"
      + (verdict.state == .active ? "" : ", \(verdict.state.rawValue)") + "\n"
    let reasons = verdict.gate.reasons
    for reason in reasons.prefix(Self.mostReasons) { text += "  \(reason.message)\n" }
    if reasons.count > Self.mostReasons {
      text += "  and \(reasons.count - Self.mostReasons) more: assent explain \(verdict.change)\n"
    }
    let open = verdict.stages.flatMap(\.requirements).first {
      !$0.status.passes && !$0.could.isEmpty
    }
    // Where only time or somebody's "no" stands in the way, no seat is waited for.
    let isWaitedFor = reasons.contains {
      switch $0.code {
      case .requirementUnsatisfied, .approvalStale, .contributorUnknown, .finished: true
      default: false
      }
    }
    if let open, isWaitedFor, verdict.state == .active {
      text += "next: \(open.id), by \(open.could.prefix(5).joined(separator: " or "))\n"
    }
    return text
  }

  private static let mostReasons = 3

  private func bold(_ text: String) -> String { Ink.strong(text, hasColour) }
}

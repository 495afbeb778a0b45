internal import Primitives
internal import Records

/// The way there and the way back in brief.
struct AgendaPlans {
  let record: ChangeRequest
  let words: AgendaWords

  var entries: [AgendaWords.Entry] {
    [
      AgendaWords.Entry(name: "The way there", lines: there),
      AgendaWords.Entry(name: "The way back", lines: back + steps, isWarning: isOneWay),
    ]
  }

  private var there: [String] {
    (record.implementation?.steps ?? []).map { step in
      line(step.id, step.action, step.minutes)
        + (step.reversible == false ? " — cannot be undone" : "")
    }
  }

  private var back: [String] {
    guard let rollback = record.rollback else { return ["The record has none."] }
    var lines = [
      [
        rollback.strategy?.rawValue, rollback.target.map { "to \(target($0))" },
        rollback.maxMinutes.map { "at most \($0) minutes" },
      ].compactMap { $0 }.joined(separator: ", ")
    ]
    if let owner = rollback.decisionOwner {
      lines.append(
        "decided by \(owner)" + (rollback.decisionDeputy.map { " or \($0)" } ?? ""))
    }
    lines += (rollback.triggers ?? []).map { "\($0.id ?? "a trigger"): \(trigger($0))" }
    if let point = rollback.pointOfNoReturn { lines.append("point of no return: \(point)") }
    if let rehearsal = rollback.rehearsal {
      let outcome = rehearsal.passed.map { $0 ? "passed" : "failed" } ?? "without a result"
      lines.append(
        "rehearsed" + (rehearsal.environment.map { " in \($0)" } ?? "")
          + (rehearsal.at.map { ", \(words.stamp($0))" } ?? "") + ", \(outcome)"
          + (rehearsal.minutes.map { " in \($0) minutes" } ?? "")
          + words.proof(rehearsal.evidence))
    }
    return lines.filter { !$0.isEmpty }
  }

  private var steps: [String] {
    (record.rollback?.steps ?? []).map { line($0.id, $0.action, $0.minutes) }
  }

  private var isOneWay: Bool {
    guard let rollback = record.rollback else { return true }
    return rollback.rehearsal?.passed == false || rollback.irreversible != nil
      || (rollback.pointOfNoReturn.map { $0 != "none" } ?? false)
  }

  private func line(_ id: String?, _ action: String?, _ minutes: Int?) -> String {
    [id.map { "\($0)" }, action, minutes.map { "(\($0) min)" }].compactMap { $0 }
      .joined(separator: " ")
  }

  private func trigger(_ trigger: ChangeRequest.Rollback.Trigger) -> String {
    if let latest = trigger.atLatest {
      return "at the latest \(words.stamp(latest))" + (trigger.reason.map { ", \($0)" } ?? "")
    }
    return [
      trigger.signal, trigger.condition, trigger.period.map { "for \($0)" },
      trigger.source.map { "(\($0))" },
    ].compactMap { $0 }.joined(separator: " ")
  }

  private func target(_ artifact: ChangeRequest.Artifact) -> String {
    let exact =
      artifact.commit?.description ?? artifact.digest?.description ?? artifact.version
      ?? artifact.snapshot
    return [artifact.name, exact].compactMap { $0 }.joined(separator: " ")
  }
}

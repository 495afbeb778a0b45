import Acts
import Audit
import AuditFixtures
import Decision
import Foundation
import Primitives
import Records

/// Summaries for figures: a change by number, and what a test says of it.
enum Summaries {
  static let period = SampleAudit.period

  static func time(_ text: String) -> Instant { SampleAudit.time(text) }

  static func moment(_ text: String) -> Moment {
    Moment(commit: SampleAudit.commit(1), position: 1, time: time(text), source: .claimed)
  }

  static func change(
    _ number: Int, _ kind: ChangeRequest.Kind? = .normal, state: Verdict.State = .closed,
    flags: [Decision.Flag.Code] = [], _ edit: (inout ChangeSummary) -> Void = { _ in }
  ) -> ChangeSummary {
    let standing = ChangeSummary.Standing(
      decision: .prevented, stage: .closed, state: state, flags: flags)
    var change = ChangeSummary(
      id: "CHG-2026-\(1000 + number)", atEnd: standing, today: standing)
    change.kind = kind
    edit(&change)
    return change
  }

  static func approval(
    _ person: String, _ role: String?, _ when: String, commit: Int = 1, counted: Bool = true
  ) -> ChangeSummary.Participation {
    ChangeSummary.Participation(
      person: person, verb: .approve, role: role, commit: SampleAudit.commit(commit),
      moment: moment(when), counted: counted)
  }
}

extension FlowMetrics {
  /// The value of a figure as a word, and the numbers of the changes behind it.
  func told(_ id: String) -> String {
    guard let metric = metrics.first(where: { $0.id == id }) else { return "no such figure" }
    let ids = metric.changes.map { $0.dropFirst("CHG-2026-1".count) }.joined(separator: " ")
    return metric.value.told + (ids.isEmpty ? "" : ": \(ids)")
  }

  func series(_ id: String) -> FlowSeries? { series.first { $0.id == id } }
}

extension Metric.Value {
  var told: String {
    switch self {
    case .count(let count): "\(count)"
    case .ratio(let count, let all): "\(count)/\(all)"
    case .durations(let median, let ninetieth, let longest, let count):
      "\(median) \(ninetieth) \(longest) of \(count)"
    case .notEvaluable(let why): "not evaluable, \(why)"
    }
  }
}

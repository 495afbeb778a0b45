import Acts
import Primitives
import Records
import TestSupport

@testable import Decision

/// A generated history in short: what happened, in order, on the trunk and on branches.
struct World {
  /// One trailer of an act commit.
  struct Move: Hashable {
    var change = 0
    var verb: Verb
    var person: String
    var role: String?
    var parameters: [String: String] = [:]
    var faults: [ActReason] = []
  }

  /// One commit; lane 0 is the trunk, every other a branch.
  enum Event: Hashable {
    case acts([Move])
    case edit(change: Int, Draft.Field, choice: Int, hands: [Decision.Edit.Hand], signed: Bool)
    /// Merges the lane into the trunk; of what both changed, one side's is taken.
    case merge(theirs: Bool)
    case delegate(role: String, from: String, to: String, days: Range<Int>)
    case recall(role: String, from: String, to: String)
  }

  struct Step: Hashable {
    var lane = 0
    var event: Event
    /// Minutes since the commit before.
    var minutes = 30
    /// Minutes by which the commit's own date is wrong.
    var skew = 0
    /// Whether a recorder signed the commit; on the trunk alone.
    var isRecorded = false
  }

  var policies: [Policy]
  /// The step from which the second policy is in force.
  var secondPolicyFrom: Int?
  var drafts: [Draft]
  var steps: [Step]
  /// Minutes from the start of the sample's window.
  var now: Int

  static let ids = ["CHG-2026-7F3K", "CHG-2026-8G4M", "CHG-2026-9H5N"]
  /// Sunday, 2026-03-08T00:00:00Z: the window of the sample.
  static let window = Int64(Moment.beginning.seconds + 5.days + 15.hours)
  /// Wednesday noon: when stories begin.
  static let beginning = Int64(Moment.beginning.seconds + 2.days + 3.hours)

  var instant: Instant { Instant(seconds: Self.window + Int64(now) * 60) }
}

/// A step drops out of a story if its person or branch is gone; none depends on another's number.
extension World {
  func without(_ index: Int) -> World {
    var world = self
    world.steps.remove(at: index)
    if let from = secondPolicyFrom, index < from { world.secondPolicyFrom = from - 1 }
    return world
  }
}

extension World: CustomStringConvertible {
  var description: String {
    var lines: [String] = ["now: window \(now >= 0 ? "+" : "")\(now) min"]
    for draft in drafts {
      lines.append(
        "\(draft.id) \(draft.type) \(draft.risk) \(draft.systems) by \(draft.requester.id), "
          + "implementer \(draft.implementer.id), depends on \(draft.dependsOn)")
    }
    for (index, step) in steps.enumerated() {
      if index == secondPolicyFrom { lines.append("-- second policy --") }
      lines.append("\(index)\t\(step)")
    }
    for policy in policies { lines.append(PolicyText.of(policy)) }
    return lines.joined(separator: "\n")
  }
}

extension World.Step: CustomStringConvertible {
  var description: String {
    let place = (lane == 0 ? "trunk " : "lane \(lane) ") + "+\(minutes)"
    let suffix = (skew == 0 ? "" : " skew \(skew)") + (isRecorded ? " recorded" : "")
    switch event {
    case .acts(let moves):
      return place + suffix + " " + moves.map(\.description).joined(separator: " & ")
    case .edit(let change, let field, let choice, let hands, let signed):
      let people = hands.map { $0.person + ($0.signed ? "" : "?") }
      return place + suffix
        + " edit \(World.ids[change]) \(field)=\(choice) by \(people) signed \(signed)"
    case .merge(let theirs): return place + suffix + " merge \(theirs ? "theirs" : "ours")"
    case .delegate(let role, let from, let to, let days):
      return place + suffix + " delegate \(role) \(from)->\(to) days \(days)"
    case .recall(let role, let from, let to):
      return place + suffix + " recall \(role) \(from)->\(to)"
    }
  }
}

extension World.Move: CustomStringConvertible {
  var description: String {
    let own = parameters.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let faults = faults.isEmpty ? "" : " faults \(faults)"
    return (change == 0 ? "" : World.ids[change] + " ")
      + "\(verb.name) \(person) as \(role ?? "-")\(own)\(faults)"
  }
}

/// A policy in short, for people who read a failure.
enum PolicyText {
  static func of(_ policy: Policy) -> String {
    var lines: [String] = []
    for stage in Stage.allCases {
      guard let rule = policy.workflow.stages[stage] else { continue }
      let require = rule.require.map(of) ?? "-"
      lines.append(
        "  \(stage): \(require) not \(rule.not.map(\.rawValue)) distinct \(rule.distinct) "
          + "covers \(rule.coveredSections.map(\.rawValue)) valid \(rule.validFor?.description ?? "-")"
          + (rule.windows.map { " windows \($0)" } ?? "")
          + (rule.leadTime.map { " lead \($0)" } ?? "")
          + (rule.conflicts == nil ? "" : " conflicts"))
    }
    let powers = policy.workflow.powers
    lines.append("  roles \(policy.people.roles.sorted { $0.key < $1.key })")
    lines.append(
      "  powers object \(String(describing: powers?.object)) reject \(String(describing: powers?.reject))"
        + " hold \(String(describing: powers?.hold)) cancel \(String(describing: powers?.cancel))"
        + " lift \(powers?.lift ?? []) override \(powers?.override ?? [:])")
    lines.append(
      "  edits \(policy.charter.edits) zone \(policy.calendar.timeZone) freezes "
        + policy.calendar.freezes.map { "\($0.id) \($0.interval.start)..\($0.interval.end)" }
        .joined()
        + " windows \(policy.calendar.windows.map { "\($0.id) \($0.days) \($0.from)-\($0.to)" })")
    return lines.joined(separator: "\n")
  }

  static func of(_ requirement: Requirement) -> String {
    let when =
      requirement.when.isEmpty
      ? "" : " when " + requirement.when.map { "\($0.field)∈\($0.values)" }.joined(separator: ",")
    let id = (requirement.id ?? "?") + when
    switch requirement.kind {
    case .quorum(let quorum):
      return "{\(id) \(quorum.role)×\(quorum.count.map(String.init) ?? "nil")"
        + (quorum.per.map { " per \($0)" } ?? "") + (quorum.seat == .human ? "" : " \(quorum.seat)")
        + "}"
    case .all(let parts): return "{\(id) all \(parts.map(of))}"
    case .any(let parts): return "{\(id) any \(parts.map(of))}"
    case .atLeast(let n, let parts):
      return "{\(id) \(n.map(String.init) ?? "nil") of \(parts.map(of))}"
    case .empty: return "{\(id) empty}"
    }
  }
}

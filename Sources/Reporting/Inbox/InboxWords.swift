internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Waiting

/// What every format of an inbox says in the same words.
struct InboxWords {
  let inboxes: Inboxes

  private var clock: LocalClock? { inboxes.zone.map { LocalClock(zone: $0) } }

  /// `3 acts wait for ana.ruiz, 1 of them again`.
  func summary(_ inbox: Inbox) -> String {
    let ready = inbox.tasks.filter { $0.from == nil }
    let later = inbox.tasks.count - ready.count
    let again = ready.count(where: \.isRepetition)
    var text =
      ready.isEmpty
      ? "Nothing waits for \(inbox.person)"
      : "\(CalendarWords.count(ready.count, "act")) \(ready.count == 1 ? "waits" : "wait") for "
        + inbox.person
    if again > 0 { text += ", \(again) of them again" }
    if later > 0 { text += "; \(later) later" }
    return text
  }

  /// `approve as change-manager`, with what was signed before.
  func act(_ task: WaitingAct) -> String {
    guard let change = task.change else { return "approve the policy" }
    let role = change.seat.act.role.map { " as \($0)" } ?? ""
    var text = change.seat.act.verb.name + role
    if let delegation = change.seat.delegation {
      let until = delegation.act.delegation.days.map { ", until \($0.until)" } ?? ""
      text += " for \(delegation.act.signer)\(until)"
    }
    return text
  }

  /// What it is about, in one line.
  func title(_ task: WaitingAct) -> String {
    guard let change = task.change else {
      if case .policy(let place, _) = task.subject { return "The policy on \(place)" }
      return "The policy"
    }
    let risk = [change.risk?.rawValue, change.type?.rawValue].compactMap { $0 }
      .joined(separator: "/")
    return "\(change.id)  \(risk)  \(change.title)"
  }

  /// Why it is asked: the requirement, or the "no" that it ends.
  func reason(_ task: WaitingAct) -> String {
    guard let change = task.change else {
      if case .policy(_, let words) = task.subject { return words }
      return ""
    }
    switch change.seat.act.verb {
    case .resolve:
      let name = change.seat.act.parameters.first { $0.key == "objection" }?.value ?? ""
      return "your objection \(name) keeps the gate shut"
    case .resume: return "your hold keeps the gate shut"
    case .start: return "the gate is open"
    default: break
    }
    guard let stage = change.seat.stage else { return "" }
    guard !change.seat.requirements.isEmpty else {
      return "you rejected the record as it was before"
    }
    return "\(stage.rawValue) asks for \(change.seat.requirements.joined(separator: " and "))"
  }

  /// What became of the act that was made before; nil for one that is new.
  func again(_ task: WaitingAct) -> String? {
    guard let earlier = task.change?.seat.earlier else { return nil }
    let commit = earlier.act.id.short
    guard earlier.reason == .stale else {
      return task.from == nil
        ? "yours of \(commit) has run out" : "yours of \(commit) runs out then"
    }
    var fields = earlier.detail.prefix(4).map { detail in
      let people = detail.people.isEmpty ? "" : " by \(detail.people.joined(separator: ", "))"
      let place = detail.commit.map { " in \($0.short)" } ?? ""
      return (detail.field.isEmpty ? "the record" : detail.field) + place + people
    }
    if earlier.detail.count > 4 { fields.append("and \(earlier.detail.count - 4) more") }
    return "yours of \(commit) is stale; edited: \(fields.joined(separator: "; "))"
  }

  /// `waits 3 days`; nil where nobody knows since when.
  func age(_ task: WaitingAct) -> String? {
    guard task.from == nil, let since = task.change?.seat.since, since <= inboxes.now else {
      return nil
    }
    return "waits " + Self.length(inboxes.now.seconds - since.seconds)
  }

  /// `by Sun 2026-03-08 01:00, the planned start`.
  func deadline(_ task: WaitingAct) -> String {
    guard let due = task.deadline else { return "no deadline" }
    let why =
      switch due.reason {
      case .leadTime: "to keep the lead time"
      case .plannedStart: "the planned start"
      case .plannedEnd: "the end of the planned window"
      case .ratification: "when ratification is due"
      case .review: "when the review is due"
      }
    if due.time <= inboxes.now { return "was due \(stamp(due.time)), \(why)" }
    return "by \(stamp(due.time)), \(why)" + (task.isLate ? "; too late to begin as planned" : "")
  }

  /// From when on it can be made, or be made so that it lasts; nil for now.
  func limit(_ task: WaitingAct) -> String? {
    if let from = task.from { return "from \(stamp(from)) on" }
    return task.holdsFrom.map { "made before \(stamp($0)) it will have run out by then" }
  }

  /// A time as the clocks of the calendar's zone show it.
  func stamp(_ instant: Instant) -> String { clock?.stamp(instant) ?? instant.description }

  /// `12 minutes`, `5 hours`, `3 days`.
  static func length(_ seconds: Int64) -> String {
    let minutes = Int(max(0, seconds)) / 60
    if minutes < 90 { return CalendarWords.count(minutes, "minute") }
    if minutes < 48 * 60 { return CalendarWords.count(minutes / 60, "hour") }
    return CalendarWords.count(minutes / 1440, "day")
  }
}

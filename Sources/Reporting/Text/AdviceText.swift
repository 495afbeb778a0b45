internal import Acts
package import Decision
internal import Primitives
internal import Records

extension VerdictText {
  /// The explanation of a verdict with the smallest set of acts that would open its gate.
  ///
  /// - Parameters:
  ///   - advice: what ``Decision/advice(on:in:now:question:)`` suggests; nil for none.
  ///   - slot: when the calendar next has room.
  package func explanation(_ verdict: Verdict, advice: Advice?, slot: NextSlot?) -> String {
    var page = page
    addAccount(of: verdict, to: &page)
    let remedies = Remedies(verdict: verdict)
    if let advice, verdict.gate.decision != .allowed, !remedies.isOver,
      !advice.acts.isEmpty || !advice.remaining.isEmpty
    {
      add(advice, slot, of: verdict, to: &page)
    } else {
      addWayOut(of: verdict, to: &page)
    }
    addNext(of: verdict, to: &page)
    return page.text
  }

  private func add(
    _ advice: Advice, _ slot: NextSlot?, of verdict: Verdict, to page: inout Page
  ) {
    page.heading("What opens the gate" + Self.size(of: advice))
    addPreliminaries(of: verdict, advice, to: &page)
    let edits = advice.remaining.filter { $0.code.needsEdit }
    if !edits.isEmpty {
      page.item("  ", "First, since edits end approvals of what they touch:")
      for reason in edits.prefix(5) { page.item("    • ", reason.message) }
      if edits.count > 5 { page.item("    • ", "and \(edits.count - 5) more") }
      add(Remedies(verdict: verdict).opening(for: edits), to: &page)
      if !verdict.remarks.isEmpty {
        page.item("  ", "Or take back what made it a normal change: see the remark at the top.")
      }
    }
    let width = "\(advice.acts.count)".utf8.count
    for (number, act) in advice.acts.enumerated() {
      let count = "\(number + 1)"
      let lead = String(repeating: " ", count: 2 + width - count.utf8.count) + count + ". "
      page.item(lead, Self.people(of: act) + Self.waiting(act))
      page.line(
        String(repeating: " ", count: 4 + width)
          + Ink.strong(PlainText.line(act.command(on: verdict.change)), hasColour))
    }
    if advice.isApproximate, !advice.acts.isEmpty {
      page.item("  ", "Fewer might do: not every combination was tried.", ink: .dim)
    }
    addOutcome(of: advice, edits, to: &page)
    addTimes(slot, of: verdict, after: advice, to: &page)
  }

  /// What is to be done before any act: what lands under an unsettled policy does not count, and
  /// what waits on a branch need not be made again.
  private func addPreliminaries(of verdict: Verdict, _ advice: Advice, to page: inout Page) {
    let unsettled = advice.remaining.filter { $0.code.unsettlesPolicy }
    if !unsettled.isEmpty {
      page.item("  ", "First, since acts that land before it do not count:")
      for reason in unsettled { page.item("    • ", reason.message) }
    }
    let isWaiting = carriages.contains { $0.kind == .waiting && !$0.branches.isEmpty }
    guard isWaiting else { return }
    page.item("  ", "Acts wait on branches; what they ask for is not to be made again:")
    page.line("    " + Ink.strong("assent land", hasColour))
  }

  private static func size(of advice: Advice) -> String {
    switch advice.acts.count {
    case 0: ""
    case 1: ": one act"
    default: ": \(advice.acts.count) acts" + (advice.isApproximate ? "" : ", the fewest that do")
    }
  }

  private static func people(of act: ProposedAct) -> String {
    guard !act.alternatives.isEmpty else { return act.person }
    return "\(act.person) (or \(list(act.alternatives, limit: 5)))"
  }

  private static func waiting(_ act: ProposedAct) -> String {
    switch act.verb {
    case .resolve: ", whose objection it is"
    case .resume: ", who holds the change"
    case .except: ", if this change may pass the freeze"
    default: ""
    }
  }

  /// What the gate says once all that is done.
  private func addOutcome(of advice: Advice, _ edits: [GateReason], to page: inout Page) {
    // Another window makes whatever was said about the old one void.
    let isReplanned = edits.contains { $0.code.movesTheWindow }
    let rest = advice.remaining.filter {
      !$0.code.needsEdit && !$0.code.unsettlesPolicy && !(isReplanned && $0.code == .windowNotOpen)
    }
    let then = advice.acts.isEmpty && edits.isEmpty ? "" : "Then "
    guard let decision = rest.map(\.code.effect).max() else {
      if isReplanned {
        page.item("  ", "Then the gate waits for the new window.")
      } else if edits.isEmpty {
        page.item("  ", "Then the gate is ALLOWED.")
      }
      return
    }
    page.item(
      "  ",
      then + (then.isEmpty ? "It stays " : "it is still ")
        + decision.rawValue.uppercased() + ":", ink: Self.ink(decision))
    let lifted = advice.acts.contains { $0.verb == .resolve || $0.verb == .resume }
    for reason in rest {
      // What is seen on a branch forbids until it has landed together with what ends it.
      let isLifted = lifted && (reason.code == .objection || reason.code == .held)
      page.item(
        "    \(reason.code.rawValue): ",
        reason.message + (isLifted ? "; until both have landed: assent land" : ""))
    }
  }

  /// When the calendar lets the change happen.
  private func addTimes(
    _ slot: NextSlot?, of verdict: Verdict, after advice: Advice, to page: inout Page
  ) {
    let isReplanned = advice.remaining.contains { $0.code.needsEdit && $0.code.movesTheWindow }
    if let next = verdict.gate.next, !isReplanned {
      page.item("  ", "Time alone changes the answer next at \(slot.stamp(next)).")
    }
    let isMisplaced = verdict.gate.reasons.contains { $0.code.movesTheWindow }
    guard let slot, isMisplaced else { return }
    if let opening = slot.opening {
      page.item(
        "  ", "The next window to open is \(opening.window), \(slot.span(opening.interval)).")
    }
    if let interval = slot.interval {
      page.item(
        "  ",
        "The next free time of the planned length is \(slot.span(interval)); conflicts with "
          + "other changes are judged when it is scheduled.")
    }
  }
}

extension ProposedAct {
  /// The command that makes the act.
  package func command(on change: String) -> String {
    var words = "assent \(verb.name) \(change)"
    if let role { words += " --role \(ShellWord.quoted(role))" }
    for parameter in parameters where parameter.key != "risk" {
      words += " --\(parameter.key) \(ShellWord.quoted(parameter.value))"
    }
    if verb == .except { words += " -m 'WHY'" }
    return words
  }
}

extension NextSlot? {
  /// An instant in UTC and as the calendar's clocks show it.
  fileprivate func stamp(_ instant: Instant) -> String {
    guard let slot = self, let zone = slot.zone else { return "\(instant)" }
    return "\(instant) (\(LocalClock(zone: zone).stamp(instant)) \(slot.zoneName))"
  }
}

extension NextSlot {
  /// `Sat 2026-03-07 22:00–04:00 Europe/Berlin`.
  fileprivate func span(_ interval: ChangeRequest.Interval) -> String {
    guard let zone, let day = zone.local(interval.start)?.day else {
      return "\(interval.start) to \(interval.end)"
    }
    let clock = LocalClock(zone: zone)
    return "\(LocalClock.date(day)) \(clock.span(interval, on: day)) \(zoneName)"
  }
}

extension GateReason.Code {
  /// Whether somebody has to edit the record, or the policy, before anything helps.
  fileprivate var needsEdit: Bool {
    switch self {
    case .lint, .recordError, .policyError, .windowPassed, .windowMisfit, .conflict, .rejected:
      true
    default: false
    }
  }

  /// Whether the policy has to be settled before acts count.
  fileprivate var unsettlesPolicy: Bool { self == .policyPending || self == .policyFork }

  /// Whether another planned window would cure it.
  fileprivate var movesTheWindow: Bool {
    switch self {
    case .windowPassed, .windowMisfit, .conflict, .freeze, .leadTime: true
    default: false
    }
  }
}

package import Decision
internal import Records

/// What another policy makes of one change.
package struct VerdictShift: Sendable {
  /// A requirement whose status is another, named `stage/id`; nil where a policy does not ask it.
  package struct Requirement: Hashable, Sendable {
    package let name: String
    package let before: Status?
    package let after: Status?
  }

  package let before: Verdict
  package let after: Verdict

  package init(before: Verdict, after: Verdict) {
    self.before = before
    self.after = after
  }

  package var change: String { before.change }

  package var title: String { after.record?.title ?? before.record?.title ?? "" }

  /// Whether either policy leaves the change anything to do.
  package var isOpen: Bool {
    [before, after].contains { $0.state != .closed && $0.state != .cancelled }
  }

  /// Whether the stage, the state or the gate's word is another.
  package var flips: Bool {
    before.stage != after.stage || before.state != after.state
      || before.gate.decision != after.gate.decision
  }

  /// Whether anything about it is judged otherwise.
  package var differs: Bool {
    flips || !requirements.isEmpty || !appeared.isEmpty || !vanished.isEmpty
  }

  /// The requirements that stand otherwise, in the order of the stages.
  package var requirements: [Requirement] {
    let (old, new) = (statuses(before), statuses(after))
    var names = new.map(\.name)
    for (index, entry) in old.enumerated() where !names.contains(entry.name) {
      names.insert(entry.name, at: min(index, names.count))
    }
    return names.compactMap { name in
      let was = old.first { $0.name == name }?.status
      let now = new.first { $0.name == name }?.status
      return was == now ? nil : Requirement(name: name, before: was, after: now)
    }
  }

  /// The gate's reasons that only the other policy gives.
  package var appeared: [GateReason] { reasons(of: after, without: before) }

  /// Those that it no longer gives.
  package var vanished: [GateReason] { reasons(of: before, without: after) }

  private func statuses(_ verdict: Verdict) -> [(name: String, status: Status)] {
    verdict.stages.flatMap { stage in
      stage.requirements.map { ("\(stage.stage.rawValue)/\($0.id)", $0.status) }
    }
  }

  private func reasons(of verdict: Verdict, without other: Verdict) -> [GateReason] {
    verdict.gate.reasons.filter { reason in
      !other.gate.reasons.contains { $0.code == reason.code && $0.message == reason.message }
    }
  }
}

import Acts
import Primitives
import Records

@testable import Decision

extension Reference {
  /// Adds what later acts do to earlier ones.
  func end(_ reasons: inout [Int: Set<ActReason>], _ unclear: inout Set<Int>, in scene: Scene) {
    let before = reasons
    func stands(_ number: Int) -> Bool { before[number]?.isEmpty ?? false }
    for number in before.keys.sorted() {
      let act = change.acts[number]
      switch act.statement.verb {
      case .approve:
        if isWithdrawn(act, by: before) { reasons[number]?.insert(.withdrawn) }
      case .test:
        superseded(number, before, &reasons, &unclear)
      case .object:
        if isResolved(act, by: before) { reasons[number]?.insert(.superseded) }
        if let doubt = doubtfulEnd(act, by: before, unclear), doubt { unclear.insert(number) }
      case .hold:
        if isResumed(act, by: before) { reasons[number]?.insert(.superseded) }
        if let doubt = doubtfulEnd(act, by: before, unclear), doubt { unclear.insert(number) }
      case .reject:
        switch isReconsidered(act, by: before) {
        case true?: reasons[number]?.insert(.superseded)
        case false?: break
        case nil: unclear.insert(number)
        }
      default: break
      }
    }
  }

  /// By the same person, for the role or for all, after or beside the approval.
  private func isWithdrawn(_ act: Decision.Act, by reasons: [Int: Set<ActReason>]) -> Bool {
    reasons.contains { number, found in
      let other = change.acts[number]
      return other.statement.verb == .withdraw && found.isEmpty && other.person == act.person
        && other.person != nil
        && (other.statement.role == nil || other.statement.role == act.statement.role)
        && !isBefore(other.commit, act.commit)
    }
  }

  private func superseded(
    _ number: Int, _ before: [Int: Set<ActReason>], _ reasons: inout [Int: Set<ActReason>],
    _ unclear: inout Set<Int>
  ) {
    let act = change.acts[number]
    for (other, found) in before where other != number {
      let later = change.acts[other]
      guard later.statement.verb == .test, later.person == act.person, later.person != nil,
        later.statement.role == act.statement.role,
        later.statement["outcome"] != act.statement["outcome"]
      else { continue }
      let isSound = found.isEmpty
      if isBefore(act.commit, later.commit) {
        if isSound {
          reasons[number]?.insert(.superseded)
        } else if !found.contains(.roleNotHeld), later.faults.isEmpty {
          // Whether a test that does not count is "testing again" is left open.
          unclear.insert(number)
        }
      } else if !isBefore(later.commit, act.commit), found.isEmpty {
        unclear.insert(number)
      }
    }
  }

  private func isResolved(_ act: Decision.Act, by reasons: [Int: Set<ActReason>]) -> Bool {
    let name = "objection:\(act.person ?? ""):\(act.statement["objection"] ?? "")"
    return reasons.contains { number, found in
      let other = change.acts[number]
      guard found.isEmpty, isBefore(act.commit, other.commit) else { return false }
      switch other.statement.verb {
      case .resolve:
        return other.person == act.person
          && other.statement["objection"] == act.statement["objection"]
      case .override: return other.statement["requirement"] == name
      default: return false
      }
    }
  }

  private func isResumed(_ act: Decision.Act, by reasons: [Int: Set<ActReason>]) -> Bool {
    reasons.contains { number, found in
      let other = change.acts[number]
      guard found.isEmpty, other.statement.verb == .resume, isBefore(act.commit, other.commit)
      else { return false }
      if other.person == act.person { return true }
      let lift = policies(of: other).first?.workflow.powers?.lift ?? []
      return other.statement.role.map { lift.contains($0) } ?? false
    }
  }

  /// Whether an act that may or may not count would end this one.
  private func doubtfulEnd(
    _ act: Decision.Act, by reasons: [Int: Set<ActReason>], _ unclear: Set<Int>
  ) -> Bool? {
    reasons.contains { number, found in
      let other = change.acts[number]
      guard found.isEmpty, !isBefore(other.commit, act.commit), other.commit != act.commit else {
        return false
      }
      guard case .unclear = roleCheck(other, in: tip(Instant(seconds: 0))) else { return false }
      switch (act.statement.verb, other.statement.verb) {
      case (.object, .resolve):
        return other.statement["objection"] == act.statement["objection"]
      case (.hold, .resume): return true
      default: return false
      }
    }
  }

  /// An approval by the maker of a rejection, of a record that is another than the rejected.
  private func isReconsidered(_ act: Decision.Act, by reasons: [Int: Set<ActReason>]) -> Bool? {
    var isUnclear = false
    for (number, found) in reasons {
      let other = change.acts[number]
      guard other.statement.verb == .approve, other.person == act.person, other.person != nil,
        isBefore(act.commit, other.commit),
        let old = version(act.version), let new = version(other.version)
      else { continue }
      let isSame = old.head == new.head && old.sections == new.sections
      if isSame, other.version == act.version { continue }
      // Other spelling, or an approval that no longer stands: left open.
      if isSame || !found.isEmpty {
        isUnclear = isUnclear || other.faults.isEmpty
      } else {
        return true
      }
    }
    return isUnclear ? nil : false
  }
}

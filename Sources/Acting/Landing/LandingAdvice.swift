internal import Acts
internal import Decision
internal import Primitives

/// Says why an act of a branch is in the way of its landing, and what to do about it.
struct LandingAdvice {
  let branch: CarrierBranch
  let remote: Remote?

  /// The obstacle that an act is which would not count.
  func obstacle(_ verdict: ActVerdict, _ reason: ActReason) -> LandingObstacle {
    let act = verdict.act
    let person = act.person ?? "somebody unknown"
    var message =
      "\(act.id.short), \(act.statement.verb.name) \(act.statement.change) by \(person), would not "
      + "count (\(reason.rawValue)): \(reason.sentence(verdict, person))"
    if reason == .stale {
      let fields = verdict.detail.prefix(3).map { detail in
        detail.field + (detail.commit.map { " in \($0.short)" } ?? "")
      }
      if !fields.isEmpty { message += "; edited: \(fields.joined(separator: ", "))" }
    }
    return LandingObstacle(reason, act.id, message, hint: hint(act, reason))
  }

  private func hint(_ act: Act, _ reason: ActReason) -> String {
    switch reason {
    case .stale, .expired, .digestMismatch, .digestMissing, .recordMissing:
      "make it again, which takes the place of this branch: \(act.statement.command)"
    case .duplicate, .superseded, .withdrawn:
      "nothing is lost; \(deletion)"
    case .inTheFuture: "land it after \(act.time), or correct the clock and make it again"
    case .policyGap: "settle the policy first: its owners approve it, or `policies/` is restored"
    case .malformed, .unsigned, .signatureUnsupported, .signatureBad, .keyUnknown, .keyCompromised,
      .wrongRepository, .beforeRoot, .keyNotInForce:
      "it will never count; make it again with the command, and \(deletion)"
    case .editsFiles:
      "commit the edit by itself, by pull request; make the act again; \(deletion)"
    default: "somebody who may do this has to; \(deletion)"
    }
  }

  /// How the branch is given up.
  var deletion: String {
    guard let remote else { return "give it up: git branch -D \(branch.name)" }
    return "give it up: git push \(remote.name) :refs/heads/\(branch.name)"
  }
}

internal import Acts
internal import Decision
internal import Diagnostics
internal import Records

/// Checks what a story says beside the policy: a misspelt name would make a case that expects a
/// refusal pass for the wrong reason.
struct PolicyWords {
  let policy: Policy

  private var roles: Roles { Roles(policy: policy) }

  /// Refuses a person whom the policy does not list.
  func check(person: Placed<String>) throws(CaseFault) {
    guard policy.people.people[person.value] == nil else { return }
    throw unknown("nobody is called", person, among: Array(policy.people.people.keys))
  }

  /// Refuses a step that names what the policy does not have.
  func check(_ step: PolicyTestStep) throws(CaseFault) {
    if step.fault?.value != ActReason.keyUnknown.rawValue { try check(person: step.by) }
    for person in step.coAuthors + [step.to].compactMap({ $0 }) { try check(person: person) }
    switch step.deed {
    case .delegate(let role), .recall(let role): try check(role: role, of: step)
    case .act, .edit: break
    }
    for parameter in step.parameters {
      let value = Placed(parameter.value, at: step.span)
      switch parameter.key {
      case "role": try check(role: parameter.value, of: step)
      case "for": try check(person: value)
      case "freeze":
        let known = policy.calendar.freezes.map(\.id)
        guard known.contains(value.value) else {
          throw unknown("the calendar has no freeze", value, among: known)
        }
      default: break
      }
    }
  }

  private func check(role: String, of step: PolicyTestStep) throws(CaseFault) {
    guard !roles.knows(role) else { return }
    let owners = policy.systems.systems.keys.map { Roles.owner(of: $0) }
    throw unknown(
      "there is no role", Placed(role, at: step.span),
      among: Array(policy.people.roles.keys) + owners)
  }

  private func unknown(_ words: String, _ name: Placed<String>, among known: [String])
    -> CaseFault
  {
    CaseFault(
      "\(words) `\(name.value)` in this policy", at: name.span,
      advice: NearestName.of(name.value, among: known.sorted()).map { "did you mean `\($0)`" }
        ?? "see policies/")
  }

  /// Why a signature of a person would not count, whatever is signed; nil if it would.
  func keyFault(of person: String) -> ActReason? {
    guard let known = policy.people.people[person] else { return .keyUnknown }
    let active = known.keys.filter { $0.status == .active }
    guard !active.isEmpty else { return .keyNotInForce }
    let sound = active.filter { $0.compromisedSince == nil }
    guard !sound.isEmpty else { return .keyCompromised }
    let isRead = sound.contains { key in
      if case .ssh = key.material { true } else { false }
    }
    return isRead ? nil : .signatureUnsupported
  }

  func isHuman(_ person: String) -> Bool { policy.people.people[person]?.kind == .human }

  /// Whether somebody vouches for times.
  var hasRecorder: Bool {
    (policy.people.roles["recorder"] ?? []).contains { keyFault(of: $0) == nil }
  }
}

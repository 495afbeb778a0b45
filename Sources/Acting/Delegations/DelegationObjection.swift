internal import Acts
internal import Decision
internal import Diagnostics
internal import Primitives
internal import Records

/// What is wrong with a handing over of a role before anything is written: what the decision would
/// not refuse, and yet gives nobody anything.
struct DelegationObjection {
  let desk: Desk
  let now: Instant

  private var policy: Policy { desk.policy }
  private var history: History { desk.history }

  func refusal(of delegation: Delegation) -> ActingError? {
    let roles = Roles(policy: policy)
    guard roles.knows(delegation.role) else { return unknownRole(delegation.role) }
    guard policy.people.people[delegation.to] != nil else { return unknownPerson(delegation.to) }
    guard let days = delegation.days else { return refusalOfRecall(delegation) }
    guard days.from < days.until else {
      return .usage(
        "from \(days.from) until \(days.until) is no day",
        hint: "the day of --until is the first on which the role is back")
    }
    let own = history.canonical(desk.signatory.person)
    if history.canonical(delegation.to) == own {
      return .refusal("nobody hands a role to themselves")
    }
    let holders = roles.holders(of: delegation.role).map(history.canonical)
    guard holders.contains(own) else {
      return .refusal(
        "\(desk.signatory.person) does not hold `\(delegation.role)`, so it is not theirs to hand "
          + "over", hint: handedOver(delegation.role, own))
    }
    if holders.contains(history.canonical(delegation.to)) {
      return .refusal("\(delegation.to) holds `\(delegation.role)` already")
    }
    guard roles.isActive(delegation.to) else {
      return .refusal("\(delegation.to) has no key in force with which to act")
    }
    return repetition(of: delegation, days)
  }

  private func repetition(of delegation: Delegation, _ days: Delegation.Days) -> ActingError? {
    let standing = delegations(in: history, now: now).first { standing in
      guard let known = standing.act.delegation.days else { return false }
      return standing.act.signer == history.canonical(desk.signatory.person)
        && standing.act.delegation.role == delegation.role
        && history.canonical(standing.act.delegation.to) == history.canonical(delegation.to)
        && [.active, .upcoming, .unlanded].contains(standing.state)
        && known.from <= days.from && days.until <= known.until
    }
    return standing.map {
      .refusal(
        "commit \($0.commit.short) hands that role to \(delegation.to) for these days already",
        hint: $0.state == .unlanded ? "assent land" : nil)
    }
  }

  private func refusalOfRecall(_ recall: Delegation) -> ActingError? {
    let own = history.canonical(desk.signatory.person)
    let given = delegations(in: history, now: now).filter {
      $0.act.signer == own && $0.act.delegation.role == recall.role
        && history.canonical($0.act.delegation.to) == history.canonical(recall.to)
    }
    if given.contains(where: { [.active, .upcoming, .unlanded].contains($0.state) }) { return nil }
    guard let last = given.last else {
      return .refusal(
        "\(desk.signatory.person) handed no `\(recall.role)` to \(recall.to)",
        hint: "assent delegation list")
    }
    return .refusal(
      "commit \(last.commit.short), which handed `\(recall.role)` to \(recall.to), is "
        + "\(last.state.rawValue) already")
  }

  /// A role that was handed over is not passed on.
  private func handedOver(_ role: String, _ own: String) -> String? {
    let isDelegate = delegations(in: history, now: now).contains {
      $0.state == .active && $0.act.delegation.role == role
        && history.canonical($0.act.delegation.to) == own
    }
    return isDelegate ? "a role that was handed to you is not passed on" : nil
  }

  private func unknownRole(_ role: String) -> ActingError {
    let known =
      policy.people.roles.keys.sorted()
      + policy.systems.systems.keys.sorted().map {
        Roles.owner(of: $0)
      }
    return .usage(
      "the policy knows no role `\(role)`",
      hint: NearestName.of(role, among: known).map { "did you mean \($0)?" }
        ?? "policies/people.yaml has the roles; an owner's is spelt 'system-owner(SYSTEM)'")
  }

  private func unknownPerson(_ person: String) -> ActingError {
    .usage(
      "policies/people.yaml has no `\(person)`",
      hint: NearestName.of(person, among: policy.people.people.keys.sorted())
        .map { "did you mean \($0)?" })
  }
}

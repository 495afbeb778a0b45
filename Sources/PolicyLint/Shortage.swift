internal import Decision
internal import Diagnostics
internal import Records

/// Why the people of a role do not fill a seat, even if all of them act.
enum Shortage: Hashable {
  /// Nobody holds the role.
  case unheld
  /// Whoever holds it has no active key.
  case inactive
  /// Whoever holds it and has a key is a machine where a human is asked for, or the other way.
  case wrongKind
  /// So many could act, which is not enough.
  case tooFew(Int)
}

extension PolicyContext {
  /// The seats that cannot be filled, why, and how much that weighs: less where the policy has
  /// another way.
  func shortages(
    _ wanted: (Shortage) -> Bool
  ) -> [(ask: Ask, quorum: Requirement.Quorum, why: Shortage, severity: Severity)] {
    seats.compactMap { ask, quorum in
      guard quorum.role != "system-owner", let why = shortage(quorum), wanted(why) else {
        return nil
      }
      // Advice that nobody can give blocks nothing, unless it cannot even be asked for.
      let isHarmless = ask.isAdvice && why != .unheld
      let hasOtherWay = isHarmless || ask.alternatives.contains { canBeMet($0) }
      return (ask, quorum, why, hasOtherWay ? .warning : .error)
    }
  }

  /// Why a quorum of a plain role cannot be met; nil if it can.
  func shortage(_ quorum: Requirement.Quorum) -> Shortage? {
    let holders = roles.holders(of: quorum.role)
    guard !holders.isEmpty else { return .unheld }
    let active = holders.filter(roles.isActive)
    guard !active.isEmpty else { return .inactive }
    let able = able(quorum.role, quorum.seat)
    guard !able.isEmpty else { return .wrongKind }
    return able.count < quorum.count ?? 0 ? .tooFew(able.count) : nil
  }

  /// Whether a requirement can be met when everybody who may acts, one person excepted.
  ///
  /// Owners of systems are looked at system by system elsewhere, and `when` is left out: here it
  /// is asked whether there are people enough.
  func canBeMet(_ requirement: Requirement, without person: String? = nil) -> Bool {
    switch requirement.kind {
    case .empty: false
    case .all: requirement.bindingParts.allSatisfy { canBeMet($0, without: person) }
    case .any: requirement.bindingParts.contains { canBeMet($0, without: person) }
    case .atLeast(let number, _):
      requirement.bindingParts.count { canBeMet($0, without: person) } >= max(1, number ?? Int.max)
    case .quorum(let quorum):
      quorum.role == "system-owner"
        || able(quorum.role, quorum.seat).count { $0 != person } >= quorum.count ?? Int.max
    }
  }
}

/// Whom separation of duties keeps out of a stage.
struct Absence {
  /// What a person does to be kept out, such as `asks for`.
  let deeds: [String]

  /// `asks for or implements`.
  var words: String {
    guard let last = deeds.last, deeds.count > 1 else { return deeds.joined() }
    return deeds.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension PolicyContext {
  /// What would keep a person out of a stage; nil if nothing could.
  func absence(of person: String, from rule: StageRule) -> Absence? {
    let deeds = StageRule.Exclusion.allCases.filter {
      rule.not.contains($0) && could(person, $0)
    }.map(Self.deed)
    return deeds.isEmpty ? nil : Absence(deeds: deeds)
  }

  private static func deed(_ exclusion: StageRule.Exclusion) -> String {
    switch exclusion {
    case .requester: "asks for"
    case .contributors: "edits"
    case .implementer: "implements"
    case .approvers: "approves"
    case .testers: "tests"
    }
  }

  /// Whether a person could come to be excluded: anybody can ask and edit, the rest takes a role.
  private func could(_ person: String, _ exclusion: StageRule.Exclusion) -> Bool {
    switch exclusion {
    case .requester, .contributors: !roles.isMachine(person)
    case .implementer: sits(person, in: .implemented)
    case .approvers: sits(person, in: .approved)
    case .testers: sits(person, in: .tested)
    }
  }

  private func sits(_ person: String, in stage: Stage) -> Bool {
    let quorums = workflows.flatMap { $0.stages[stage]?.require?.quorums ?? [] }
    return quorums.contains { quorum in
      guard quorum.role == "system-owner" else {
        return roles.holders(of: quorum.role).contains(person)
      }
      return policy.systems.systems.values.contains { $0.owners.contains(person) }
    }
  }
}

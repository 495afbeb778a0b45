package import Decision
package import Primitives
internal import Records

/// Compares the people of the policies with a staff list.
package struct StaffComparison: Sendable {
  private let isWhole: Bool
  /// By person, what the list says.
  private let employment: [String: PersonAccount.Employment]
  /// Lines of the list that name nobody whom a policy ever knew.
  package let strangers: [Int]

  package init(staff: StaffList, history: History) {
    isWhole = staff.isWhole
    var byEmail: [[UInt8]: Set<String>] = [:]
    var byKey: [String: Set<String>] = [:]
    for version in history.policies {
      for (id, person) in version.policy.people.people {
        let canonical = history.canonical(id)
        for email in person.email {
          byEmail[StaffList.lowered(email), default: []].insert(canonical)
        }
        for key in person.keys { byKey[key.auditName, default: []].insert(canonical) }
      }
    }
    var result: [String: PersonAccount.Employment] = [:]
    var known: Set<String> = []
    for version in history.policies {
      known.formUnion(version.policy.people.people.keys.map(history.canonical))
    }
    var strangers: [Int] = []
    for entry in staff.entries {
      let people: Set<String> =
        switch entry.name {
        case .person(let id): [history.canonical(id)]
        case .email(let email): byEmail[Array(email.utf8)] ?? []
        case .key(let key): byKey[key] ?? []
        }
      if people.isDisjoint(with: known) { strangers.append(entry.line) }
      for person in people {
        // Of lines that contradict each other the earliest leaving holds.
        switch (result[person], entry.left) {
        case (.left(let known)?, let day?): result[person] = .left(min(known, day))
        case (.left?, nil): break
        case (_, let day?): result[person] = .left(day)
        case (_, nil): result[person] = .employed
        }
      }
    }
    employment = result
    self.strangers = strangers
  }

  /// What the list says about somebody.
  package func employment(of person: String) -> PersonAccount.Employment {
    employment[person] ?? .unknown
  }

  /// The first instant at which somebody no longer worked here; nil if they do, or if the list does
  /// not say.
  package func end(of person: String, in zone: String, _ rules: TimeZoneRules) -> Instant? {
    guard case .left(let day) = employment(of: person) else { return nil }
    let next = CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1)
    do throws(AuditPeriod.Fault) { return try AuditPeriod.beginning(of: next, zone, rules) } catch {
      // Beyond what is known of the zone: the day in UTC, twelve hours early to be strict.
      return Instant(seconds: Int64(next.daysSinceEpoch) * 86_400 - 43_200)
    }
  }

  /// The account with what the list says, and what a reader should look at.
  func judged(_ account: PersonAccount) -> PersonAccount {
    var result = account
    result.employment = employment(of: account.id)
    switch result.employment {
    case .left(let day):
      let keys = account.keys.filter { $0.until == nil && $0.status == "active" }
      let roles = account.roles.filter { $0.until == nil }
      if !keys.isEmpty {
        result.remarks.append(
          "left on \(day) and still has an active key: \(keys.map(\.name).joined(separator: ", "))")
      }
      if !roles.isEmpty {
        result.remarks.append(
          "left on \(day) and still holds \(roles.map(\.name).joined(separator: ", "))")
      }
    case .unknown:
      if isWhole, !account.isMachine { result.remarks.append("the staff list does not know them") }
    case .employed: break
    }
    return result
  }
}

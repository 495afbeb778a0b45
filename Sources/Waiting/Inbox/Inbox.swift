package import Primitives
package import Records

/// What waits for one person.
package struct Inbox: Hashable, Sendable {
  /// The id in `policies/people.yaml`.
  package let person: String
  package let name: String
  /// Where the person can be written to; nil if the policy lists no address.
  package let address: String?
  /// In the order in which they are to be done.
  package let tasks: [WaitingAct]
}

/// The inboxes of several people, and what they rest on.
package struct Inboxes: Hashable, Sendable {
  /// The repository as acts name it.
  package let repository: String
  package let now: Instant
  package let zoneName: String
  package let zone: TimeZoneRules?
  package let trunkReference: String
  package let trunkCommit: ObjectID
  /// Why no act would count at present, in words; nil as a rule.
  package let problem: String?
  package private(set) var people: [Inbox]

  package init(
    of people: [String], tasks: [WaitingAct], policy: Policy, zone: TimeZoneRules?, now: Instant,
    trunkReference: String, trunkCommit: ObjectID, problem: String?
  ) {
    let byPerson = Dictionary(grouping: tasks, by: \.person)
    self.people = people.map { id in
      let entry = policy.people.people[id]
      return Inbox(
        person: id, name: entry?.name ?? id, address: entry?.email.first,
        tasks: (byPerson[id] ?? []).sorted(by: WaitingAct.precedes))
    }
    repository = policy.charter.repository
    zoneName = policy.calendar.timeZone
    self.zone = zone
    self.now = now
    self.trunkReference = trunkReference
    self.trunkCommit = trunkCommit
    self.problem = problem
  }

  /// The same with one person alone.
  package func only(_ inbox: Inbox) -> Inboxes {
    var copy = self
    copy.people = [inbox]
    return copy
  }
}

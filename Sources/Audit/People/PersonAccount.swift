package import Primitives

/// Who a person was during the period: what they might do, and what they did.
package struct PersonAccount: Hashable, Sendable {
  /// Something that held from a policy on.
  package struct Tenure: Hashable, Sendable {
    /// The role, or the fingerprint of the key.
    package let name: String
    /// The commit of the first policy in force that has it, and of the first that has it no more.
    package let from: ObjectID
    package let until: ObjectID?
    package let fromTime: Instant
    package let untilTime: Instant?
    /// For keys: `active`, `retired` or `compromised` at the standpoint.
    package let status: String?

    package init(
      name: String, from: ObjectID, until: ObjectID?, fromTime: Instant, untilTime: Instant?,
      status: String?
    ) {
      self.name = name
      self.from = from
      self.until = until
      self.fromTime = fromTime
      self.untilTime = untilTime
      self.status = status
    }
  }

  /// What a staff list says about the person.
  package enum Employment: Hashable, Sendable {
    case unknown
    case employed
    case left(CivilDate)
  }

  package var id: String
  package var name: String
  package var isMachine: Bool
  package var keys: [Tenure]
  package var roles: [Tenure]
  package var employment: Employment
  /// By verb, such as `approve`: how many acts of theirs in the period counted.
  package var acts: [String: Int]
  /// Changes of the population by part, such as `requester`.
  package var parts: [String: [String]]
  /// What a reader should look at: a leaver with an active key, say.
  package var remarks: [String]

  package init(
    id: String, name: String, isMachine: Bool, keys: [Tenure] = [], roles: [Tenure] = [],
    employment: Employment = .unknown, acts: [String: Int] = [:], parts: [String: [String]] = [:],
    remarks: [String] = []
  ) {
    self.id = id
    self.name = name
    self.isMachine = isMachine
    self.keys = keys
    self.roles = roles
    self.employment = employment
    self.acts = acts
    self.parts = parts
    self.remarks = remarks
  }
}

/// How often one person approved what another requested or implemented.
package struct DutyPair: Hashable, Sendable {
  /// The part of the other: `requester` or `implementer`.
  package let part: String
  package let person: String
  package let approver: String
  package let changes: [String]
  /// Whether both are one: what must not be.
  package var isBreach: Bool { person == approver }

  package init(part: String, person: String, approver: String, changes: [String]) {
    self.part = part
    self.person = person
    self.approver = approver
    self.changes = changes
  }
}

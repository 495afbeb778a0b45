internal import Acts
internal import Audit
internal import Primitives

extension AuditTable {
  /// Who might do what, and did.
  package static let people = AuditTable(
    "people", sheet: "People",
    "A person of the policies in force during the period, sorted by id.",
    columns: [
      Column("id", width: 20, "The person's id in the policy."),
      Column("name", width: 26, "The name."),
      Column("machine", .flag, width: 8, "Whether it is a machine."),
      Column("employment", width: 12, "`employed`, `left` or `unknown`, by the staff list."),
      Column("left-on", width: 12, "The day of leaving, by the staff list."),
      Column("roles", width: 40, "Roles, each with the times from which and up to which it held."),
      Column("keys", width: 60, "Keys, likewise, each with its status."),
      Column("acts", width: 30, "How many acts of the period counted, by verb."),
      Column("changes", width: 30, "In how many changes of the period, by part."),
      Column("remarks", width: 50, "What a reader should look at."),
    ]
  ) { report, emit in
    for person in report.people {
      emit { row in
        row.text(person.id)
        row.text(person.name)
        row.word(person.isMachine)
        row.text(person.employment.word)
        row.text(person.employment.day?.description)
        row.list(person.roles.map(\.words))
        row.list(person.keys.map(\.words))
        row.list(person.acts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
        row.list(person.parts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" })
        row.list(person.remarks)
      }
    }
  }

  /// Who approved for whom.
  package static let duties = AuditTable(
    "duties", sheet: "Duties",
    "How often one person approved what another requested or implemented.",
    columns: [
      Column("part", width: 14, "`requester` or `implementer`: the part of `person`."),
      Column("person", width: 20, "Who requested or implemented."),
      Column("approver", width: 20, "Who approved."),
      Column("count", .number, width: 8, "In how many changes."),
      Column("breach", .flag, width: 8, "Whether both are one, which must not be."),
      Column("changes", width: 60, "The changes."),
    ]
  ) { report, emit in
    for pair in report.duties {
      emit { row in
        row.text(pair.part)
        row.text(pair.person)
        row.text(pair.approver)
        row.number(pair.changes.count)
        row.word(pair.isBreach)
        row.list(pair.changes)
      }
    }
  }

  /// The policies of the period.
  package static let policies = AuditTable(
    "policies", sheet: "Policies",
    "A policy that was in force during part of the period, in order.",
    columns: [
      Column("version", .number, width: 8, "Its number in `policies/assent.yaml`."),
      Column("digest", width: 42, "The SHA-256 that its owners signed."),
      Column("commit", width: 42, "The commit of the trunk from which it was in force."),
      Column("from", .time, "When that was."),
      Column("from-source", width: 10, "What vouches for that time."),
      Column("until", .time, "When the next came into force; empty if none did."),
      Column("trust-root", .flag, width: 10, "Whether it is trusted because it stands there."),
      Column("approvals", width: 60, "Who approved it, when, and by which commit."),
      Column("changed-files", width: 50, "The paths below `policies/` that it changed."),
    ]
  ) { report, emit in
    for policy in report.policies {
      emit { row in
        row.number(policy.version)
        row.digest(policy.digest)
        row.commit(policy.commit)
        row.time(policy.from.time)
        row.text(policy.from.source.rawValue)
        row.time(policy.until?.time)
        row.word(policy.isTrustRoot)
        row.list(policy.approvals.map { "\($0.person) \($0.time) \($0.commit)" })
        row.list(policy.changedFiles)
      }
    }
  }
}

extension PersonAccount.Employment {
  var word: String {
    switch self {
    case .unknown: "unknown"
    case .employed: "employed"
    case .left: "left"
    }
  }

  var day: CivilDate? {
    guard case .left(let day) = self else { return nil }
    return day
  }
}

extension PersonAccount.Tenure {
  /// The name, when it held, and its status.
  fileprivate var words: String {
    let end = untilTime.map { " until \($0)" } ?? ""
    return "\(name) from \(fromTime)\(end)" + (status.map { " (\($0))" } ?? "")
  }
}

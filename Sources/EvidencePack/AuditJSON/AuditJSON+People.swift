internal import Audit
internal import Primitives
internal import Records
internal import Reporting

extension AuditJSON {
  static func person(_ person: PersonAccount) -> JSONValue {
    .object([
      ("id", .string(person.id)), ("name", .string(person.name)),
      ("machine", .bool(person.isMachine)), ("keys", .array(person.keys.map(tenure))),
      ("roles", .array(person.roles.map(tenure))), ("employment", employment(person.employment)),
      (
        "acts",
        .object(person.acts.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
      ),
      (
        "parts",
        .object(person.parts.sorted { $0.key < $1.key }.map { ($0.key, .texts($0.value)) })
      ),
      ("remarks", .texts(person.remarks)),
    ])
  }

  private static func tenure(_ tenure: PersonAccount.Tenure) -> JSONValue {
    .object([
      ("name", .string(tenure.name)), ("from", .text(tenure.from)), ("until", .text(tenure.until)),
      ("from-time", .text(tenure.fromTime)), ("until-time", .text(tenure.untilTime)),
      ("status", .text(tenure.status)),
    ])
  }

  private static func employment(_ employment: PersonAccount.Employment) -> JSONValue {
    switch employment {
    case .unknown: .null
    case .employed: .object([("state", .string("employed")), ("left", .null)])
    case .left(let day): .object([("state", .string("left")), ("left", .text(day))])
    }
  }

  static func duty(_ duty: DutyPair) -> JSONValue {
    .object([
      ("part", .string(duty.part)), ("person", .string(duty.person)),
      ("approver", .string(duty.approver)), ("breach", .bool(duty.isBreach)),
      ("changes", .texts(duty.changes)),
    ])
  }

  static func suppression(_ suppression: AuditReport.Suppression) -> JSONValue {
    let entry = suppression.suppression
    var (record, path): (String?, String?)
    switch entry.subject {
    case .record(let id): record = id
    case .path(let text): path = text
    }
    return .object([
      ("rule", .string(entry.rule)), ("record", .text(record)), ("path", .text(path)),
      ("place", .text(entry.place)), ("reason", .string(entry.reason)),
      ("until", .text(entry.until)), ("line", .number(entry.line)),
      ("since", moment(suppression.since)), ("expired", .bool(suppression.isExpired)),
    ])
  }
}

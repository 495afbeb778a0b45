internal import Diagnostics
internal import YAMLTree

/// The shape of a requirement: a quorum of a role, or `all`, `any` or `at-least` of others.
enum RequirementShape {
  /// One requirement; requirements contain each other.
  static let requirement: Shape<Requirement> = Shape(schema: .reference("requirement")) {
    node, reading in
    draft.read(node, &reading).flatMap { finish($0, node, &reading) }
  }

  /// The schema behind the reference.
  static var schema: Schema { draft.schema }

  private struct Draft: Sendable {
    var id: String?
    var level: Requirement.Level?
    var when: [Requirement.Condition] = []
    var role: String?
    var count: Int?
    var per: Requirement.PerSystem?
    var seat = Requirement.Seat.human
    var fallback: String?
    var all: [Requirement]?
    var any: [Requirement]?
    var atLeast: AtLeast?
  }

  private struct AtLeast: Sendable {
    var number: Int?
    var of: [Requirement] = []
  }

  private static let draft: Shape<Draft> = Shape<Draft>.object({ Draft() }) {
    Field("id", .text(.identifier), \.id, "The id by which others name the requirement.")
    Field("level", .choice, \.level, "How much it weighs if unmet.")
    Field("when", conditions, \.when, "When it applies.")
    Field("role", .text(.roleName), \.role, "The role whose people are asked.")
    Field("count", .integer(1...1000), \.count, "How many of them.")
    Field("per", .choice, \.per, "Which systems it is repeated for.")
    Field("seat", .choice, \.seat, "Whether a machine may fill it.")
    Field(
      "fallback", .text(.roleName), \.fallback,
      "The role that stands in for a system without owners.")
    Field("all", requirement.list(), \.all, "Requirements that all have to hold.")
    Field("any", requirement.list(), \.any, "Requirements of which one has to hold.")
    Field("at-least", atLeast, \.atLeast, "Requirements of which so many have to hold.")
  }

  private static let atLeast: Shape<AtLeast> = Shape<AtLeast>.object({ AtLeast() }) {
    Field("n", .integer(1...1000), \.number, "How many have to hold.")
    Field("of", requirement.list(), \.of, "The requirements.")
  }

  static let conditions = Shape<[Requirement.Condition]>.object({ [] }) {
    condition(.risk, Shape<ChangeRequest.Risk>.choice.raw, "The risk.")
    condition(.type, Shape<ChangeRequest.Kind>.choice.raw, "The type of change.")
    condition(.environment, .text(.line), "The environment.")
    condition(.system, .text(.systemID), "A system that is changed.")
    condition(.zone, .text(.identifier), "A zone of a system that is changed.")
    condition(
      .criticality, Shape<Systems.Criticality>.choice.raw,
      "The criticality of a system that is changed.")
    condition(
      .outage, Shape<ChangeRequest.Assessment.OutageKind>.choice.raw, "What users notice.")
  }.then { conditions, node, reading -> [Requirement.Condition]? in
    if case .mapping(let entries) = node.content, entries.isEmpty {
      reading.report(
        "bad-value", { "\($0) names no field" }, at: node.span,
        advice: "remove `when`, or say when the requirement applies")
    }
    return conditions
  }

  private static func condition(
    _ field: Requirement.Condition.Field, _ shape: Shape<String>, _ documentation: String
  ) -> Field<[Requirement.Condition]> {
    Field(field.rawValue, shape.list(isEmptyAllowed: false), documentation) {
      $1.append(Requirement.Condition(field: field, values: $0))
    }
  }

  /// One requirement of what was written. What was left out is kept as left out: judging it is
  /// the decision's business, and never `satisfied`.
  private static func finish(
    _ draft: Draft, _ node: Node, _ reading: inout Reading
  ) -> Requirement? {
    let written = ["role", "all", "any", "at-least"].filter { node[$0] != nil }
    guard written.count <= 1 else {
      reading.report(
        "policy-requirement", { "\($0) is \(wordList(written)) at once" }, at: node.span,
        advice: "put the parts into one `all`")
      return nil
    }
    reportStray(written.first, node, &reading)
    var requirement = Requirement(kind: kind(draft))
    (requirement.id, requirement.level) = (draft.id, draft.level ?? .soft)
    requirement.statesLevel = draft.level != nil
    (requirement.when, requirement.line) = (draft.when, node.span.start.line)
    return requirement
  }

  private static func kind(_ draft: Draft) -> Requirement.Kind {
    if let role = draft.role {
      var quorum = Requirement.Quorum(role: role)
      (quorum.count, quorum.per) = (draft.count, draft.per)
      (quorum.seat, quorum.fallback) = (draft.seat, draft.fallback)
      return .quorum(quorum)
    }
    if let all = draft.all, !all.isEmpty { return .all(all) }
    if let any = draft.any, !any.isEmpty { return .any(any) }
    if let atLeast = draft.atLeast, !atLeast.of.isEmpty {
      return .atLeast(atLeast.number, atLeast.of)
    }
    return .empty
  }

  /// Parts of a quorum where no role is asked: they would be ignored without a word.
  private static func reportStray(_ kind: String?, _ node: Node, _ reading: inout Reading) {
    guard kind != "role" else { return }
    for key in ["count", "per", "seat", "fallback"] {
      guard let stray = node[key] else { continue }
      reading.report(
        "policy-requirement", { "\($0) has `\(key)` but no `role`" }, at: stray.span,
        advice: "add `role`, or remove `\(key)`")
    }
  }
}

extension Shape where Value: RawRepresentable<String> {
  /// The same values as text.
  fileprivate var raw: Shape<String> { then { value, _, _ in value.rawValue } }
}

internal import Acts
internal import Diagnostics
internal import Primitives
internal import YAMLTree

/// The shape of `policies/workflow.yaml`.
enum WorkflowShape {
  /// The whole file.
  static let workflow = Shape<Workflow>.object({ Workflow() }) {
    Field(
      checking: "schema", .choice([("assent/workflow/1", ())]), required: true,
      "The format of the file and its version.")
    Field("for", RequirementShape.conditions, \.appliesTo, "Which changes it is for.")
    Field("clock", .choice, \.clock, "Which times a rule on time may rest on.")
    Field("stages", stages, \.stages, required: true, "What each stage asks for.")
    Field("gate", gate, required: true, "The gate and the last stage that it asks for.") {
      ($1.gateName, $1.gateStage, $1.gateLine) = ($0.name, $0.stage, $0.line)
    }
    Field("artifact", .choice, \.artifact, "When it is fixed what is deployed.")
    Field("emergency", emergency, \.emergency, "The short way of an emergency.")
    Field("powers", powers, \.powers, "Who may forbid, lift and override.")
  }

  /// A file of `policies/workflows/`: what it asks for beside the main workflow.
  static let further = Shape<Workflow>.object({ Workflow() }) {
    Field(
      checking: "schema", .choice([("assent/workflow/1", ())]), required: true,
      "The format of the file and its version.")
    Field(
      "for", RequirementShape.conditions, \.appliesTo, required: true, "Which changes it is for.")
    Field("stages", stages, \.stages, required: true, "What each stage asks for.")
  }

  private struct Gate: Sendable {
    let name: String
    let stage: Stage
    let line: Int
  }

  private static let gate = Shape<Stage>.choice.map(by: .identifier).then {
    gates, node, reading -> Gate? in
    guard case .mapping(let entries) = node.content, let entry = entries.first,
      entries.count == 1
    else {
      reading.report(
        "policy-gate", { "\($0) names \(gates.count) gates, not one" }, at: node.span,
        advice: "write one gate, such as `gate: {deploy: scheduled}`")
      return nil
    }
    return gates[entry.key].map {
      Gate(name: entry.key, stage: $0, line: entry.keySpan.start.line)
    }
  }

  private struct EmergencyDraft: Sendable {
    var before: Requirement?
    var validFor: Period?
    var ratifyWithin: Period?
    var reviewWithin: Period?
  }

  private static let emergency = Shape<EmergencyDraft>.object({ EmergencyDraft() }) {
    Field(
      "before", RequirementShape.requirement, \.before, required: true,
      "Who has to approve before implementation.")
    Field(
      "valid-for", .period, \.validFor, required: true, "How long that approval holds.")
    Field(
      "ratify-within", .period, \.ratifyWithin, required: true,
      "By when the ordinary approvals are due.")
    Field("review-within", .period, \.reviewWithin, "By when the review is due.")
  }.then { draft, node, _ -> EmergencyRule? in
    guard let before = draft.before, let validFor = draft.validFor,
      let ratifyWithin = draft.ratifyWithin
    else { return nil }
    var rule = EmergencyRule(before: before, validFor: validFor, ratifyWithin: ratifyWithin)
    (rule.reviewWithin, rule.line) = (draft.reviewWithin, node.span.start.line)
    return rule
  }

  private static let roles = Shape.text(.roleName).list()

  private static let powers = Shape<Powers>.object({ Powers() }, line: \.line) {
    Field("object", roles, \.object, "Roles that may object.")
    Field("reject", roles, \.reject, "Roles that may reject.")
    Field("hold", roles, \.hold, "Roles that may hold.")
    Field("cancel", roles, \.cancel, "Roles that may cancel.")
    Field("lift", roles, \.lift, "Roles that may lift another's hold.")
    Field(
      "override", roles.map(by: .identifier), \.override,
      "Roles that may override a requirement, an objection, a contributor or a flag.")
  }
}

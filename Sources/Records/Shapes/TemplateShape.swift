internal import Diagnostics
internal import Primitives
internal import YAMLTree

/// The shape of `policies/templates/STD-….yaml`.
enum TemplateShape {
  /// The whole file.
  static let template = Shape<Template>.object({ Template() }) {
    Field(
      checking: "schema", .choice([("assent/template/1", ())]), required: true,
      "The format of the file and its version.")
    Field("id", .text(.templateID), \.id, required: true, "The template's id.")
    Field(
      "version", .integer(1...1_000_000), \.version, required: true,
      "The template's version, named by the records made from it.")
    Field("title", .text(.line), \.title, "What a change of this kind does.")
    Field("description", .text, \.description, "When to use it.")
    Field(
      "retire-at", .instant, \.retireAt,
      "Until when records of the version before may still be carried out.")
    Field(
      "suspend-after", .integer(1...1000), \.suspendAfter,
      "How many failed or rolled-back uses suspend this version.")
    Field(
      "systems", Shape.text(.systemID).list(), \.systems, "The systems that it is meant for.")
    Field("risk", .choice, \.risk, "The risk of every change of this kind.")
    Field(
      "parameters", parameter.map(by: .token), \.parameters,
      "What a record made from it may choose.")
    Field("record", content, \.content, "The sections of every record made from it.")
  }

  private struct Draft: Sendable {
    var pattern: String?
    var values: [String]?
  }

  private static let parameter = Shape<Draft>.object({ Draft() }) {
    Field(
      "pattern", .text(.line), \.pattern,
      "What the whole value looks like: characters, `.` and classes such as `[0-9A-F]`, each with "
        + "`?`, `*`, `+` or `{2,4}` after it.")
    Field(
      "one-of", Shape.text.list(isEmptyAllowed: false), \.values, "The values to choose from.")
  }.then { draft, node, reading -> Template.Parameter? in
    switch (draft.pattern, draft.values) {
    case (let text?, nil):
      guard let pattern = ParameterPattern(text) else {
        reading.report(
          "policy-template", { "\($0) holds no pattern" }, at: node["pattern"]?.span ?? node.span,
          advice: "use characters, `.`, classes such as `[0-9A-F]`, and `?`, `*`, `+`, `{2,4}`")
        return nil
      }
      return .pattern(pattern)
    case (nil, let values?): return .oneOf(values)
    default:
      reading.report(
        "policy-template", { "\($0) needs either `pattern` or `one-of`" }, at: node.span,
        advice: "give exactly one of the two")
      return nil
    }
  }

  /// The sections that a template writes once for all its records. What a record sets itself, and
  /// what happens later, has no place in it.
  private static let content = Shape<ChangeRequest>.object({ ChangeRequest() }) {
    Field("request", request, \.request, "What every request says.")
    Field("assessment", RecordShape.assessment, \.assessment, "What is at stake.")
    Field("testing", RecordShape.testing, \.testing, "How it was tested.")
    Field(
      "implementation", implementation, \.implementation, "The way there.")
    Field("rollback", RecordShape.rollback, \.rollback, "The way back.")
  }

  private static let request = Shape<ChangeRequest.Request>.object({ ChangeRequest.Request() }) {
    Field("description", .text, \.description, "What is changed.")
    Field("justification", .text, \.justification, "Why it is changed.")
    Field("expected-outcome", .text, \.expectedOutcome, "What is better afterwards.")
    Field("environment", .text(.line), \.environment, "Where.")
  }

  private static let implementation = RecordShape.implementation.then {
    plan, node, reading -> ChangeRequest.Implementation? in
    if plan.implementer != nil {
      reading.report(
        "policy-template", { "\($0) names the implementer" },
        at: node["implementer"]?.span ?? node.span, advice: "leave it to each record")
    }
    return plan
  }
}

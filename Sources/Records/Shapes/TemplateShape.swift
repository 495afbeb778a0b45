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
      "retire-at", .instant, \.retireAt, "Until when records of the version before may be used.")
    Field(
      "systems", Shape.text(.systemID).list(), \.systems, "The systems that it is meant for.")
    Field("risk", .choice, \.risk, "The risk of every change of this kind.")
    Field(
      "parameters", parameter.map(by: .token), \.parameters,
      "What a record made from it may choose.")
    Field("record", record, \.record, "The sections of every record made from it.")
  }

  private struct Draft: Sendable {
    var pattern: String?
    var values: [String]?
  }

  private static let parameter = Shape<Draft>.object({ Draft() }) {
    Field("pattern", .text(.line), \.pattern, "A pattern with `*` that the value has to match.")
    Field(
      "one-of", Shape.text.list(isEmptyAllowed: false), \.values, "The values to choose from.")
  }.then { draft, node, reading -> Template.Parameter? in
    switch (draft.pattern, draft.values) {
    case (let pattern?, nil): return .pattern(pattern)
    case (nil, let values?): return .oneOf(values)
    default:
      reading.report(
        "policy-template", { "\($0) needs either `pattern` or `one-of`" }, at: node.span,
        advice: "give exactly one of the two")
      return nil
    }
  }

  private static let record = Shape<Node>.open.then { node, _, reading -> Node? in
    if case .mapping = node.content { return node }
    reading.reportWrongType(node, wanted: "a mapping", advice: nil)
    return nil
  }
}

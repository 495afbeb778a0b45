internal import Acting
internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Reporting

/// `assent/act/1`: what was signed, for scripts.
enum ActJSON {
  static func result(_ result: ActMaker.Result) -> JSONValue {
    .object([
      ("schema", .string("assent/act/1")), ("commit", .text(result.commit)),
      ("person", .string(result.draft.signatory.person)), ("pushed", .bool(result.pushed)),
      ("refs", .array(result.places.map { .string($0) })), ("acts", acts(result.draft)),
      ("changes", changes(result.verdicts)),
    ])
  }

  /// The same before anything was signed: the commit is null, and its text is given.
  static func dryRun(_ draft: Draft) -> JSONValue {
    .object([
      ("schema", .string("assent/act/1")), ("commit", .null),
      ("person", .string(draft.signatory.person)), ("pushed", .bool(false)), ("refs", .array([])),
      ("acts", acts(draft)), ("changes", changes(draft.verdicts)),
      ("unsigned", .string(draft.text)),
    ])
  }

  private static func acts(_ draft: Draft) -> JSONValue {
    .array(
      draft.items.map { item in
        .object([
          ("change", .string(item.change)), ("verb", .string(item.verb.name)),
          ("role", .text(item.role)), ("digest", .text(item.digest)),
        ])
      })
  }

  /// How the changes stand once the act has landed.
  private static func changes(_ verdicts: [Verdict]) -> JSONValue {
    .array(
      verdicts.map { verdict in
        .object([
          ("change", .string(verdict.change)), ("stage", .text(verdict.stage?.rawValue)),
          ("decision", .string(verdict.gate.decision.rawValue)),
        ])
      })
  }
}

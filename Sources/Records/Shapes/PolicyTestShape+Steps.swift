internal import Acts
internal import Diagnostics
internal import Primitives
internal import YAMLTree

extension PolicyTestShape {
  /// One step as written, before it is known what kind it is.
  private struct Draft: Sendable {
    var step = PolicyTestStep()
    var verb: Verb?
    var delegated: String?
    var recalled: String?
    var isUnsigned = false
    var hasEdits = false
  }

  /// One step of a story.
  static let step = Shape<Draft>.object({ Draft() }) {
    Field("id", Shape.text(.identifier).placed, \.step.id, "A name by which cases speak of it.")
    Field("by", Shape.text(.personID).placed, \.step.by, required: true, "Who does it.")
    Field(
      "act", .choice(Verb.allCases.map { ($0.name, $0) }), \.verb,
      "What is signed: `submit`, `approve` and so on.")
    parameters
    Field("edit", edits, "Fields of the record that the commit changes.") {
      $1.step.edits = $0
      $1.hasEdits = true
    }
    Field("remove", paths, "Fields of the record that the commit takes out.") {
      $1.step.removals = $0
      $1.hasEdits = true
    }
    Field("co-authors", people, \.step.coAuthors, "Who else had a hand in an edit.")
    Field("signed", .boolean, \.step.isSigned, "Whether a mere edit is signed.")
    Field("delegate", .text(.actRole), \.delegated, "A role that is handed over.")
    Field("recall", .text(.actRole), \.recalled, "A role that is taken back.")
    Field("to", Shape.text(.personID).placed, \.step.to, "To or from whom.")
    Field("from", .date, \.step.from, "The first day of a delegation.")
    Field("until", .date, \.step.until, "The day on which it is over.")
    Field("at", .instant, \.step.at, "When; a minute after the step before, if it is left out.")
    Field("landed", landing, \.step.landing, "When it reaches the trunk, or `never`.")
    Field(
      "concurrent", .boolean, \.step.isConcurrent,
      "Whether it knows nothing of the concurrent steps next to it.")
    Field("unsigned", .boolean, \.isUnsigned, "Whether the act lacks its signature.")
    Field(
      "fault", Shape.text(.identifier).placed, \.step.fault,
      "What is wrong with it as evidence, such as `wrong-repository`.")
    Field(
      "counts", Shape.wordOrBoolean.placed, \.step.counts,
      "Whether it must count: true, false or the reason why not.")
  }.then { draft, node, reading in finished(draft, node, &reading) }

  /// The keys that go into the trailer.
  private static var parameters: [Field<Draft>] {
    let keys: [(String, Shape<String>, String)] = [
      ("role", .text(.actRole), "The role that is claimed."),
      ("risk", .text(.identifier), "Of an assessment; the record's, if it is left out."),
      ("outcome", .text(.identifier), "`pass`, if it is left out, or `successful`."),
      ("objection", .text(.token), "The name of an objection."),
      ("freeze", .text(.identifier), "The freeze that is excepted from."),
      ("requirement", .text, "What is overridden."),
      ("commit", .text(.commit), "What a Start begins; the record's artifact, if left out."),
      ("artifact", .text, "The same, as a digest."),
      ("kind", .text(.identifier), "`rollback` for the way back."),
      ("trigger", .text(.token), "The trigger of the way back."),
      ("for", .text(.personID), "For whom a machine acts."),
    ]
    return keys.map { key, shape, documentation in
      Field(key, shape, documentation) { value, draft in
        draft.step.parameters.append(Statement.Parameter(key: key, value: value))
      }
    }
  }

  private static let landing = Shape<PolicyTestStep.Landing>(
    schema: .either([.instant, .choice(["never"])])
  ) { node, reading in
    if case .scalar("never", _) = node.content { return .never }
    return Shape.instant.read(node, &reading).map { .at($0) }
  }

  /// Decides what kind of step was meant, and refuses keys that only others have.
  private static func finished(_ draft: Draft, _ node: Node, _ reading: inout Reading)
    -> PolicyTestStep?
  {
    let start = Span(start: node.span.start, end: node.span.start)
    var step = draft.step
    step.span = node.span
    let kinds = [draft.verb != nil, draft.delegated != nil, draft.recalled != nil]
    guard kinds.count(where: { $0 }) + (draft.hasEdits && draft.verb == nil ? 1 : 0) == 1 else {
      if reading.hasReported(inside: node) { return nil }
      reading.report(
        "bad-value", { "\($0) is not one step" }, at: start,
        advice: "give one of `act`, `edit`, `delegate` and `recall`; an act may edit as well")
      return nil
    }
    let own: Set<String>
    if let verb = draft.verb {
      step.deed = .act(verb)
      own = ["to", "from", "until", "signed"]
    } else if let role = draft.delegated {
      step.deed = .delegate(role: role)
      own = Self.actKeys.union(["co-authors", "signed"])
    } else if let role = draft.recalled {
      step.deed = .recall(role: role)
      own = Self.actKeys.union(["co-authors", "signed", "from", "until"])
    } else {
      own = Self.actKeys.union(["to", "from", "until", "fault", "unsigned", "counts"])
    }
    guard refuse(own, in: node, &reading) else { return nil }
    if draft.isUnsigned { step.fault = Placed("unsigned", at: node["unsigned"]?.span ?? start) }
    let isDelegation = draft.delegated != nil
    let owed: [(String, Bool)] = [
      ("to", (isDelegation || draft.recalled != nil) && step.to == nil),
      ("from", isDelegation && step.from == nil), ("until", isDelegation && step.until == nil),
    ]
    for (key, isMissing) in owed where isMissing && node[key] == nil {
      reading.report("missing-key", { "\($0) lacks `\(key)`" }, at: start, advice: "add `\(key)`")
      return nil
    }
    return step
  }

  private static let actKeys: Set<String> = [
    "role", "risk", "outcome", "objection", "freeze", "requirement", "commit", "artifact", "kind",
    "trigger", "for", "counts",
  ]

  private static func refuse(_ keys: Set<String>, in node: Node, _ reading: inout Reading) -> Bool {
    guard case .mapping(let entries) = node.content else { return false }
    let wrong = entries.filter { keys.contains($0.key) }
    for entry in wrong {
      reading.report(
        "unknown-key", { "\($0) cannot have `\(entry.key)`: it belongs to other steps" },
        at: entry.keySpan, advice: "remove it")
    }
    return wrong.isEmpty
  }

  // MARK: Key paths

  /// Reports a key path that no record can have, by its first wrong key.
  static func checkPath(_ path: Placed<String>, _ reading: inout Reading) {
    var schema = RecordShape.change.schema
    for step in YAMLTree.KeyPath(field: path.value).steps {
      switch (step, schema) {
      case (.key(let key), .object(let fields)):
        guard let field = fields.first(where: { $0.name == key }) else {
          reading.report(
            "unknown-key",
            { _ in "no record has `\(Excerpt.of(path.value))`: `\(Excerpt.of(key))` is no key" },
            at: path.span, advice: suggestion(key, among: fields.map(\.name)))
          return
        }
        schema = field.schema
      case (.key, .map(_, let inner)), (.index, .list(let inner, _)): schema = inner
      case (_, .open), (_, .reference): return
      default:
        reading.report(
          "bad-value", { _ in "`\(Excerpt.of(path.value))` goes deeper than a record does" },
          at: path.span, advice: "write the path of a field, such as `rollback.steps.0.do`")
        return
      }
    }
  }
}

extension TextPattern {
  /// The place of a field in a record.
  static let fieldPath = TextPattern(
    name: "the path of a field", advice: "write it like `rollback.steps.0.do`",
    regularExpression: "^[a-z][a-z-]*((\\.([A-Za-z][A-Za-z-]*|[0-9]{1,4}))|(\\[[0-9]{1,4}\\]))*$",
    matches: Syntax.isFieldPath)

  /// The path of a record from the root of the repository.
  static let recordPath = TextPattern(
    name: "the path of a record", advice: "write it from the root: `changes/2026/<ID>.yaml`",
    regularExpression: "^changes(/(?!\\.{1,2}(/|$))[^/\\\\\\n]+)+\\.yaml$",
    matches: {
      $0.utf8.starts(with: "changes/".utf8) && $0.utf8.suffix(5).elementsEqual(".yaml".utf8)
        && Syntax.isRelativePath($0)
    })

  /// A role as an act names it, such as `system-owner(claims-db)`.
  static let actRole = TextPattern(
    name: "a role", advice: "write it like `security` or `system-owner(claims-db)`",
    regularExpression: "^[a-z0-9][a-z0-9._-]*(\\([a-z0-9][a-z0-9._-]*\\))?$",
    matches: { text in
      guard text.hasSuffix(")") else { return Syntax.isName(text) }
      let parts = text.dropLast().split(separator: "(", omittingEmptySubsequences: false)
      return parts.count == 2 && parts.allSatisfy { Syntax.isName(String($0)) }
    })
}

extension Syntax {
  /// Keys and indices separated by dots, or indices in brackets behind a key.
  static func isFieldPath(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first?.utf8.first, isLower(first) else { return false }
    return parts.allSatisfy { part in
      if (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isDigit) { return true }
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let key = pieces.first, let first = key.utf8.first, isLower(first) || isUpper(first),
        key.utf8.allSatisfy({ isLower($0) || isUpper($0) || $0 == UInt8(ascii: "-") })
      else { return false }
      return pieces.dropFirst().allSatisfy { piece in
        let digits = piece.dropLast()
        return piece.hasSuffix("]") && (1...4).contains(digits.count)
          && digits.utf8.allSatisfy(isDigit)
      }
    }
  }
}

internal import Diagnostics
internal import Primitives
internal import YAMLTree

/// The shape of `policies/tests/….yaml`.
enum PolicyTestShape {
  /// The whole file.
  static let file = Shape<PolicyTestFile>.object({ PolicyTestFile() }) {
    Field(
      checking: "schema", .choice([("assent/policy-test/1", ())]), required: true,
      "The format of the file and its version.")
    Field("about", .text, \.about, "What the cases pin.")
    Field(
      "stories", story.entries(by: .identifier), \.stories,
      "Beginnings that cases share, by name; cases that name none begin with `base`.")
    Field(
      "cases", oneCase.list(isEmptyAllowed: false), \.cases, required: true,
      "The cases, each with what must come of it.")
  }

  private static let story = Shape<PolicyTestStory>.object({ PolicyTestStory() }) {
    storyFields(\.self)
  }.then { story, node, _ -> PolicyTestStory? in
    var story = story
    story.span = node.span
    return story
  }

  private static let oneCase = Shape<PolicyTestCase>.object({ PolicyTestCase() }) {
    Field("name", Shape.text(.line).placed, \.name, required: true, "What the case says.")
    storyFields(\.story)
    Field("expect", expectation, \.expectation, "What must come of it.")
  }.then { one, node, reading -> PolicyTestCase? in
    var one = one
    one.span = node.span
    one.story.span = node.span
    let expects =
      one.expectation.map { !$0.isEmpty } ?? false
      || one.story.steps.contains { $0.counts != nil }
    guard expects else {
      if reading.hasReported(inside: node) { return nil }
      let place = Span(start: node.span.start, end: node.span.start)
      reading.report(
        "missing-key", { "\($0) expects nothing" }, at: place,
        advice: "add `expect` with at least one key")
      return nil
    }
    return one
  }

  /// The keys of a story, which a case has beside its own.
  private static func storyFields<Owner: Sendable>(
    _ story: Target<Owner, PolicyTestStory>
  ) -> [Field<Owner>] {
    [
      field("from", Shape.text(.identifier).placed, "The story that this one goes on from.") {
        $1[keyPath: story].from = $0
      },
      field("record", source.placed, "The record: a path from the root, or its keys.") {
        $1[keyPath: story].record = $0
      },
      field("set", edits, "Fields of the record and what they are set to.") {
        $1[keyPath: story].variation.set = $0
      },
      field("unset", paths, "Fields of the record that are left out.") {
        $1[keyPath: story].variation.unset = $0
      },
      field("written-by", people, "Who wrote the record; the requester, if nobody is named.") {
        $1[keyPath: story].writers = $0
      },
      field("signed", .boolean, "Whether the record's first writer signed it.") {
        $1[keyPath: story].isSigned = $0
      },
      field("begins", .instant, "When the record arrives on the trunk.") {
        $1[keyPath: story].begins = $0
      },
      field("now", .instant, "When the change is judged.") { $1[keyPath: story].now = $0 },
      field(
        "evidence", Shape<PolicyTestStory.EvidenceFault>.choice.map(by: .evidencePath),
        "Files of evidence that are missing or altered."
      ) { $1[keyPath: story].evidence = $0 },
      field("others", other.list(), "Other changes that go on at the same time.") {
        $1[keyPath: story].others = $0
      },
      field("without", Shape.text(.identifier).placed.list(), "Steps that are left out, by id.") {
        $1[keyPath: story].without = $0
      },
      field("acts", step.list(), "What people do, in order.") { $1[keyPath: story].steps = $0 },
      field("ask", question, "What the gate is asked.") { $1[keyPath: story].question = $0 },
    ]
  }

  private static func field<Owner: Sendable, Value>(
    _ name: String, _ shape: Shape<Value>, _ documentation: String,
    store: @escaping @Sendable (Value, inout Owner) -> Void
  ) -> Field<Owner> {
    Field(name, shape, documentation, store: store)
  }

  /// Another change; others of its own would go no further.
  private static let other = Shape<PolicyTestStory>.object({ PolicyTestStory() }) {
    Field("from", Shape.text(.identifier).placed, \.from, "The story that this one goes on from.")
    Field("record", source.placed, \.record, "The record: a path from the root, or its keys.")
    Field("set", edits, \.variation.set, "Fields of the record and what they are set to.")
    Field("unset", paths, \.variation.unset, "Fields of the record that are left out.")
    Field(
      "written-by", people, \.writers,
      "Who wrote the record; the requester, if nobody is named.")
    Field("begins", .instant, \.begins, "When the record arrives on the trunk.")
    Field(
      "without", Shape.text(.identifier).placed.list(), \.without,
      "Steps that are left out, by id.")
    Field("acts", step.list(), \.steps, "What people do, in order.")
  }.then { story, node, _ -> PolicyTestStory? in
    var story = story
    story.span = node.span
    return story
  }

  private static let question = Shape<PolicyTestStory.Question>.object(
    { PolicyTestStory.Question() }
  ) {
    Field("commit", .text(.commit), \.commit, "The commit that is about to be deployed.")
    Field("artifact", .text, \.artifact, "The digest, version or snapshot that is.")
    Field("rollback", .boolean, \.rollback, "Whether the way back is asked for.")
  }

  private static let source = Shape<PolicyTestStory.Source>(
    schema: .either([.text(.recordPath), .map(.anything, .open)])
  ) { node, reading in
    if case .mapping = node.content { return .text(node) }
    return Shape.text(.recordPath).read(node, &reading).map { .file($0) }
  }

  /// The key paths that exist in a record, and what they are set to.
  static let edits = Shape<Node>.open.entries(by: .fieldPath).then {
    entries, _, reading -> [PolicyTestStory.FieldEdit]? in
    for entry in entries { checkPath(entry.key, &reading) }
    return entries
  }

  /// The key paths that exist in a record.
  static let paths = Shape.text(.fieldPath).placed.list().then {
    paths, _, reading -> [Placed<String>]? in
    for path in paths { checkPath(path, &reading) }
    return paths
  }

  static let people = Shape.text(.personID).placed.list()

  // MARK: Expectations

  private static let word = Shape.text(.identifier).placed

  private static let expectation = Shape<PolicyTestExpectation>.object(
    { PolicyTestExpectation() }
  ) {
    Field("stage", word, \.stage, "The stage reached, or `none`.")
    Field("state", word, \.state, "The state beside it.")
    Field("gate", word, \.gate, "The gate's word.")
    Field("risk", word, \.risk, "The risk that holds.")
    Field("reasons", word.list().placed, \.reasons, "The codes of the gate's reasons, all of them.")
    Field("flags", word.list().placed, \.flags, "The codes of the flags, all of them.")
    Field("stages", word.entries(by: .anything), \.stages, "The status of stages.")
    Field(
      "requirements", word.entries(by: .anything), \.requirements,
      "The status of requirements, by id or by stage and id.")
    Field(
      "could", word.list().entries(by: .anything), \.could,
      "Who could still fill a requirement's seats, all of them.")
    Field(
      "acts", Shape.wordOrBoolean.placed.entries(by: .identifier), \.acts,
      "Whether steps count, by their ids: true, false or the reason why not.")
  }.then { expectation, node, _ -> PolicyTestExpectation? in
    var expectation = expectation
    expectation.span = node.span
    return expectation
  }
}

package import Acts
package import Diagnostics
package import Primitives
package import YAMLTree

/// A value and where it stands in its file.
package struct Placed<Value: Sendable>: Sendable {
  package var value: Value
  package var span: Span

  package init(_ value: Value, at span: Span) {
    self.value = value
    self.span = span
  }
}

extension Placed: Equatable where Value: Equatable {}

/// A key of a free mapping with its value, in the order of the file.
package struct PlacedEntry<Value: Sendable>: Sendable {
  package var key: Placed<String>
  package var value: Value
}

/// `policies/tests/….yaml`: stories about changes and what the policy must make of them.
///
/// Words of the decision (stages, reasons, flags) are kept as written: what they may be is known
/// to whoever compares them with a verdict.
package struct PolicyTestFile: Sendable {
  /// What the cases of the file pin, in words.
  package var about: String?
  /// Beginnings that cases share, by name; `base` is where a case begins that names none.
  package var stories: [PlacedEntry<PolicyTestStory>] = []
  package var cases: [PolicyTestCase] = []

  package init() {}
}

/// One case: a story and what must come of it.
package struct PolicyTestCase: Sendable {
  package var name = Placed("", at: .nowhere)
  package var story = PolicyTestStory()
  package var expectation: PolicyTestExpectation?
  package var span: Span = .nowhere

  package init() {}
}

/// What somebody wrote and what people did, in order.
package struct PolicyTestStory: Sendable {
  /// Where the text of the record comes from.
  package enum Source: Sendable {
    /// A path from the root of the repository.
    case file(String)
    case text(Node)
  }

  /// A field of the record and what it is set to.
  package typealias FieldEdit = PlacedEntry<Node>

  /// How the record differs from the one before: fields are taken out, then set.
  package struct Variation: Sendable {
    package var set: [FieldEdit]
    package var unset: [Placed<String>]

    package init(set: [FieldEdit], unset: [Placed<String>]) {
      self.set = set
      self.unset = unset
    }
  }

  /// What is wrong with a file of evidence.
  package enum EvidenceFault: String, Hashable, Sendable, CaseIterable {
    case missing, altered
  }

  /// What the gate is asked.
  package struct Question: Sendable {
    package var commit: String?
    package var artifact: String?
    package var rollback = false

    package init() {}
  }

  /// The story that this one goes on from.
  package var from: Placed<String>?
  package var record: Placed<Source>?
  /// The story's own variation.
  package var variation = Variation(set: [], unset: [])
  /// Those of the stories that it goes on from, first to last.
  package var earlierVariations: [Variation] = []
  /// Who wrote the record; the requester, if nobody is named.
  package var writers: [Placed<String>] = []
  /// Whether its first writer signed it; nil: as the policy asks.
  package var isSigned: Bool?
  /// When the record arrives on the trunk.
  package var begins: Instant?
  /// When the change is judged.
  package var now: Instant?
  /// By path, files that are not there or not what the record says.
  package var evidence: [String: EvidenceFault] = [:]
  /// Other changes that go on at the same time.
  package var others: [PolicyTestStory] = []
  /// Ids of steps of the story before that are left out.
  package var without: [Placed<String>] = []
  package var steps: [PolicyTestStep] = []
  package var question: Question?
  package var span: Span = .nowhere

  package init() {}
}

/// One thing that somebody does, a commit of its own.
package struct PolicyTestStep: Sendable {
  /// What it is.
  package enum Deed: Hashable, Sendable {
    case act(Verb)
    /// The record is edited and nothing is said.
    case edit
    case delegate(role: String)
    case recall(role: String)
  }

  /// When the commit reaches the trunk.
  package enum Landing: Hashable, Sendable {
    case never
    case at(Instant)
  }

  package var id: Placed<String>?
  package var deed: Deed = .edit
  package var by = Placed("", at: .nowhere)
  /// The parameters of an act in the order of the file, `role` included.
  package var parameters: [Statement.Parameter] = []
  /// What the commit changes in the record.
  package var edits: [PolicyTestStory.FieldEdit] = []
  package var removals: [Placed<String>] = []
  package var coAuthors: [Placed<String>] = []
  /// Of a delegation: to whom and for which days.
  package var to: Placed<String>?
  package var from: CivilDate?
  package var until: CivilDate?
  package var at: Instant?
  package var landing: Landing?
  /// Whether it lies on a branch of its own beside the concurrent steps next to it.
  package var isConcurrent = false
  /// Whether an edit is signed; nil: as the policy asks.
  package var isSigned: Bool?
  /// What is wrong with it as evidence: a reason's code.
  package var fault: Placed<String>?
  /// Whether it must count: `true`, `false`, or the reason why it does not.
  package var counts: Placed<String>?
  package var span: Span = .nowhere

  package init() {}
}

/// What a verdict must say. What is nil or empty here is not compared.
package struct PolicyTestExpectation: Sendable {
  package var stage: Placed<String>?
  package var state: Placed<String>?
  package var gate: Placed<String>?
  package var risk: Placed<String>?
  /// The codes of the gate's reasons, as a set.
  package var reasons: Placed<[Placed<String>]>?
  /// The codes of the flags, as a set.
  package var flags: Placed<[Placed<String>]>?
  /// By stage, its status.
  package var stages: [PlacedEntry<Placed<String>>] = []
  /// By id, or by stage and id, the status of requirements.
  package var requirements: [PlacedEntry<Placed<String>>] = []
  /// By requirement, the people who could still fill a seat, as a set.
  package var could: [PlacedEntry<[Placed<String>]>] = []
  /// By id of a step, whether it counts.
  package var acts: [PlacedEntry<Placed<String>>] = []
  package var span: Span = .nowhere

  package init() {}

  /// Whether nothing is expected.
  package var isEmpty: Bool {
    stage == nil && state == nil && gate == nil && risk == nil && reasons == nil && flags == nil
      && stages.isEmpty && requirements.isEmpty && could.isEmpty && acts.isEmpty
  }
}

extension Span {
  /// The first place of a file.
  package static var nowhere: Span {
    Span(start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
  }
}

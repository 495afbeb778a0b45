import TestSupport
import Testing

/// One row: a policy, events, and what the program has to say.
struct Row: CustomTestStringConvertible, Sendable {
  /// What is asked of the program.
  enum Question: Sendable {
    /// `status`, once for all rows of a repository.
    case status
    /// `gate --what-if` for an artifact, if any, with further options.
    case gate(commit: String?, [String])
    /// `explain --head` on a branch of the row.
    case head(String)
    /// `lint` on the files as they would lie on disk.
    case lint
    /// Any other command line; `ROOT`, `ID` and `NOW` stand for what they say.
    case command([String])

    static let gate = gate(commit: SampleRecord.artifact, [])
    static let gateOfAnything = gate(commit: nil, [])
  }

  /// The id in the reference, with more behind it where one id has several entries.
  let id: String
  let policy: Policy
  let events: [Event]
  let expect: [Expectation]
  var draft = Draft.usual
  /// What has happened before the events: nothing, or the story up to Schedule.
  var through = Scene.Milestone.assessed
  var ask = Question.status
  /// When it is asked; a minute after the repository's last commit, if nil.
  var now: Moment?
  /// When the repository begins.
  var begins = Moment.beginning
  /// Whether the row needs a repository of its own.
  var alone = false
  /// The rows that share a repository of their own.
  var world: String?
  /// Why SPEC.md gives another outcome than the reference, or the row cannot be expressed.
  var note: String?

  init(
    _ id: String, _ policy: Policy, draft: Draft = .usual, through: Scene.Milestone = .assessed,
    _ events: [Event], _ expect: [Expectation], ask: Question = .status, now: Moment? = nil,
    begins: Moment = .beginning, alone: Bool = false, world: String? = nil, note: String? = nil
  ) {
    (self.id, self.policy, self.draft, self.through) = (id, policy, draft, through)
    (self.events, self.expect, self.ask, self.now) = (events, expect, ask, now)
    (self.begins, self.alone, self.world) = (begins, alone, world)
    self.note = note
  }

  /// A row of the reference that SPEC.md gives no means to express.
  static func inexpressible(_ id: String, _ note: String) -> Row {
    Row(id, .p1, [], [], note: note)
  }

  var testDescription: String { id }

  /// Rows with the same key share a repository.
  var key: Key { Key(policy: policy, begins: begins, id: world ?? (alone ? id : nil)) }

  struct Key: Hashable {
    let policy: Policy
    let begins: Moment
    let id: String?
  }
}

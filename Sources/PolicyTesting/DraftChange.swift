internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// One change while its story is told.
struct DraftChange {
  /// An act before the trunk is complete.
  struct DraftAct {
    let commit: Graph.Index
    let statement: Statement
    let person: String?
    let isMachine: Bool
    let faults: [ActReason]
    let version: Int?
    let step: PolicyTestStep
  }

  /// A commit beside the trunk that is going to be merged.
  struct Side {
    let commit: Graph.Index
    let step: PolicyTestStep
    /// The version of the record on the branch.
    let version: Int
    /// When it is merged; nil: when the concurrent steps are over.
    let time: Instant?
  }

  let story: PolicyTestStory
  var record: DraftRecord
  /// How many events are over: the record's arrival, then each step.
  var told = 0
  /// The time of the last event.
  var last: Instant
  /// The version on the trunk.
  var current = 0
  var spineVersions: [ChangeHistory.SpineVersion] = []
  var edits: [Edit] = []
  var acts: [DraftAct] = []
  var sides: [Side] = []
  /// Where concurrent steps branch off, and the version there.
  var fork: (commit: Graph.Index, version: Int)?

  init(_ story: PolicyTestStory, _ file: (String) -> [UInt8]?) throws(CaseFault) {
    self.story = story
    record = try DraftRecord(story, file)
    last = try Self.beginning(story, record.change(0))
  }

  /// When the record arrives: what the story says, else so long before the planned window that
  /// lead times are kept; shortly before it for an emergency.
  private static func beginning(_ story: PolicyTestStory, _ record: ChangeRequest?)
    throws(CaseFault) -> Instant
  {
    if let begins = story.begins { return begins }
    let planned = record?.schedule?.window?.start ?? record?.request?.timeline?.start
    guard let planned else {
      throw CaseFault(
        "the record plans no time", at: story.span, advice: "add `begins` to the story")
    }
    return planned.advanced(by: record?.kind == .emergency ? -1_800 : -864_000)
  }

  /// When the next event happens; nil if all are over.
  var next: Instant? {
    if told == 0 { return last }
    guard story.steps.indices.contains(told - 1) else { return nil }
    return story.steps[told - 1].at ?? last.advanced(by: 60)
  }

  /// Notes that a commit edited the record.
  mutating func noteEdit(
    at commit: Graph.Index, from before: [Int?], to version: Int, by people: [Edit.Hand],
    isSignedByHuman: Bool
  ) {
    let sections = record.sections(of: version, unlike: before)
    let isNew = before.allSatisfy { $0 != version }
    guard isNew, !sections.isEmpty || before.count == 1 else { return }
    edits.append(
      Edit(
        commit: commit, fields: record.fields(from: before[0], to: version), sections: sections,
        people: people, signedByHuman: isSignedByHuman, version: version))
  }

  /// Notes what the trunk has from a position on.
  mutating func noteSpine(_ position: Int, version: Int) {
    current = version
    spineVersions.append(ChangeHistory.SpineVersion(position: position, version: version))
  }
}

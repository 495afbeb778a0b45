internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// Tells a story as commits: what a repository would hold, without one.
struct Telling {
  /// A story as the decision takes it.
  struct Told {
    let history: History
    /// The id of the change that the case is about.
    let change: String
    let now: Instant
    let question: GateQuestion
    /// The steps of that change by their commits.
    let steps: [(commit: Graph.Index, step: PolicyTestStep)]
  }

  let words: PolicyWords
  let zone: TimeZoneRules?
  var trunk = Trunk()
  /// The change of the case comes last.
  var changes: [DraftChange]
  var delegated: [(commit: Graph.Index, delegation: Delegation, signer: String)] = []

  private var policy: Policy { words.policy }

  /// Tells a story to its end.
  static func tell(_ story: PolicyTestStory, _ world: PolicyTests.World) throws(CaseFault) -> Told {
    var changes: [DraftChange] = []
    for each in story.others + [story] {
      let change = try DraftChange(each, world.record)
      guard !changes.contains(where: { $0.record.id == change.record.id }) else {
        throw CaseFault(
          "two changes of the case are \(change.record.id)", at: each.span,
          advice: "give one of them another record")
      }
      changes.append(change)
    }
    var telling = Telling(
      words: PolicyWords(policy: world.policy), zone: world.zone, changes: changes)
    try telling.tell()
    return try telling.told(story)
  }

  private mutating func tell() throws(CaseFault) {
    let first = changes.map(\.last).min() ?? Instant(seconds: 0)
    trunk.advance(at: first.advanced(by: -86_400))
    while let (number, time) = nextEvent() {
      try land(until: time)
      if changes[number].told == 0 {
        try arrive(number, at: time)
      } else {
        try take(changes[number].story.steps[changes[number].told - 1], of: number, at: time)
      }
      changes[number].told += 1
      changes[number].last = time
    }
    for number in changes.indices { try mergeConcurrent(of: number) }
    try land(until: nil)
  }

  /// The change that goes on next: the earliest, of equal ones the first.
  private func nextEvent() -> (number: Int, time: Instant)? {
    var found: (number: Int, time: Instant)?
    for (number, change) in changes.enumerated() {
      guard let time = change.next else { continue }
      if let known = found, known.time <= time { continue }
      found = (number, time)
    }
    return found
  }

  // MARK: Steps

  private mutating func arrive(_ number: Int, at time: Instant) throws(CaseFault) {
    for person in changes[number].story.writers { try words.check(person: person) }
    let commit = trunk.advance(at: time)
    let requester = changes[number].record.change(0)?.request?.requester
    let named = changes[number].story.writers.map(\.value)
    let isSigned = changes[number].story.isSigned ?? (policy.charter.edits == .signed)
    let writers = (named.isEmpty ? [requester].compactMap { $0 } : named).enumerated()
      .map { Edit.Hand(person: $0.element, signed: isSigned && $0.offset == 0) }
    changes[number].noteEdit(
      at: commit, from: [nil], to: 0, by: writers,
      isSignedByHuman: isSigned && (writers.first.map { isSound($0.person) } ?? false))
    changes[number].noteSpine(trunk.position, version: 0)
  }

  private func isSound(_ person: String) -> Bool {
    words.isHuman(person) && words.keyFault(of: person) == nil
  }

  private mutating func take(_ step: PolicyTestStep, of number: Int, at time: Instant)
    throws(CaseFault)
  {
    try words.check(step)
    if number < changes.count - 1, let counts = step.counts {
      throw CaseFault(
        "the step belongs to another change than the case judges", at: counts.span,
        advice: "remove `counts`")
    }
    if !step.isConcurrent { try mergeConcurrent(of: number) }
    if step.isConcurrent, changes[number].fork == nil {
      changes[number].fork = (trunk.tip, changes[number].current)
    }
    let fork = changes[number].fork
    let before = fork?.version ?? changes[number].current
    let version = try changes[number].record.edit(before, set: step.edits, unset: step.removals)
    let isBeside = step.isConcurrent || step.landing != nil
    let commit =
      isBeside
      ? trunk.branch(from: fork?.commit ?? trunk.tip, at: time) : trunk.advance(at: time)
    if version != before {
      let hands = hands(in: step)
      changes[number].noteEdit(
        at: commit, from: [before], to: version, by: hands,
        isSignedByHuman: hands.first.map { $0.signed && isSound($0.person) } ?? false)
      if !isBeside { changes[number].noteSpine(trunk.position, version: version) }
    }
    try speak(step, of: number, in: commit, before: before, version: version)
    guard isBeside else { return }
    try setAside(
      DraftChange.Side(
        commit: commit, step: step, version: version, time: landing(of: step)), of: number,
      isEdit: version != before)
  }

  private func landing(of step: PolicyTestStep) -> Instant? {
    if case .at(let time)? = step.landing { time } else { nil }
  }

  private mutating func setAside(_ side: DraftChange.Side, of number: Int, isEdit: Bool)
    throws(CaseFault)
  {
    if side.step.landing == .never { return }
    if isEdit, side.step.isConcurrent,
      changes[number].sides.contains(where: { !$0.step.edits.isEmpty || !$0.step.removals.isEmpty })
    {
      throw CaseFault(
        "two concurrent steps edit the record", at: side.step.span,
        advice: "let one of them not be `concurrent`")
    }
    changes[number].sides.append(side)
  }

  /// Who is behind an edit: the signer by proof, everybody else by claim.
  private func hands(in step: PolicyTestStep) -> [Edit.Hand] {
    let signs: Bool
    switch step.deed {
    case .act: signs = step.fault == nil
    default: signs = step.isSigned ?? (policy.charter.edits == .signed)
    }
    return [Edit.Hand(person: step.by.value, signed: signs)]
      + step.coAuthors.map { Edit.Hand(person: $0.value, signed: false) }
  }

  private mutating func speak(
    _ step: PolicyTestStep, of number: Int, in commit: Graph.Index, before: Int, version: Int
  ) throws(CaseFault) {
    let evidence = Evidence(words: words, step: step)
    switch step.deed {
    case .edit: return
    case .act(let verb):
      let act = try evidence.act(
        verb, of: changes[number].record, from: before, to: version, in: commit)
      changes[number].acts.append(act)
    case .delegate, .recall:
      if let delegation = try evidence.delegation() {
        delegated.append((commit, delegation, step.by.value))
      }
    }
  }

  // MARK: Landing

  /// Merges the concurrent steps of a change, in their order.
  private mutating func mergeConcurrent(of number: Int) throws(CaseFault) {
    let over = changes[number].sides.filter { $0.time == nil }
    changes[number].sides.removeAll { $0.time == nil }
    changes[number].fork = nil
    for side in over { try merge(side, of: number, at: changes[number].last) }
  }

  /// Merges what lands up to a time; everything, if none is given.
  private mutating func land(until time: Instant?) throws(CaseFault) {
    while let (number, place, moment) = nextLanding(), time.map({ moment <= $0 }) ?? true {
      let side = changes[number].sides.remove(at: place)
      try merge(side, of: number, at: moment)
    }
  }

  private func nextLanding() -> (number: Int, place: Int, moment: Instant)? {
    var found: (number: Int, place: Int, moment: Instant)?
    for (number, change) in changes.enumerated() {
      for (place, side) in change.sides.enumerated() {
        guard let moment = side.time else { continue }
        if let known = found, known.moment <= moment { continue }
        found = (number, place, moment)
      }
    }
    return found
  }

  private mutating func merge(_ side: DraftChange.Side, of number: Int, at time: Instant)
    throws(CaseFault)
  {
    let commit = trunk.merge(side.commit, at: time)
    let before = changes[number].current
    let version = try changes[number].record.edit(
      before, set: side.step.edits, unset: side.step.removals)
    guard version != before else { return }
    changes[number].noteEdit(
      at: commit, from: [before, side.version], to: version, by: [], isSignedByHuman: false)
    changes[number].noteSpine(trunk.position, version: version)
  }
}

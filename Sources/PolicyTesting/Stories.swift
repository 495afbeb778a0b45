internal import Diagnostics
internal import Records

/// The stories of a file, each followed back to where it begins.
struct Stories {
  private let named: [String: PolicyTestStory]
  private let names: [String]
  private var known: [String: PolicyTestStory] = [:]

  init(_ file: PolicyTestFile) {
    names = file.stories.map(\.key.value)
    named = Dictionary(
      file.stories.map { ($0.key.value, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The story of a case with everything that it goes on from.
  mutating func whole(of story: PolicyTestStory) throws(CaseFault) -> PolicyTestStory {
    var story = story
    if story.from == nil, named["base"] != nil {
      story.from = Placed("base", at: story.span)
    }
    return try joined(story, following: [])
  }

  private mutating func joined(_ story: PolicyTestStory, following: [String])
    throws(CaseFault) -> PolicyTestStory
  {
    var others: [PolicyTestStory] = []
    for other in story.others { others.append(try joined(other, following: following)) }
    var whole = story
    whole.others = others
    guard let from = story.from else { return whole }
    return try append(whole, to: before(from, following))
  }

  private mutating func before(_ from: Placed<String>, _ following: [String])
    throws(CaseFault) -> PolicyTestStory
  {
    if let story = known[from.value] { return story }
    guard let story = named[from.value] else {
      let nearest = NearestName.of(from.value, among: names)
      throw CaseFault(
        "there is no story `\(from.value)`", at: from.span,
        advice: nearest.map { "did you mean `\($0)`" } ?? "add it under `stories`")
    }
    guard !following.contains(from.value) else {
      throw CaseFault(
        "the story `\(from.value)` goes on from itself", at: from.span,
        advice: "let one of the circle begin with a `record`")
    }
    let whole = try joined(story, following: following + [from.value])
    known[from.value] = whole
    return whole
  }

  /// One story after another.
  private func append(_ story: PolicyTestStory, to earlier: PolicyTestStory)
    throws(CaseFault) -> PolicyTestStory
  {
    var whole = earlier
    whole.span = story.span
    for name in story.without {
      let ids = earlier.steps.compactMap(\.id?.value)
      guard ids.contains(name.value) else {
        let nearest = NearestName.of(name.value, among: ids)
        throw CaseFault(
          "no step before has the id `\(name.value)`", at: name.span,
          advice: nearest.map { "did you mean `\($0)`" } ?? "give the step an `id`")
      }
      whole.steps.removeAll { $0.id?.value == name.value }
    }
    whole.steps += story.steps
    whole.earlierVariations.append(earlier.variation)
    if let record = story.record {
      // Another record starts afresh: the fields of the one before mean nothing to it.
      (whole.record, whole.earlierVariations, whole.evidence) = (record, [], [:])
      (whole.begins, whole.now) = (nil, nil)
    }
    whole.variation = story.variation
    whole.earlierVariations += story.earlierVariations
    if !story.writers.isEmpty { whole.writers = story.writers }
    whole.isSigned = story.isSigned ?? whole.isSigned
    whole.begins = story.begins ?? whole.begins
    whole.now = story.now ?? whole.now
    whole.question = story.question ?? whole.question
    whole.evidence.merge(story.evidence) { $1 }
    whole.others += story.others
    return whole
  }
}

internal import Acts
package import Decision
internal import Diagnostics
package import Primitives
internal import Records

/// What a policy would make of a draft that its requester submitted now: nothing is signed.
package struct Foresight: Sendable {
  package let verdict: Verdict
  /// When it could be carried out next; nil where nothing is planned.
  package let slot: NextSlot?
  /// Other changes that are planned for the same time and systems.
  package let overlaps: [SlotOverlap]
}

extension PolicyTests {
  /// A record by the path that it has in the repository.
  package typealias Text = (path: String, bytes: [UInt8])

  /// Judges a draft beside other records; nil if it cannot be judged.
  ///
  /// - Parameter others: records that are there already; one that cannot be told is left out.
  package func foresee(_ draft: Text, beside others: [Text], now: Instant) -> Foresight? {
    let texts = Dictionary(
      ([draft] + others).map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    let world = World(policy: world.policy, zone: world.zone) { texts[$0] }
    var story = Self.story(of: draft.path, now: now)
    let record = RecordDocument.read(draft.bytes, path: draft.path).change
    if let requester = record?.request?.requester {
      var submit = PolicyTestStep()
      submit.deed = .act(.submit)
      submit.by = Placed(requester, at: .nowhere)
      submit.at = now
      story.steps = [submit]
    }
    story.others = others.map { Self.story(of: $0.path, now: now) }
      .filter { Self.told($0, world) != nil }
    guard let told = Self.told(story, world),
      let verdict = evaluate(told.change, in: told.history, now: told.now, question: told.question)
    else { return nil }
    return Foresight(
      verdict: verdict, slot: nextSlot(for: told.change, in: told.history, now: now),
      overlaps: slotOverlaps(of: told.change, in: told.history, now: now))
  }

  private static func story(of path: String, now: Instant) -> PolicyTestStory {
    var story = PolicyTestStory()
    story.record = Placed(.file(path), at: .nowhere)
    story.begins = now.advanced(by: -60)
    story.now = now
    return story
  }

  private static func told(_ story: PolicyTestStory, _ world: World) -> Telling.Told? {
    do throws(CaseFault) { return try Telling.tell(story, world) } catch { return nil }
  }
}

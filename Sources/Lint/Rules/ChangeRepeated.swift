internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// Two open records ask for the same change.
  static let changeRepeated = Rule(
    name: "change-repeated",
    summary: "Two open records ask for the same change.",
    rationale: """
      The same title on the same systems at the same time is one change, asked for twice. Half of \
      its judges approve the one, half the other, and neither opens.
      """,
    source: "field list of a change record, identity",
    levels: .warning,
    examples: [
      .bad(
        without: ["execution", "review", "closure"], at: "title",
        beside: "title: Move the claims database to version 16.",
        also: [
          "artifact-shared", "implementer-double-booked", "plan-copied", "rollback-copied",
          "window-conflict",
        ]),
      .good(without: ["execution", "review", "closure"], beside: besideElsewhere),
    ],
    checkTogether: { set in
      var known: [SameChange: Int] = [:]
      return set.documents.indices.compactMap { index in
        guard let change = set.change(index), change.isOpen, !Phrase.isBlank(change.title) else {
          return nil
        }
        let key = SameChange(
          title: Phrase.normalised(change.title), systems: Set(set.systems(of: change)),
          start: (change.schedule?.window ?? change.request?.timeline)?.start)
        guard let first = known[key] else {
          known[key] = index
          return nil
        }
        guard let other = set.change(first), !change.isRetry(of: other) else { return nil }
        return SetViolation(
          Violation(
            "`\(other.id)` has the same title, systems and time", at: "title",
            advice: "give one of them up, or let it `supersede` the other"), in: index,
          other: SetViolation.Other(label: "the same change", index: first, place: "title"))
      }
    })
}

/// What two records of one change have in common.
private struct SameChange: Hashable {
  let title: String
  let systems: Set<String>
  let start: Instant?
}

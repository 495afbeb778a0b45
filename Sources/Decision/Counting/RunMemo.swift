internal import Primitives
internal import Records
internal import YAMLTree

/// What one run of the decision found out and asks again.
final class RunMemo {
  /// A change as seen from one standpoint.
  struct Question: Hashable {
    let change: String
    let limit: Int
    let branch: Graph.Index?
    let now: Instant
  }

  /// Whether changes that others wait for are done. One that is being asked about is not: cycles
  /// never finish.
  var answers: [Question: Bool] = [:]
  /// How many changes wait for each other's answer right now.
  var depth = 0

  /// Two texts, and the sections in which they are compared.
  private struct Comparison: Hashable {
    let from: ObjectIdentifier
    let to: ObjectIdentifier
    let sections: [Section]
  }

  private var differences: [Comparison: [KeyPath]] = [:]

  /// The fields in which two texts differ: as a rule many acts covered the same one.
  func fields(from: RecordVersion, to: RecordVersion, in sections: [Section]) -> [KeyPath] {
    let comparison = Comparison(
      from: ObjectIdentifier(from), to: ObjectIdentifier(to), sections: sections)
    if let known = differences[comparison] { return known }
    let fields = Staleness.fields(from: from, to: to, in: sections)
    differences[comparison] = fields
    return fields
  }
}

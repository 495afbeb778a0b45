internal import YAMLTree

/// Looks at every text of a record.
enum RecordTexts {
  /// The places of the texts of which `judge` says something, with what it says, in order.
  static func places<Word>(in root: Node?, where judge: (String) -> Word?) -> [(Place, Word)] {
    guard let root else { return [] }
    var steps: [Place.Step] = []
    var found: [(Place, Word)] = []
    look(root, &steps, &found, judge)
    return found
  }

  private static func look<Word>(
    _ node: Node, _ steps: inout [Place.Step], _ found: inout [(Place, Word)],
    _ judge: (String) -> Word?
  ) {
    switch node.content {
    case .scalar(let text, _):
      if let word = judge(text) { found.append((Place(steps), word)) }
    case .sequence(let items):
      for (index, item) in items.enumerated() {
        steps.append(.index(index))
        look(item, &steps, &found, judge)
        steps.removeLast()
      }
    case .mapping(let entries):
      for entry in entries {
        steps.append(.key(entry.key))
        look(entry.value, &steps, &found, judge)
        steps.removeLast()
      }
    }
  }
}

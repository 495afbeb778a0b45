internal import Diagnostics
internal import YAMLTree

/// Places of a draft that somebody has yet to fill in, such as `<fill in what is changed>`.
package enum Blank {
  private static let (head, tail) = ("<fill in ", ">")

  /// A blank that says what belongs there; without `: `, which ends a plain scalar.
  package static func text(_ hint: String) -> String { head + hint + tail }

  /// What belongs there; nil if the text is no blank.
  package static func hint(of text: String) -> Substring? {
    guard text.hasPrefix(head), text.hasSuffix(tail) else { return nil }
    return text.dropFirst(head.count).dropLast(tail.count)
  }

  /// The code of a finding about a blank.
  package static let rule = "unfilled-blank"

  /// Every blank of a tree.
  static func findings(in root: Node, path: String) -> [Finding] {
    var found: [Finding] = []
    var pending: [(node: Node, place: YAMLTree.KeyPath)] = [(root, YAMLTree.KeyPath())]
    while let (node, place) = pending.popLast() {
      switch node.content {
      case .mapping(let entries):
        pending += entries.map { ($0.value, place.appending($0.key)) }
      case .sequence(let items):
        pending += items.enumerated().map { ($1, place.appending($0)) }
      case .scalar(let text, _):
        guard let hint = hint(of: text) else { continue }
        found.append(
          Finding(
            rule: rule, message: "`\(place)` is still to be filled in",
            location: Location(path: path, span: node.span), place: place.description,
            advice: "write \(hint)"))
      }
    }
    return found
  }
}

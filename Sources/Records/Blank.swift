internal import Diagnostics
internal import YAMLTree

/// Places of a draft that somebody has yet to fill in, such as `<fill in what is changed>`.
package enum Blank {
  private static let (head, tail) = ("<fill in ", ">")

  /// A blank that says what belongs there; without `: `, which ends a plain scalar.
  package static func text(_ hint: String) -> String { head + hint + tail }

  /// What belongs there; nil if the text has no blank in it.
  ///
  /// A blank counts wherever it stands, closed or not and in any letter case: words around it fill
  /// nothing in, and no form may open a gate.
  package static func hint(of text: String) -> Substring? {
    var text = text
    return text.withUTF8 { bytes in
      guard let start = start(in: bytes) else { return nil }
      let rest = bytes[start...]
      let end = rest.lastIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
      return Substring(String(decoding: rest[..<end], as: UTF8.self))
    }
  }

  /// Where the hint of the first blank begins.
  private static func start(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let mark = Array(head.utf8)
    return bytes.indices.first { at in
      bytes[at] == mark[0] && bytes.count - at >= mark.count
        && mark.indices.allSatisfy { lowered(bytes[at + $0]) == mark[$0] }
    }.map { $0 + mark.count }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
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

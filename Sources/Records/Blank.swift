internal import Diagnostics
internal import Glibc
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

  /// Where the hint of the first blank begins. Every text of every record is asked.
  private static func start(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var from = bytes.startIndex
    while let at = next(mark[0], in: bytes, from: from) {
      if bytes.count - at >= mark.count,
        mark.indices.allSatisfy({ lowered(bytes[at + $0]) == mark[$0] })
      {
        return at + mark.count
      }
      from = at + 1
    }
    return nil
  }

  /// Where a byte stands next.
  private static func next(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, from < bytes.count,
      let found = memchr(base + from, Int32(byte), bytes.count - from)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: found)
  }

  private static let mark = Array(head.utf8)

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  /// The code of a finding about a blank.
  package static let rule = "unfilled-blank"

  /// Every blank of the tree that was read from these very bytes.
  static func findings(in root: Node, of bytes: [UInt8], path: String) -> [Finding] {
    guard mayOccur(in: bytes) else { return [] }
    var found: [Finding] = []
    var steps: [YAMLTree.KeyPath.Step] = []
    look(root, path, &steps, &found)
    return found
  }

  /// Whether any value can have a blank. What a value holds stands in the bytes as it is, but for
  /// escapes and folded line ends, and no line end is folded away between `<` and `f`.
  private static func mayOccur(in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      if next(UInt8(ascii: "\\"), in: bytes, from: 0) != nil { return true }
      var from = 0
      while let at = next(mark[0], in: bytes, from: from) {
        from = at + 1
        if from < bytes.count, lowered(bytes[from]) == mark[1] { return true }
      }
      return false
    }
  }

  private static func look(
    _ node: Node, _ path: String, _ steps: inout [YAMLTree.KeyPath.Step],
    _ found: inout [Finding]
  ) {
    switch node.content {
    case .mapping(let entries):
      for entry in entries {
        steps.append(.key(entry.key))
        look(entry.value, path, &steps, &found)
        steps.removeLast()
      }
    case .sequence(let items):
      for (index, item) in items.enumerated() {
        steps.append(.index(index))
        look(item, path, &steps, &found)
        steps.removeLast()
      }
    case .scalar(let text, _):
      guard let hint = hint(of: text) else { return }
      let place = YAMLTree.KeyPath(steps).description
      found.append(
        Finding(
          rule: rule, message: "`\(place)` is still to be filled in",
          location: Location(path: path, span: node.span), place: place,
          advice: "write \(hint)"))
    }
  }
}

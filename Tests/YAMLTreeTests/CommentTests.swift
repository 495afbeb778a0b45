import Testing

@testable import YAMLTree

/// Comments are exactly what the parser passes over.
struct CommentTests {
  /// A random document out of pieces in which `#` stands everywhere.
  private func document(_ generator: inout SeededGenerator) -> [UInt8] {
    let scalars = [
      "x", "x#y", "é#ü", "'# no'", "\"# \\\" no\"", "\"a\n    # in\n    b\"", "|\n    # in\n    b",
      ">-  # head\n    a\n\n    # in\n", "|2\n     # in", "[a, 'b # c', d]", "{k: '#', l: m#n}",
      "[a, # out\n    b]", "plain\n    goes on", "''", "",
    ]
    let tails = ["", " # out", "  #out", " # ü out", "\n# alone", "\n    # alone", "\n"]
    var text = Bool.random(using: &generator) ? "# first\n" : ""
    for index in 0..<Int.random(in: 1...5, using: &generator) {
      let scalar = scalars.randomElement(using: &generator) ?? "x"
      let tail =
        scalar.contains("\n") && !scalar.hasSuffix("]") && !scalar.hasSuffix("\"")
        ? "" : tails.randomElement(using: &generator) ?? ""
      text += "k\(index): \(scalar)\(tail)\n"
      if Bool.random(using: &generator) { text += "l\(index):\n  - a: \(tail)\n    b: 1\(tail)\n" }
    }
    return Array(text.utf8)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `taking a comment away changes no data, and touching any other mark does`(_ seed: UInt64)
    throws
  {
    var generator = SeededGenerator(seed: seed)
    var seen = 0
    for _ in 0..<400 {
      let bytes = document(&generator)
      guard let root = YAMLReader.read(bytes, path: "a").root else { continue }
      let margins = Margins(bytes, root: root)
      var marks = Set(bytes.indices.filter { bytes[$0] == UInt8(ascii: "#") })
      let places = Offsets(bytes)
      for comment in margins.comments {
        seen += 1
        let range = places.range(comment)
        #expect(bytes[range.lowerBound] == UInt8(ascii: "#"))
        marks.subtract(range)
        var without = bytes
        without.removeSubrange(range)
        #expect(YAMLReader.read(without, path: "a").root?.value == root.value)
      }
      for mark in marks {
        var other = bytes
        other[mark] = UInt8(ascii: "z")
        #expect(
          YAMLReader.read(other, path: "a").root?.value != root.value,
          "\(String(decoding: bytes, as: UTF8.self))")
      }
      var trimmed = bytes
      for range in margins.trailingBlanks.reversed() { trimmed.removeSubrange(range) }
      #expect(YAMLReader.read(trimmed, path: "a").root?.value == root.value)
    }
    #expect(seen > 100)
  }

  /// Places counted anew, not by what is tested.
  private struct Offsets {
    let lines: [[UInt8]]

    init(_ bytes: [UInt8]) {
      lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    }

    func range(_ comment: YAMLTree.Comment) -> Range<Int> {
      let line = comment.span.start.line - 1
      let start = lines[..<line].reduce(0) { $0 + $1.count + 1 }
      let scalars = String(decoding: lines[line], as: UTF8.self).unicodeScalars
      let before = scalars.prefix(comment.span.start.column - 1)
      let offset = before.reduce(0) { $0 + UTF8.width($1) }
      return start + offset..<start + lines[line].count
    }
  }
}

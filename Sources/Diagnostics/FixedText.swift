/// A text with as many of some fixes made in it as do not get in each other's way.
package struct FixedText: Sendable {
  package private(set) var bytes: [UInt8]
  /// The fixes that were made, in the order of the text.
  package private(set) var made: [Fix] = []

  /// Makes fixes whose spans are places of `bytes`; of two that touch, the first is made.
  package init(_ bytes: [UInt8], fixes: [Fix]) {
    self.bytes = bytes
    let offsets = TextOffsets(bytes)
    let placed = fixes.compactMap { Self.place($0, offsets) }
      .sorted { $0.edits[0].range.lowerBound < $1.edits[0].range.lowerBound }
    var taken: [(range: Range<Int>, text: String)] = []
    for fix in placed {
      let isFree = fix.edits.allSatisfy { edit in
        !taken.contains { Self.touch($0.range, edit.range) }
      }
      guard isFree else { continue }
      taken += fix.edits
      made.append(fix.fix)
    }
    var end = 0
    var result: [UInt8] = []
    for edit in taken.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[end..<edit.range.lowerBound]
      result += edit.text.utf8
      end = edit.range.upperBound
    }
    self.bytes = result + bytes[end...]
  }

  private typealias Placed = (fix: Fix, edits: [(range: Range<Int>, text: String)])

  /// A fix with the bytes of its edits; nil if one is no place of the text or they overlap.
  private static func place(_ fix: Fix, _ offsets: TextOffsets) -> Placed? {
    var edits: [(range: Range<Int>, text: String)] = []
    for edit in fix.edits {
      guard let range = offsets.range(of: edit.span),
        edits.last.map({ $0.range.upperBound <= range.lowerBound }) ?? true
      else { return nil }
      edits.append((range, edit.replacement))
    }
    return edits.isEmpty ? nil : (fix, edits)
  }

  private static func touch(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound
  }
}

/// The lines of a file, for showing places in it.
package struct SourceText: Sendable {
  private let text: String
  /// Where each line begins, in bytes. Few lines are shown: the others are never made.
  private let starts: [Int]

  package init(_ text: String) {
    var text = text
    starts = text.withUTF8 { bytes in
      [0] + bytes.indices.lazy.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }
    self.text = text
  }

  /// A line by its number from 1; nil beyond the end.
  func line(_ number: Int) -> Substring? {
    guard starts.indices.contains(number - 1) else { return nil }
    let bytes = text.utf8
    func index(_ offset: Int) -> String.Index {
      bytes.index(bytes.startIndex, offsetBy: offset)
    }
    let end = number < starts.count ? starts[number] - 1 : bytes.count
    return Substring(bytes[index(starts[number - 1])..<index(end)])
  }
}

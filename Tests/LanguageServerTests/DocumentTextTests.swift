import Diagnostics
import Testing

@testable import LanguageServer

@Suite struct DocumentTextTests {
  private static let text = "a😀é: x\r\nzweite\n\r\u{1F469}\u{200D}\u{1F4BB}!"

  @Test(arguments: [
    (ColumnUnit.utf16, 3, 3), (.utf8, 5, 3), (.utf32, 2, 3), (.utf16, 4, 4), (.utf16, 2, 2),
    (.utf16, 99, 7), (.utf16, 0, 1),
  ])
  func `columns are counted as the client counts them`(
    unit: ColumnUnit, character: Int, column: Int
  ) {
    let text = DocumentText(Self.text)
    let place = ClientPosition(line: 0, character: character)
    #expect(text.position(of: place, unit) == Position(line: 1, column: column))
  }

  @Test func `places go there and back in every unit`() {
    let text = DocumentText(Self.text)
    for unit in ColumnUnit.allCases {
      for line in 1...text.lineCount {
        for column in 1...(text.line(line - 1).count + 1) {
          let position = Position(line: line, column: column)
          let there = text.clientPosition(of: position, unit)
          #expect(text.position(of: there, unit) == position, "\(unit) \(position)")
        }
      }
    }
  }

  @Test func `places beyond the text mean its end`() {
    let text = DocumentText("ab\ncd")
    let beyond = ClientPosition(line: 9, character: 9)
    #expect(text.position(of: beyond, .utf16) == Position(line: 2, column: 3))
    let end = text.clientPosition(of: Position(line: 9, column: 1), .utf16)
    #expect(end == ClientPosition(line: 1, character: 2))
  }

  /// The same edits on an array of UTF-16 units, whose lines are counted anew each time.
  @Test func `edits agree with a slow reading`() {
    var generator = SystemRandomNumberGenerator()
    let words = ["x", "😀", "\n", "\r\n", "é", "", "key: ", "abc\ndef"]
    for _ in 0..<300 {
      var text = DocumentText("one\ntwo 😀 three\r\nfour")
      var slow = Array("one\ntwo 😀 three\r\nfour".utf16)
      for _ in 0..<10 {
        let places = (0..<2).map { _ in
          ClientPosition(
            line: Int.random(in: 0...5, using: &generator),
            character: Int.random(in: 0...9, using: &generator))
        }.sorted()
        let word = words.randomElement(using: &generator) ?? ""
        let range = ClientRange(start: places[0], end: places[1])
        text.replace(range, with: word, .utf16)
        let (start, end) = (Self.offset(places[0], in: slow), Self.offset(places[1], in: slow))
        slow.replaceSubrange(start..<max(start, end), with: Array(word.utf16))
        #expect(text.bytes == Array(String(decoding: slow, as: UTF16.self).utf8))
      }
    }
  }

  private static func offset(_ place: ClientPosition, in units: [UInt16]) -> Int {
    var line = 0
    var index = 0
    while line < place.line, index < units.count {
      if units[index] == 0x0A
        || (units[index] == 0x0D && (index + 1 == units.count || units[index + 1] != 0x0A))
      {
        line += 1
      }
      index += 1
    }
    guard line == place.line else { return units.count }
    var column = 0
    while column < place.character, index < units.count, units[index] != 0x0A, units[index] != 0x0D
    {
      let width = units[index] & 0xFC00 == 0xD800 ? 2 : 1
      guard column + width <= place.character else { break }
      column += width
      index += width
    }
    return index
  }
}

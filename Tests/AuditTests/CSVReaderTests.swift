import Audit
import Testing

/// Strict CSV: what others could read otherwise is refused at its line and column.
struct CSVReaderTests {
  struct Good: Sendable, CustomTestStringConvertible {
    let text: String
    let records: [[String]]
    var testDescription: String { text.debugDescription }
  }

  static let good = [
    Good(text: "", records: []),
    Good(text: "a,b\n1,2\n", records: [["a", "b"], ["1", "2"]]),
    Good(text: "a,b\r\n1,2", records: [["a", "b"], ["1", "2"]]),
    Good(text: "\u{FEFF}a,b\r\n1,2\r\n", records: [["a", "b"], ["1", "2"]]),
    Good(text: "a\n\"x, \"\"y\"\"\"\n", records: [["a"], ["x, \"y\""]]),
    Good(text: "a,b\n\"1\n2\",3\n", records: [["a", "b"], ["1\n2", "3"]]),
    Good(text: "a,b\n,\n", records: [["a", "b"], ["", ""]]),
    Good(text: "a\n\"\"", records: [["a"], [""]]),
    Good(text: "a,b\nü, x \n", records: [["a", "b"], ["ü", " x "]]),
  ]

  @Test(arguments: good)
  func `records are read`(_ example: Good) throws {
    let records = try CSVReader.read(Array(example.text.utf8), name: "f.csv")
    #expect(records.map { $0.fields.map(\.text) } == example.records)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let fault: String
    init(_ text: String, _ fault: String) { self.init(Array(text.utf8), fault) }
    init(_ bytes: [UInt8], _ fault: String) { (self.bytes, self.fault) = (bytes, fault) }
    var testDescription: String { fault }
  }

  static let bad = [
    Bad("a,b\n1\n", "f.csv:2: 1 fields, but the header has 2"),
    Bad("a,b\n1,2,3\n", "f.csv:2: 3 fields, but the header has 2"),
    Bad("a,b\n1,x\"y\n", "f.csv:2:4: a quote within a field that does not begin with one"),
    Bad("a\n\"x\"y\n", "f.csv:2:4: text after the quote that ends a field"),
    Bad("a,b\n1,\"x\n", "f.csv:2:3: a quote does not end"),
    Bad("a\rb\n", "f.csv:1:2: a carriage return without a line feed"),
    Bad([0x61, 0x00], "f.csv:1:2: a zero byte"),
    Bad([0x61, 0x2C, 0xFF], "f.csv:1:3: the field is not UTF-8"),
    Bad("a,b\n\"1\n\n2\",x\"\n", "f.csv:4:5: a quote within a field that does not begin with one"),
  ]

  @Test(arguments: bad)
  func `what is not in order is refused where it stands`(_ example: Bad) {
    let fault = #expect(throws: InputFault.self) {
      try CSVReader.read(example.bytes, name: "f.csv")
    }
    #expect(fault?.description == example.fault)
  }

  /// A generator that gives the same numbers for the same seed.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  @Test(arguments: 0..<200)
  func `what is written by the rules comes back`(_ seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    let letters = Array("a,\"\n\r ü=;\t0")
    let width = Int.random(in: 1...4, using: &dice)
    let table = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
      (0..<width).map { _ in
        String(
          (0..<Int.random(in: 0...6, using: &dice)).map { _ in
            letters.randomElement(using: &dice) ?? "a"
          })
      }
    }
    let text = table.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
    let records = try CSVReader.read(Array(text.utf8), name: "f.csv")
    #expect(
      records.map { $0.fields.map { Array($0.text.utf8) } }
        == table.map { $0.map { Array($0.utf8) } })
  }

  @Test(arguments: 0..<400)
  func `no bytes make it fall over`(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let bytes = (0..<Int.random(in: 0...80, using: &dice)).map { _ in
      Array(",\"\n\rab\u{0}".utf8 + [0xEF, 0xBB, 0xBF, 0xFF]).randomElement(using: &dice) ?? 0
    }
    do throws(InputFault) {
      let records = try CSVReader.read(bytes, name: "f.csv")
      #expect(Set(records.map(\.fields.count)).count <= 1)
    } catch {
      #expect(error.line >= 1 && (error.column ?? 1) >= 1)
      #expect(error.line <= bytes.count { $0 == 0x0A } + 1)
    }
  }
}

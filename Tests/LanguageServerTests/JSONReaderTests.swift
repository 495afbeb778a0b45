import Foundation
import Reporting
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    "null", " [1, -2 ,0.5e-3]\n", #"{"a":{"b":[true,false]}}"#, "0", "-0", "123456789012345678901",
    #""\u00e9\ud83d\ude00\n\/""#, #"["\ud800"]"#, "[]", "{}", "{\"\u{e9}\":1,\"e\u{301}\":2}",
  ])
  func `JSON is read, and written again means the same`(text: String) throws {
    let value = try JSONReader.read(Array(text.utf8))
    let again = try JSONReader.read(Array(value.line.utf8))
    #expect(value.line == again.line)
  }

  @Test(arguments: [
    "", " ", "nul", "01", "-", "1.", "1e", "+1", ".5", "[1,]", "{,}", #"{"a" 1}"#,
    #"{"a":1,"a":2}"#,
    "[1 2]", "\"a", #""\x""#, #""\u12g4""#, "\"\u{1}\"", "1 2", "[", "{\"a\":", "'a'", "NaN",
    "\u{FEFF}1",
  ])
  func `what is no JSON is refused`(text: String) {
    #expect(throws: JSONReader.Fault.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test func `bad UTF-8 is refused`() {
    #expect(throws: JSONReader.Fault.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
  }

  @Test func `depth is bounded`() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONReader.read(nested(JSONReader.depthLimit))
    #expect(throws: JSONReader.Fault.self) {
      try JSONReader.read(nested(JSONReader.depthLimit + 1))
    }
    #expect(throws: JSONReader.Fault.self) {
      try JSONReader.read([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
    }
  }

  /// Another reader accepts whatever ours does.
  @Test func `mutated texts are read only if another reader reads them`() throws {
    var generator = SystemRandomNumberGenerator()
    let seed = Array(
      #"{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":[1,-2.5e3,"é\u00e9\n",true,null]}}"#.utf8
    )
    let spice = Array("{}[]\",:\\ue1-.0tfn \u{7f}".utf8)
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = spice.randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: index)
        default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
        }
      }
      guard (try? JSONReader.read(bytes)) != nil else { continue }
      accepted += 1
      #expect(
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil,
        "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(accepted > 100)
  }
}

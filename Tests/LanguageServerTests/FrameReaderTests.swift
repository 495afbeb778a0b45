import Testing

@testable import LanguageServer

@Suite struct FrameReaderTests {
  private static let stream = Array(
    "Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x\r\n\r\n[1]".utf8)

  @Test(arguments: 1...20)
  func `bodies are found however the stream is cut`(size: Int) {
    var reader = FrameReader()
    var pieces: [FrameReader.Piece] = []
    for start in stride(from: 0, to: Self.stream.count, by: size) {
      pieces += reader.add(Self.stream[start..<min(start + size, Self.stream.count)])
    }
    #expect(pieces == [.body(Array("{}".utf8)), .body(Array("[1]".utf8))])
    #expect(!reader.isInside)
  }

  @Test(arguments: [
    "Content-Length: -1\r\n\r\n", "Content-Length: 9999999999999\r\n\r\n", "X: 1\r\n\r\n",
    "Content-Length: 1x\r\n\r\n", "\r\n\r\n",
  ])
  func `a bad header costs itself alone`(header: String) {
    var reader = FrameReader()
    let pieces = reader.add(Array(header.utf8) + Self.stream)
    #expect(pieces.count == 3)
    #expect(pieces.last == .body(Array("[1]".utf8)))
  }

  @Test func `a body that is too large is skipped without being kept`() {
    var reader = FrameReader(limit: 10)
    var pieces = reader.add(Array("Content-Length: 1000000\r\n\r\n".utf8))
    for _ in 0..<100 { pieces += reader.add([UInt8](repeating: 0x20, count: 10_000)) }
    pieces += reader.add(Self.stream)
    #expect(pieces.count == 3)
    #expect(pieces.last == .body(Array("[1]".utf8)))
  }

  @Test func `a header without an end is dropped`() {
    var reader = FrameReader()
    #expect(reader.add([UInt8](repeating: 0x41, count: 9000)).count == 1)
    #expect(!reader.isInside)
  }
}

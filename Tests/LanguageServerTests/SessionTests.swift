import Foundation
import TestSupport
import Testing

/// The program as an editor starts it, over its real pipes.
@Suite struct SessionTests {
  private static let record = """
    schema: assent/change/1
    id: CHG-2026-0104
    title: Move 😀 things
    type: norml

    """

  /// Sends bodies, or bytes as they are, and gives the answers and the exit status.
  private func session(_ bodies: [String], raw: Data = Data(), in folder: ScratchFolder) throws
    -> (answers: [JSON], status: Int32)
  {
    var input = Data()
    for body in bodies {
      input += Data("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }
    let outcome = try Command.run(
      try Assent.binary(), ["lsp", "--stdio"], in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path), input: input + raw)
    return (try Self.answers(outcome.output), outcome.status)
  }

  private static func answers(_ output: Data) throws -> [JSON] {
    var rest = output[...]
    var answers: [JSON] = []
    let mark = Data("\r\n\r\n".utf8)
    while let end = rest.range(of: mark) {
      let header = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
      let count = try #require(Int(header.dropFirst("Content-Length: ".count)))
      answers.append(try JSON(parsing: Data(rest[end.upperBound...].prefix(count))))
      rest = rest[(end.upperBound + count)...]
    }
    #expect(rest.isEmpty)
    return answers
  }

  private static let introduction = [
    #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
    #"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
  ]
  private static let farewell = [
    #"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"#, #"{"jsonrpc":"2.0","method":"exit"}"#,
  ]

  private static func opening(_ path: String, _ text: String) -> String {
    """
    {"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":\
    "file://\(path)","languageId":"yaml","version":1,"text":\(Client.quoted(text))}}}
    """
  }

  private static func hover(_ path: String) -> String {
    """
    {"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":\
    "file://\(path)"},"position":{"line":3,"character":7}}}
    """
  }

  @Test func `a session over pipes`() throws {
    let folder = try ScratchFolder("lsp")
    // The file on disk says something else: the open text is what counts.
    try folder.write("schema: nothing\n", to: "changes/2026/CHG-2026-0104.yaml")
    let path = "\(folder.path)/changes/2026/CHG-2026-0104.yaml"
    let change = """
      {"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":\
      "file://\(path)","version":2},"contentChanges":[{"range":{"start":{"line":2,"character":8},\
      "end":{"line":2,"character":10}},"text":"é"}]}}
      """
    let (answers, status) = try session(
      Self.introduction + [Self.opening(path, Self.record), change, Self.hover(path)]
        + Self.farewell, in: folder)
    #expect(status == 0)
    let news = try #require(
      answers.first { $0["method"].string == "textDocument/publishDiagnostics" })
    #expect(news["params"]["version"].integer == 2)
    let diagnostic = try #require(
      news["params"]["diagnostics"].elements.first { $0["code"].string == "bad-value" })
    #expect(diagnostic["range"]["start"]["line"].integer == 3)
    #expect(diagnostic["range"]["end"]["character"].integer == 11)
    let hover = try #require(answers.first { $0["id"].integer == 2 })
    #expect(hover["result"]["contents"]["value"].string?.contains("bad-value") == true)
  }

  @Test func `a policy that is broken in the editor is told of a record`() throws {
    let folder = try ScratchFolder("lsp")
    for (path, bytes) in FakeHost.files {
      try folder.write(String(decoding: bytes, as: UTF8.self), to: path)
    }
    let path = "\(folder.path)/policies/systems.yaml"
    let (answers, _) = try session(
      Self.introduction
        + [Self.opening(path, "schema: assent/systems/1\nsystms: {}\n"), Self.hover(path)]
        + Self.farewell, in: folder)
    let news = try #require(
      answers.first { $0["method"].string == "textDocument/publishDiagnostics" })
    let codes = news["params"]["diagnostics"].elements.compactMap { $0["code"].string }
    #expect(codes.contains("unknown-key") && codes.contains("missing-key"))
  }

  @Test func `a request that is taken back is answered so`() throws {
    let folder = try ScratchFolder("lsp")
    let (answers, _) = try session(
      Self.introduction + [
        #"{"jsonrpc":"2.0","id":5,"method":"textDocument/hover","params":{}}"#,
        #"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":5}}"#,
      ] + Self.farewell, in: folder)
    #expect(answers.first { $0["id"].integer == 5 }?["error"]["code"].integer == -32800)
  }

  @Test func `noise between messages is answered and passed over`() throws {
    let folder = try ScratchFolder("lsp")
    let good = Self.introduction[0]
    let raw = Data(
      "Hello\r\n\r\nContent-Length: 3\r\n\r\n{}}Content-Length: \(good.utf8.count)\r\n\r\n\(good)"
        .utf8)
    let (answers, status) = try session([], raw: raw, in: folder)
    #expect(status == 1)
    #expect(answers.compactMap { $0["error"]["code"].integer } == [-32700, -32700])
    #expect(answers.last?["result"]["serverInfo"]["name"].string == "assent")
  }

  @Test func `the end of the input ends the server`() throws {
    let folder = try ScratchFolder("lsp")
    #expect(try session([], in: folder).status == 1)
    #expect(try session(Self.introduction, in: folder).status == 1)
    #expect(try session(Self.introduction + [Self.farewell[0]], in: folder).status == 0)
  }
}

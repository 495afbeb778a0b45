import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import LanguageServer

@Suite struct AnswerTests {
  private static let text = """
    schema: assent/change/1
    id: CHG-2026-0104
    request:
      requester: ana.ruiz
      systems: [claims-db]
      depends-on: [CHG-2026-0101]
    implementation:
      steps:
        - id: P1
          do: Stop the API
    rollback:
      steps:
        - {id: R1, undoes: [P1]}

    """

  private static let markdown =
    #"{"textDocument":{"hover":{"contentFormat":["markdown"]},"publishDiagnostics":{"relatedInformation":true},"documentSymbol":{"hierarchicalDocumentSymbolSupport":true},"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":[]}}}}}"#

  @Test func `hovers read as they did`() throws {
    var client = try Client(capabilities: Self.markdown)
    try client.open(Self.text)
    var page = ""
    for (word, line, character) in [
      ("request", 2, 1), ("ana.ruiz", 3, 15), ("claims-db", 4, 14), ("CHG-2026-0101", 5, 18),
      ("undoes", 12, 16), ("P1", 12, 25), ("rollback", 10, 2),
    ] {
      let answer = try client.ask("hover", line: line, character: character)
      page += "=== \(word)\n\(answer["contents"]["value"].string ?? "nothing")\n\n"
    }
    try Golden.compare(page, with: "hovers.md")
  }

  @Test(arguments: [
    (3, 15, "policies/people.yaml"), (4, 14, "policies/systems.yaml"),
    (5, 18, "changes/2026/CHG-2026-0101.yaml"), (12, 25, "changes/2026/CHG-2026-0104.yaml"),
  ])
  func `definitions are found`(line: Int, character: Int, path: String) throws {
    var client = try Client()
    try client.open(Self.text)
    let answer = try client.ask("definition", line: line, character: character)
    #expect(answer["uri"].string == "file://\(FakeHost.root)/\(path)")
    if path.hasSuffix("0104.yaml") { #expect(answer["range"]["start"]["line"].integer == 8) }
  }

  @Test func `sections and steps are symbols, each within its parent`() throws {
    var client = try Client(capabilities: Self.markdown)
    try client.open(Self.text)
    let answer = try client.request(
      "textDocument/documentSymbol", "{\"textDocument\":{\"uri\":\"\(Client.uri)\"}}")["result"]
    #expect(
      answer.elements.compactMap { $0["name"].string }
        == ["schema", "id", "request", "implementation", "rollback"])
    let steps = answer.elements[3]["children"].elements[0]
    #expect(steps["children"].elements.compactMap { $0["name"].string } == ["P1"])
    try Self.expectInside(answer.elements)
  }

  private static func expectInside(_ symbols: [JSON]) throws {
    for symbol in symbols {
      let ends = ["range", "selectionRange"].map { key in
        (Self.number(symbol[key]["start"]), Self.number(symbol[key]["end"]))
      }
      #expect(ends[0].0 <= ends[1].0 && ends[1].1 <= ends[0].1)
      try expectInside(symbol["children"].elements)
    }
  }

  private static func number(_ place: JSON) -> Int {
    (place["line"].integer ?? 0) * 10_000 + (place["character"].integer ?? 0)
  }

  // MARK: Findings

  private static func finding(
    _ rule: String, _ severity: Severity, line: Int, _ columns: Range<Int>, place: String? = nil,
    fix: Fix? = nil
  ) -> Finding {
    let span = Span(
      start: Position(line: line, column: columns.lowerBound),
      end: Position(line: line, column: columns.upperBound))
    return Finding(
      rule: rule, severity: severity, message: "something is wrong",
      location: Location(path: "changes/2026/CHG-2026-0104.yaml", span: span), place: place,
      advice: "cure it",
      related: [
        .init(label: "asked for here", location: Location(path: "policies/workflow.yaml"))
      ], fix: fix)
  }

  @Test func `findings are published with the version that they are about, once`() throws {
    var client = try Client(capabilities: Self.markdown)
    client.host.found = [Self.finding("rollback-missing", .warning, line: 4, 14..<23)]
    try client.open("😀" + Self.text, version: 7)
    #expect(client.server.hasWork)
    let news = try client.work()
    #expect(news.count == 1)
    #expect(news[0]["method"].string == "textDocument/publishDiagnostics")
    #expect(news[0]["params"]["version"].integer == 7)
    let diagnostic = news[0]["params"]["diagnostics"].elements[0]
    #expect(diagnostic["code"].string == "rollback-missing")
    #expect(diagnostic["severity"].integer == 2)
    #expect(diagnostic["message"].string == "something is wrong\ncure it")
    #expect(diagnostic["relatedInformation"].elements.count == 1)
    #expect(diagnostic["range"]["start"]["line"].integer == 3)
    #expect(!client.server.hasWork)
    _ = try client.send(
      #"{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[]}}"#)
    #expect(client.server.hasWork)
    #expect(try client.work().isEmpty)
    #expect(client.host.runs == 2)
  }

  @Test func `closing a file takes its findings away`() throws {
    var client = try Client()
    client.host.found = [Self.finding("rollback-missing", .warning, line: 4, 14..<23)]
    try client.open(Self.text)
    _ = try client.work()
    let news = try client.send(
      "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{\"uri\":\"\(Client.uri)\"}}}"
    )
    #expect(news.count == 1)
    #expect(news.first?["params"]["diagnostics"].elements.isEmpty == true)
    #expect(client.host.overlaid.isEmpty)
  }

  private func actions(_ client: inout Client, only: String = "[]") throws -> [JSON] {
    try client.request(
      "textDocument/codeAction",
      """
      {"textDocument":{"uri":"\(Client.uri)"},"range":{"start":{"line":3,"character":14},\
      "end":{"line":3,"character":14}},"context":{"diagnostics":[],"only":\(only)}}
      """)["result"].elements
  }

  @Test func `a fix is preferred, a warning can be suppressed, a rule explained`() throws {
    var client = try Client(capabilities: Self.markdown)
    let fix = Fix(
      title: "write ana.ruiz",
      edits: [
        .init(
          span: Span(start: Position(line: 4, column: 14), end: Position(line: 4, column: 22)),
          replacement: "bo.chen")
      ])
    client.host.found = [
      Self.finding(
        "rollback-copied", .warning, line: 4, 14..<22, place: "request.requester", fix: fix)
    ]
    try client.open(Self.text)
    let found = try actions(&client)
    #expect(
      found.compactMap { $0["title"].string } == [
        "write ana.ruiz", "suppress rollback-copied with a reason", "explain rollback-copied",
        "apply every fix",
      ])
    #expect(found[0]["isPreferred"].bool == true)
    let edit = found[0]["edit"]["changes"][Client.uri].elements[0]
    #expect(try CompletionTests.applied(edit, to: Self.text).contains("requester: bo.chen"))
    let comment = found[1]["edit"]["changes"][Client.uri].elements[0]
    #expect(
      try CompletionTests.applied(comment, to: Self.text).contains(
        "\n  # assent: ignore[rollback-copied] until=2026-03-18 reason: say why\n  requester:"))
    #expect(try actions(&client, only: #"["source"]"#).count == 1)
    let told = try client.send(
      #"{"jsonrpc":"2.0","id":99,"method":"workspace/executeCommand","params":{"command":"assent.explain","arguments":["rollback-copied"]}}"#
    )
    #expect(told.last?["method"].string == "window/showMessage")
  }

  @Test func `an error cannot be suppressed`() throws {
    var client = try Client(capabilities: Self.markdown)
    client.host.found = [
      Self.finding("rollback-missing", .error, line: 4, 14..<22, place: "request.requester")
    ]
    try client.open(Self.text)
    #expect(try actions(&client).compactMap { $0["title"].string } == ["explain rollback-missing"])
  }

  // MARK: Strange texts

  /// A text that was cut and mixed at random never ends the server, wherever one asks.
  @Test func `no text and no place ends the server`() throws {
    var generator = SystemRandomNumberGenerator()
    let pieces =
      Self.text.map(String.init)
      + ["{", "}", "[", "]", "\"", "'", "- ", ": ", "|", ">-\n", "#", "\t", "\r", "\n", "😀", "  "]
    let methods = ["completion", "hover", "definition"]
    var client = try Client(capabilities: Self.markdown)
    for round in 0..<400 {
      var letters = Self.text.map(String.init)
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let index = Int.random(in: 0...letters.count, using: &generator)
        if Bool.random(using: &generator), index < letters.count {
          letters.removeSubrange(
            index..<min(letters.count, index + Int.random(in: 1...30, using: &generator)))
        } else {
          letters.insert(pieces.randomElement(using: &generator) ?? "", at: index)
        }
      }
      let path = ["changes/2026/CHG-2026-0104.yaml", "policies/workflow.yaml"][round % 2]
      let uri = "file://\(FakeHost.root)/\(path)"
      try client.open(letters.joined(), uri: uri)
      for method in methods {
        _ = try client.ask(
          method, line: Int.random(in: 0...18, using: &generator),
          character: Int.random(in: 0...30, using: &generator), uri: uri)
      }
      _ = try client.request(
        "textDocument/documentSymbol", "{\"textDocument\":{\"uri\":\"\(uri)\"}}")
    }
  }
}

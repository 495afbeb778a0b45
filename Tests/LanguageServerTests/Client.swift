import Foundation
import Reporting
import TestSupport

@testable import LanguageServer

/// A client in memory: what it sends goes through the same bytes as over a pipe.
struct Client {
  var server: Server
  let host = FakeHost()
  private var nextID = 0

  static let uri = "file:///work-tree/changes/2026/CHG-2026-0104.yaml"

  /// A client that has been introduced, unless it is told not to be.
  init(capabilities: String = "{}", isIntroduced: Bool = true) throws {
    server = Server(host: host, name: "assent", version: "1")
    guard isIntroduced else { return }
    _ = try request("initialize", "{\"capabilities\":\(capabilities)}")
    _ = try send(#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#)
  }

  /// Sends a body and gives everything that comes back.
  mutating func send(_ body: String) throws -> [JSON] {
    try server.handle(Message(Array(body.utf8))).map { try JSON(parsing: Data($0.line.utf8)) }
  }

  /// Sends a request and gives its answer, an error included.
  mutating func request(_ method: String, _ parameters: String) throws -> JSON {
    nextID += 1
    let id = nextID
    let body =
      "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method)\",\"params\":\(parameters)}"
    let answers = try send(body)
    guard let answer = answers.first(where: { $0["id"].integer == id }) else {
      throw TestFailure("no answer to \(method)")
    }
    return answer
  }

  /// Opens a text.
  mutating func open(_ text: String, uri: String = Client.uri, version: Int = 1) throws {
    _ = try send(
      """
      {"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"\(uri)",\
      "languageId":"yaml","version":\(version),"text":\(Self.quoted(text))}}}
      """)
  }

  /// Asks a question about a place.
  mutating func ask(_ method: String, line: Int, character: Int, uri: String = Client.uri) throws
    -> JSON
  {
    try request(
      "textDocument/\(method)",
      """
      {"textDocument":{"uri":"\(uri)"},"position":{"line":\(line),"character":\(character)}}
      """)["result"]
  }

  /// Publishes what is due.
  mutating func work() throws -> [JSON] {
    try server.work().map { try JSON(parsing: Data($0.line.utf8)) }
  }

  static func quoted(_ text: String) -> String {
    String(JSONValue.string(text).line.dropLast())
  }
}

/// A text in which `|` marks a place, counted in UTF-16 as clients do.
struct Marked {
  let text: String
  let line: Int
  let character: Int

  init(_ marked: String) {
    let parts = marked.components(separatedBy: "|")
    text = parts.joined()
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    line = lines.count - 1
    character = lines.last?.utf16.count ?? 0
  }
}

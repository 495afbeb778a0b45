import Foundation
import TestSupport
import Testing

@testable import LanguageServer

@Suite struct LifecycleTests {
  @Test func `requests before initialize are refused and notifications dropped`() throws {
    var client = try Client(isIntroduced: false)
    #expect(try client.request("textDocument/hover", "{}")["error"]["code"].integer == -32002)
    try client.open("id: x")
    #expect(client.server.documents.isEmpty)
    #expect(!client.server.hasWork)
  }

  @Test func `initialize comes once`() throws {
    var client = try Client()
    #expect(try client.request("initialize", "{}")["error"]["code"].integer == -32600)
  }

  @Test(arguments: [
    (#"{"general":{"positionEncodings":["utf-16","utf-8"]}}"#, "utf-8"),
    (#"{"general":{"positionEncodings":["utf-32","utf-16"]}}"#, "utf-32"),
    (#"{"general":{"positionEncodings":["ucs-2"]}}"#, "utf-16"),
    ("{}", "utf-16"),
  ])
  func `the encoding of positions is agreed upon`(capabilities: String, encoding: String) throws {
    var client = try Client(isIntroduced: false)
    let answer = try client.request("initialize", "{\"capabilities\":\(capabilities)}")
    #expect(answer["result"]["capabilities"]["positionEncoding"].string == encoding)
  }

  @Test func `exit is 0 after shutdown and 1 without`() throws {
    var polite = try Client()
    #expect(try polite.request("shutdown", "null")["error"] == .null)
    #expect(try polite.request("textDocument/hover", "{}")["error"]["code"].integer == -32600)
    _ = try polite.send(#"{"jsonrpc":"2.0","method":"exit"}"#)
    #expect(polite.server.exitStatus == 0)
    var rude = try Client()
    _ = try rude.send(#"{"jsonrpc":"2.0","method":"exit"}"#)
    #expect(rude.server.exitStatus == 1)
  }

  @Test(arguments: [
    ("{", -32700), ("[]", -32600), ("7", -32600),
    (#"{"jsonrpc":"1.0","id":1,"method":"x"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
    (#"{"jsonrpc":"2.0","id":[1],"method":"x"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"textDocument/rename"}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#, -32602),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"x"}}}"#,
      -32602
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"workspace/executeCommand","params":{"command":"rm"}}"#,
      -32602
    ),
  ])
  func `what is wrong with a message is answered by its code`(body: String, code: Int) throws {
    var client = try Client()
    let answers = try client.send(body)
    #expect(answers.count == 1)
    #expect(answers.first?["error"]["code"].integer == code)
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","id":1,"result":null}"#, #"{"jsonrpc":"2.0","method":"$/setTrace"}"#,
    #"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":7}}"#,
  ])
  func `answers and unknown notifications are passed over`(body: String) throws {
    var client = try Client()
    #expect(try client.send(body).isEmpty)
  }
}

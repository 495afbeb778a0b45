package import Reporting

/// The name of a request, which its answer repeats.
package enum RequestID: Hashable, Sendable {
  case number(Int)
  case text(String)

  init?(_ value: JSONValue) {
    switch value {
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    default: return nil
    }
  }

  var json: JSONValue {
    switch self {
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    }
  }
}

/// One message of JSON-RPC 2.0 from the client.
package enum Message: Sendable {
  case request(RequestID, method: String, parameters: JSONValue)
  case notification(method: String, parameters: JSONValue)
  /// The answer to a request of ours, which needs nothing to be done.
  case response
  /// No message: the error that answers it.
  case invalid(RequestError, id: RequestID?)

  /// Reads the body of a message.
  package init(_ body: [UInt8]) {
    do throws(JSONReader.Fault) {
      self = Self.read(try JSONReader.read(body))
    } catch {
      self = .invalid(
        RequestError(.parseError, "no JSON at byte \(error.offset): \(error.reason)"), id: nil)
    }
  }

  private static func read(_ value: JSONValue) -> Message {
    guard value.isObject else {
      return .invalid(RequestError(.invalidRequest, "a message is an object"), id: nil)
    }
    let id = RequestID(value["id"])
    guard value["jsonrpc"].text == "2.0" else {
      return .invalid(RequestError(.invalidRequest, "`jsonrpc` is not \"2.0\""), id: id)
    }
    guard let method = value["method"].text else {
      if case .object(let members) = value, members.contains(where: { isAnswer($0.0) }) {
        return .response
      }
      return .invalid(RequestError(.invalidRequest, "`method` is no text"), id: id)
    }
    if let id { return .request(id, method: method, parameters: value["params"]) }
    guard value["id"].isNull else {
      return .invalid(RequestError(.invalidRequest, "`id` is neither number nor text"), id: nil)
    }
    return .notification(method: method, parameters: value["params"])
  }

  private static func isAnswer(_ key: String) -> Bool { key == "result" || key == "error" }
}

/// Why a request has no result.
package struct RequestError: Error, Hashable, Sendable {
  /// The codes of JSON-RPC and of the Language Server Protocol that are used here.
  package enum Code: Int, Hashable, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParameters = -32602
    case notInitialized = -32002
    case cancelled = -32800
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// What the server sends.
package enum Outgoing {
  /// The answer to a request.
  static func result(_ id: RequestID, _ result: JSONValue) -> JSONValue {
    .object([("jsonrpc", .string("2.0")), ("id", id.json), ("result", result)])
  }

  /// The answer to a request that has no result.
  package static func error(_ id: RequestID?, _ error: RequestError) -> JSONValue {
    .object([
      ("jsonrpc", .string("2.0")), ("id", id?.json ?? .null),
      (
        "error",
        .object([("code", .number(error.code.rawValue)), ("message", .string(error.message))])
      ),
    ])
  }

  /// News that nobody answers.
  static func notification(_ method: String, _ parameters: JSONValue) -> JSONValue {
    .object([
      ("jsonrpc", .string("2.0")), ("method", .string(method)), ("params", parameters),
    ])
  }

  /// A request to the client.
  static func request(_ id: String, _ method: String, _ parameters: JSONValue) -> JSONValue {
    .object([
      ("jsonrpc", .string("2.0")), ("id", .string(id)), ("method", .string(method)),
      ("params", parameters),
    ])
  }

  /// The bytes of a message with its header.
  package static func frame(_ message: JSONValue) -> [UInt8] {
    let body = Array(message.line.utf8.dropLast())
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}

extension Message {
  /// The request that this message takes back, if it takes one back.
  package var cancelledRequest: RequestID? {
    guard case .notification("$/cancelRequest", let parameters) = self else { return nil }
    return RequestID(parameters["id"])
  }
}

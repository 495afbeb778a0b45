package import Reporting

/// A language server as a value: messages in, messages out; it neither reads nor writes.
package struct Server {
  /// Where it stands between `initialize` and `exit`.
  enum Phase: Hashable {
    case new, running, shutDown
  }

  let host: any LanguageHost
  /// What the server says that it is.
  let name: String
  let version: String

  var phase = Phase.new
  var abilities = ClientAbilities()
  var documents: [String: OpenDocument] = [:]
  /// The work trees in which something changed since findings were published.
  var changedRoots: Set<String> = []
  /// What was published last, by URI, so that nothing is said twice.
  var published: [String: String] = [:]

  /// Set by `exit`: 0 after `shutdown`, else 1.
  package private(set) var exitStatus: Int32?

  package init(host: any LanguageHost, name: String, version: String) {
    self.host = host
    self.name = name
    self.version = version
  }

  /// Whether findings are to be published as soon as the client pauses.
  package var hasWork: Bool { !changedRoots.isEmpty && phase == .running }

  /// What the end of the input means for the exit status.
  package var statusAtEnd: Int32 { exitStatus ?? (phase == .shutDown ? 0 : 1) }

  /// Takes one message; the result is what is to be sent.
  package mutating func handle(_ message: Message) -> [JSONValue] {
    switch message {
    case .response: return []
    case .invalid(let error, let id): return [Outgoing.error(id, error)]
    case .notification(let method, let parameters): return notified(method, parameters)
    case .request(let id, let method, let parameters):
      var news: [JSONValue] = []
      do throws(RequestError) {
        let result = try answer(method, parameters, &news)
        return [Outgoing.result(id, result)] + news
      } catch {
        return [Outgoing.error(id, error)] + news
      }
    }
  }

  // MARK: Notifications

  private mutating func notified(_ method: String, _ parameters: JSONValue) -> [JSONValue] {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return []
    }
    // The protocol wants notifications dropped before `initialize` and after `shutdown`.
    guard phase == .running else { return [] }
    switch method {
    case "initialized": return registrations()
    case "textDocument/didOpen": open(parameters["textDocument"])
    case "textDocument/didChange": change(parameters)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles",
      "workspace/didChangeConfiguration":
      changedRoots.formUnion(documents.values.compactMap { $0.place?.root })
    case "textDocument/didClose": return close(parameters["textDocument"])
    default: break
    }
    return []
  }

  // MARK: Requests

  private mutating func answer(
    _ method: String, _ parameters: JSONValue, _ news: inout [JSONValue]
  ) throws(RequestError) -> JSONValue {
    if method == "initialize" { return try initialize(parameters) }
    switch phase {
    case .new: throw RequestError(.notInitialized, "`initialize` comes first")
    case .shutDown: throw RequestError(.invalidRequest, "the server was shut down")
    case .running: break
    }
    switch method {
    case "shutdown":
      phase = .shutDown
      return .null
    case "textDocument/completion": return try completion(parameters)
    case "textDocument/hover":
      news += work()
      return try hover(parameters)
    case "textDocument/definition": return try definition(parameters)
    case "textDocument/documentSymbol": return try symbols(parameters)
    case "textDocument/codeAction":
      news += work()
      return try actions(parameters)
    case "workspace/executeCommand": return try execute(parameters, &news)
    default: throw RequestError(.methodNotFound, "there is no method \(PlainText.line(method))")
    }
  }

  private mutating func initialize(_ parameters: JSONValue) throws(RequestError) -> JSONValue {
    guard phase == .new else {
      throw RequestError(.invalidRequest, "`initialize` came a second time")
    }
    abilities = ClientAbilities(parameters)
    phase = .running
    return .object([
      ("capabilities", capabilities),
      ("serverInfo", .object([("name", .string(name)), ("version", .string(version))])),
    ])
  }

  private var capabilities: JSONValue {
    .object([
      ("positionEncoding", .string(abilities.unit.rawValue)),
      (
        "textDocumentSync",
        .object([
          ("openClose", .bool(true)), ("change", .number(2)),
          ("save", .object([("includeText", .bool(false))])),
        ])
      ),
      (
        "completionProvider",
        .object([("triggerCharacters", .array([":", " ", "[", ",", "{", "-"].map { .string($0) }))])
      ),
      ("hoverProvider", .bool(true)),
      ("definitionProvider", .bool(true)),
      ("documentSymbolProvider", .bool(true)),
      (
        "codeActionProvider",
        .object([
          ("codeActionKinds", .array([.string("quickfix"), .string("source.fixAll")]))
        ])
      ),
      (
        "executeCommandProvider",
        .object([("commands", .array([.string(Self.explainCommand)]))])
      ),
    ])
  }

  /// Asks the client to tell when records and policies change on disk.
  private func registrations() -> [JSONValue] {
    guard abilities.canWatchFiles else { return [] }
    let watchers = ["**/changes/**", "**/policies/**"].map { glob in
      JSONValue.object([("globPattern", .string(glob))])
    }
    let registration = JSONValue.object([
      ("id", .string("assent-files")), ("method", .string("workspace/didChangeWatchedFiles")),
      ("registerOptions", .object([("watchers", .array(watchers))])),
    ])
    return [
      Outgoing.request(
        "assent-register", "client/registerCapability",
        .object([("registrations", .array([registration]))]))
    ]
  }
}

internal import Glibc
internal import LanguageServer
internal import Reporting

/// Carries messages between standard input and output and a language server.
struct LanguageSession {
  /// So long a client has to pause before findings are published, in milliseconds.
  private static let pause: Int32 = 40
  /// So long findings wait at most while somebody types on.
  private static let longestWait: Int64 = 300

  private var server: Server
  private var frames = FrameReader()
  private var waitingSince: Int64?

  init(server: Server) { self.server = server }

  /// Runs until `exit` or the end of the input; the result is the exit status.
  mutating func run() -> Int32 {
    while true {
      if server.hasWork {
        guard isQuiet() else {
          if !take() { return server.statusAtEnd }
          if let status = server.exitStatus { return status }
          continue
        }
        guard send(server.work()) else { return server.statusAtEnd }
        waitingSince = nil
        continue
      }
      guard take() else { return server.statusAtEnd }
      if let status = server.exitStatus { return status }
    }
  }

  /// Whether the client said nothing for a while, or findings have waited long enough.
  private mutating func isQuiet() -> Bool {
    let since = waitingSince ?? Self.milliseconds()
    waitingSince = since
    let isOverdue = Self.milliseconds() - since >= Self.longestWait
    return isOverdue || !Self.hasInput(within: Self.pause)
  }

  /// Reads what is there and answers it; false at the end of the input.
  private mutating func take() -> Bool {
    var pieces: [FrameReader.Piece] = []
    // What the client sent in one go is read whole, so that it can take requests back.
    repeat {
      guard let bytes = Self.read() else {
        _ = answer(pieces)
        return false
      }
      pieces += frames.add(bytes)
    } while (frames.isInside || pieces.isEmpty || Self.hasInput(within: 0)) && pieces.count < 256
    return answer(pieces)
  }

  /// Answers messages in their order; false if nobody reads the answers.
  private mutating func answer(_ pieces: [FrameReader.Piece]) -> Bool {
    let messages = pieces.map { piece in
      switch piece {
      case .body(let body): Message(body)
      case .fault(let reason): Message.invalid(RequestError(.parseError, reason), id: nil)
      }
    }
    let cancelled = Set(messages.compactMap(\.cancelledRequest))
    for message in messages {
      var replies: [JSONValue]
      if case .request(let id, _, _) = message, cancelled.contains(id) {
        replies = [Outgoing.error(id, RequestError(.cancelled, "the client took it back"))]
      } else {
        replies = server.handle(message)
      }
      guard send(replies) else { return false }
      if server.exitStatus != nil { return true }
    }
    return true
  }

  // MARK: Descriptors

  private static func hasInput(within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, milliseconds) > 0
  }

  /// The bytes that are there, waiting for the first; nil at the end of the input.
  private static func read() -> [UInt8]? {
    let capacity = 1 << 16
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        count = Glibc.read(STDIN_FILENO, buffer.baseAddress, capacity)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      return count > 0 ? bytes : nil
    }
  }

  /// Writes messages whole; false if nobody reads them.
  private func send(_ messages: [JSONValue]) -> Bool {
    for message in messages {
      var rest = Outgoing.frame(message)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
    }
    return true
  }

  private static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}

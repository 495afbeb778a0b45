import Acts

/// The grammar of acts: what counts is written as it was read, and nothing is passed over.
enum MessageTarget {
  /// Reads a whole message.
  static func check(_ bytes: [UInt8]) {
    let reading = MessageReading(message: bytes)
    demand(MessageReading(message: bytes) == reading, "two readings differ")
    _ = CoAuthor.all(in: bytes)
    let says =
      reading.hasActs || reading.fault != nil || !reading.nearMisses.isEmpty
      || !reading.links.isEmpty
    demand(
      !says || bytes.withUnsafeBytes { MessageReading.mayConcernChanges($0) },
      "the filter misses a message")
    demand(reading.malformed.isEmpty || reading.fault != nil, "a malformed act voids nothing")
    demand(reading.nearMisses.allSatisfy { $0.line.utf8.count <= 700 }, "a long near miss")
    for miss in reading.nearMisses { _ = miss.suggestion }
    if reading.fault == nil, reading.hasActs { checkLines(reading, bytes) }
  }

  /// Reads lines as the last paragraph of a message that is right otherwise.
  static func check(trailers bytes: [UInt8]) {
    let start = Array("Approve it\n\nRead.\n\n".utf8)
    check(start + bytes)
    let one = Array("Change-Approve: CHG-2026-7F3K; role=x".utf8)
    check(start + one + bytes)
  }

  /// Every act is a line of the last paragraph, byte for byte, and writing it gives it back.
  private static func checkLines(_ reading: MessageReading, _ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { fatalError("no UTF-8 acts") }
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String($0) ?? ""
    }
    while lines.last == "" { lines.removeLast() }
    let last = lines.lastIndex(of: "").map { Array(lines[($0 + 1)...]) } ?? []
    for act in reading.statements {
      let values = act.parameters.map { "; \($0.key)=\($0.value)" }.joined()
      let line = "Change-\(act.verb.rawValue): \(act.change)\(values)"
      demand(
        last.indices.contains(act.index) && last[act.index].utf8.elementsEqual(line.utf8),
        "an act is no line of the last paragraph: \(line)")
    }
    guard let repository = reading.repository else { return }
    demand(last.contains("Change-Repository: \(repository)"), "the repository is no line")
    checkWriting(reading, repository)
  }

  private static func checkWriting(_ reading: MessageReading, _ repository: String) {
    let message = ActMessage(
      subject: "T", statements: reading.statements, policyApprovals: reading.policyApprovals,
      delegations: reading.delegations, repository: repository)
    guard let text = try? message.text() else {
      fatalError("acts that were read cannot be written")
    }
    let again = MessageReading(message: Array(text.utf8))
    demand(
      again.fault == nil
        && again.statements.map(\.parameters) == reading.statements.map(\.parameters)
        && again.statements.map(\.change) == reading.statements.map(\.change)
        && again.policyApprovals.map(\.digest) == reading.policyApprovals.map(\.digest)
        && again.delegations.map(\.days) == reading.delegations.map(\.days),
      "acts that were written read as others")
  }
}

/// The message of a commit that acts, to be written so that reading it gives back the same acts.
package struct ActMessage: Hashable, Sendable {
  /// One line.
  package var subject: String
  /// Text between the subject and the trailers; may be empty.
  package var body: String
  /// The acts in order; their `index` is given by their place.
  package var statements: [Statement]
  package var policyApprovals: [PolicyApproval]
  package var delegations: [Delegation]
  /// The repository that the acts are bound to.
  package var repository: String

  package init(
    subject: String, body: String = "", statements: [Statement] = [],
    policyApprovals: [PolicyApproval] = [], delegations: [Delegation] = [], repository: String
  ) {
    self.subject = subject
    self.body = body
    self.statements = statements
    self.policyApprovals = policyApprovals
    self.delegations = delegations
    self.repository = repository
  }

  /// Why a message cannot be written, in words.
  package struct Fault: Error, Hashable, Sendable {
    package let message: String

    package init(message: String) { self.message = message }
  }

  /// The text of the message; throws if reading it would not give back exactly these acts.
  package func text() throws(Fault) -> String {
    let lines = trailers()
    guard lines.count > 1 else { throw Fault(message: "the message has no act") }
    var paragraphs = [subject]
    let trimmed = Self.tidied(body)
    if !trimmed.isEmpty { paragraphs.append(trimmed) }
    let text = (paragraphs + [lines.joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
    try check(text)
    return text
  }

  private func trailers() -> [String] {
    statements.map { statement in
      let parameters = statement.parameters.map { "; \($0.key)=\($0.value)" }.joined()
      return "Change-\(statement.verb.rawValue): \(statement.change)\(parameters)"
    }
      + policyApprovals.map { "Policy-Approve: \($0.digest); from=\($0.from)" }
      + delegations.map { delegation in
        guard let days = delegation.days else {
          return "Role-Recall: \(delegation.role); to=\(delegation.to)"
        }
        return "Role-Delegate: \(delegation.role); to=\(delegation.to); "
          + "from=\(days.from); until=\(days.until)"
      }
      + ["Change-Repository: \(repository)"]
  }

  private func check(_ text: String) throws(Fault) {
    let lines = subject.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard !lines, !MessageText.isBlank(ArraySlice(subject.utf8)) else {
      throw Fault(message: "the subject must be one line of text")
    }
    let reading = MessageReading(message: Array(text.utf8))
    if let fault = reading.fault { throw Fault(message: fault) }
    if let miss = reading.nearMisses.first {
      throw Fault(message: "the text has a line that looks like an act: '\(miss.line)'")
    }
    let isSame =
      reading.statements.map(Self.unnumbered) == statements.map(Self.unnumbered)
      && reading.policyApprovals.map { [$0.digest, $0.from] }
        == policyApprovals.map { [$0.digest, $0.from] }
      && reading.delegations.map(Self.unnumbered) == delegations.map(Self.unnumbered)
      && reading.repository?.utf8.elementsEqual(repository.utf8) == true
    guard isSame else { throw Fault(message: "the acts cannot be written as trailers") }
  }

  private static func unnumbered(_ statement: Statement) -> Statement {
    Statement(
      index: 0, verb: statement.verb, change: statement.change, parameters: statement.parameters)
  }

  private static func unnumbered(_ delegation: Delegation) -> Delegation {
    Delegation(index: 0, role: delegation.role, to: delegation.to, days: delegation.days)
  }

  /// The text with Unix line ends, without blanks at the ends of lines and empty lines around.
  private static func tidied(_ text: String) -> String {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { line in
        var line = line
        while let last = line.last, MessageText.isBlank(last) { line.removeLast() }
        return line
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.drop { $0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }.joined(
      separator: "\n")
  }
}

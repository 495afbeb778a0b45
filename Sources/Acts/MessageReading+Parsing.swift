extension MessageReading {
  /// Reads the bytes of a commit's message; takes anything, in time linear in its length.
  package init(message: some Collection<UInt8>) {
    self.init()
    let text = MessageText(Array(message))
    let lines = text.lastLines
    let broken = readLastParagraph(text, lines)
    links = Links.all(in: text)
    nearMisses += NearMissSearch.all(in: text)
    guard hasActs || broken != nil else { return }
    let wrong = MessageFault.first(in: text) ?? repositoryFault(text, lines) ?? broken
    fault =
      wrong
      ?? malformed.first.map { act in
        "\(act.verb.rawValue) of \(act.change) is malformed: \(act.fault)"
      }
  }

  /// Reads the bytes of a commit's message; takes anything, in time linear in its length.
  package init(message: UnsafeRawBufferPointer) {
    self.init(message: [UInt8](message))
  }

  /// More of a kind than this are not kept. A message short enough to count has fewer.
  static var most: Int { 10_000 }

  /// Takes the acts; returns the fault of a policy or role line that is broken.
  private mutating func readLastParagraph(
    _ text: MessageText, _ lines: [Range<Int>]
  ) -> String? {
    // Acts next to a line that is no trailer may be a quotation; they are malformed each.
    let stray = lines.lazy.compactMap { Self.strayLine(text.bytes[$0]) }.first
    var broken: String?
    for (index, range) in lines.enumerated() {
      switch TrailerLine(text.bytes[range], index: index) {
      case .act(let verb, let change, let rest):
        take(index, verb, change, rest, stray: stray)
      case .policyApproval(let approval):
        if policyApprovals.count < Self.most { policyApprovals.append(approval) }
      case .delegation(let delegation):
        if delegations.count < Self.most { delegations.append(delegation) }
      case .broken(let key, let fault):
        broken = broken ?? "\(key) is malformed: \(fault)"
        note(.badID, text.bytes[range])
      case .repository(let value):
        if repository == nil, ParameterList.isValue(value) {
          repository = String(decoding: value, as: UTF8.self)
        }
      case .other: continue
      }
    }
    return broken
  }

  private mutating func take(
    _ index: Int, _ verb: Verb, _ change: String, _ rest: ArraySlice<UInt8>, stray: String?
  ) {
    let list = ParameterList.read(rest)
    let fault = list.fault ?? ParameterRules.fault(in: list.parameters, of: verb) ?? stray
    if let fault {
      guard malformed.count < Self.most else { return }
      malformed.append(
        MalformedAct(index: index, verb: verb, change: change, fault: fault))
    } else if statements.count < Self.most {
      statements.append(
        Statement(index: index, verb: verb, change: change, parameters: list.parameters))
    }
  }

  private mutating func note(_ code: NearMiss.Code, _ line: ArraySlice<UInt8>) {
    guard nearMisses.count < Self.most else { return }
    nearMisses.append(
      NearMiss(code: code, line: MessageText.printable(line), change: nil))
  }

  /// The fault of a line that is no trailer at all; one that is merely badly spaced has its own.
  private static func strayLine(_ line: ArraySlice<UInt8>) -> String? {
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.startIndex
    let isTrailer = colon > line.startIndex && line[..<colon].allSatisfy(MessageFault.isTokenByte)
    return isTrailer ? nil : MessageFault.inTrailer(line)
  }

  private func repositoryFault(_ text: MessageText, _ lines: [Range<Int>]) -> String? {
    let values = lines.lazy.compactMap {
      TrailerLine.value(of: "Change-Repository", in: text.bytes[$0])
    }.prefix(2)
    if values.count > 1 { return "the message names two repositories" }
    guard let value = values.first, !ParameterList.isValue(value) else { return nil }
    return "the repository '\(MessageText.printable(value))' is no legal name"
  }
}

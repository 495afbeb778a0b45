package import Acts

/// What somebody wants to sign.
package struct ActRequest: Sendable {
  /// One act on one change; its role may still be open.
  package struct Item: Hashable, Sendable {
    package let verb: Verb
    package let change: String
    /// The role given; nil: to be inferred where the verb needs one.
    package var role: String?
    /// Own parameters, such as `outcome`; role, `for` and digest are added.
    package var parameters: [Statement.Parameter]

    package init(
      verb: Verb, change: String, role: String? = nil, parameters: [Statement.Parameter] = []
    ) {
      self.verb = verb
      self.change = change
      self.role = role
      self.parameters = parameters
    }
  }

  package var items: [Item]
  /// The reason, which stands between subject and trailers.
  package var body: String
  /// `--record`: a file whose bytes become the record in the act's commit.
  package var recordFile: String?
  /// Who triggered a machine.
  package var onBehalfOf: String?
  /// The subject of the commit; nil: what is done to which changes.
  package var title: String?
  /// Whether a Start may be recorded although the gate is not open to it.
  package var permitsUnauthorised: Bool

  package init(
    items: [Item], body: String = "", recordFile: String? = nil, onBehalfOf: String? = nil,
    permitsUnauthorised: Bool = false
  ) {
    self.items = items
    self.body = body
    self.recordFile = recordFile
    self.onBehalfOf = onBehalfOf
    self.permitsUnauthorised = permitsUnauthorised
  }

  /// The changes acted on, each once, in the order given.
  package var changes: [String] {
    var seen: Set<String> = []
    return items.map(\.change).filter { seen.insert($0).inserted }
  }

  /// The subject of the commit.
  func subject(roles: [String?]) -> String {
    if let title { return title }
    let verbs = Self.uniqued(items.map(\.verb.rawValue)).joined(separator: " and ")
    let named = Self.uniqued(roles.compactMap { $0 })
    let seat = named.isEmpty ? "" : " as \(named.joined(separator: ", "))"
    return "\(verbs) \(changes.joined(separator: ", "))\(seat)"
  }

  private static func uniqued(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

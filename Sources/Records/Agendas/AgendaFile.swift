package import Primitives

/// What a board is asked to approve, as a file: `assent/agenda/1`.
///
/// It says which text of which record was on the table, so that what was read is what is signed.
package struct AgendaFile: Hashable, Sendable {
  /// One change with the text that was read.
  package struct Item: Hashable, Sendable {
    package var id: String = ""
    package var path: String = ""
    /// Of the bytes of the record.
    package var digest = SHA256Digest(bytes: Array(repeating: 0, count: 32))
    /// The objections that were known, such as `eli.frost:S1`.
    package var objections: [String] = []

    package init() {}
  }

  package var repository: String = ""
  package var trunk: ObjectID?
  /// The digest of the policy in force.
  package var policy: SHA256Digest?
  /// The role in which the board approves.
  package var role: String = ""
  /// The day of the meeting.
  package var day: CivilDate?
  package var made: Instant?
  /// In the order of the page.
  package var items: [Item] = []

  package init() {}

  /// The file's text: equal agendas have equal bytes.
  package var text: String {
    var text = "# What was on the table; `assent approve --agenda` signs it. Not to be edited.\n"
    text += "schema: assent/agenda/1\n"
    text += "repository: \"\(repository)\"\n"
    if let trunk { text += "trunk: \"\(trunk)\"\n" }
    if let policy { text += "policy: \"\(policy)\"\n" }
    text += "role: \"\(role)\"\n"
    if let day { text += "for: \(day)\n" }
    if let made { text += "made: \(made)\n" }
    text += items.isEmpty ? "items: []\n" : "items:\n"
    for item in items {
      text += "  - id: \(item.id)\n    path: \"\(item.path)\"\n"
      if let digest = item.digest { text += "    digest: \"\(digest)\"\n" }
      let names = item.objections.map { "\"\($0)\"" }.joined(separator: ", ")
      text += "    objections: [\(names)]\n"
    }
    return text
  }
}

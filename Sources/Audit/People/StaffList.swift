package import Primitives

/// Who works here and who has left, as a staff office says it.
package struct StaffList: Hashable, Sendable {
  /// By what a line names somebody.
  package enum Name: Hashable, Sendable {
    /// An id of `policies/people.yaml`.
    case person(String)
    /// Compared without regard to the case of ASCII letters.
    case email(String)
    /// A fingerprint, `SHA256:…`.
    case key(String)
  }

  package struct Entry: Hashable, Sendable {
    package let name: Name
    /// The last day of work; nil for somebody who has not left.
    package let left: CivilDate?
    /// The line of the file.
    package let line: Int

    package init(name: Name, left: CivilDate?, line: Int) {
      self.name = name
      self.left = left
      self.line = line
    }
  }

  /// The file below `inputs/`.
  package let source: String
  package let entries: [Entry]

  package init(source: String, entries: [Entry]) {
    self.source = source
    self.entries = entries
  }

  /// Whether it lists those who work here too, so that whoever is not on it is a stranger.
  package var isWhole: Bool { entries.contains { $0.left == nil } }

  /// Reads CSV with a header, or JSON Lines: one of `person`, `email` and `key`, and `left`.
  ///
  /// Throws at the first line that is not in order: a list that is read in part hides leavers.
  package static func read(_ bytes: [UInt8], name: String) throws(InputFault) -> StaffList {
    let rows = try InputRows.read(
      bytes, name: name, columns: ["person", "email", "key", "left"], demanding: [])
    var entries: [Entry] = []
    var seen: Set<Name> = []
    for row in rows {
      let entry = try entry(row)
      guard seen.insert(entry.name).inserted else {
        throw row.fault("this line names somebody whom an earlier one names")
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw InputFault(name, line: 1, "the list names nobody") }
    return StaffList(source: name, entries: entries)
  }

  private static func entry(_ row: InputRow) throws(InputFault) -> Entry {
    let names: [Name] = [
      row["person"].map { .person($0) },
      row["email"].map { .email(String(decoding: lowered($0), as: UTF8.self)) },
      row["key"].map { .key($0) },
    ].compactMap { $0 }
    guard names.count == 1, let name = names.first else {
      throw row.fault("a line names somebody by one of person, email and key")
    }
    // A look-alike letter would make a leaver a stranger, and nobody would notice.
    if case .person(let id) = name, !id.utf8.allSatisfy({ 0x21 <= $0 && $0 <= 0x7E }) {
      throw row.fault(
        "an id of policies/people.yaml is letters of ASCII without blanks", in: "person")
    }
    if case .key(let key) = name, !key.utf8.starts(with: "SHA256:".utf8) {
      throw row.fault("a key is given by its fingerprint, SHA256:…", in: "key")
    }
    guard let text = row["left"] else { return Entry(name: name, left: nil, line: row.line) }
    guard let day = CivilDate(text) else {
      throw row.fault("`left` is the last day of work, such as 2026-03-31", in: "left")
    }
    return Entry(name: name, left: day, line: row.line)
  }

  static func lowered(_ text: String) -> [UInt8] {
    text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
  }
}

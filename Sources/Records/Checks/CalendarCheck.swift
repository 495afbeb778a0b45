internal import Diagnostics
internal import YAMLTree

/// Whether ids of the calendar are unique and the roles that it names exist.
enum CalendarCheck {
  /// What is wrong with the calendar as a whole.
  static func findings(_ file: PolicyFile<Calendar>, people: People) -> [Finding] {
    let calendar = file.content
    return duplicates(calendar.windows.map(\.id), of: "windows", file)
      + duplicates(calendar.freezes.map(\.id), of: "freezes", file) + roles(file, people)
  }

  private static func duplicates(
    _ ids: [String], of key: String, _ file: PolicyFile<Calendar>
  ) -> [Finding] {
    var known: Set<String> = []
    return ids.enumerated().filter { !known.add($0.element) }.map { index, id in
      file.finding(
        "policy-duplicate-id", "the id `\(id)` is given twice in `\(key)`",
        at: YAMLTree.KeyPath().appending(key).appending(index).appending("id"),
        advice: "give each its own id")
    }
  }

  private static func roles(_ file: PolicyFile<Calendar>, _ people: People) -> [Finding] {
    file.content.freezes.enumerated().findings { index, freeze in
      file.unknown(
        freeze.exceptRole,
        at: YAMLTree.KeyPath().appending("freezes").appending(index).appending("except")
          .appending("role"),
        rule: "policy-unknown-role", what: "role of `people.yaml`",
        isKnown: { people.knows(role: $0) }, candidates: people.roleNames)
    }
  }
}

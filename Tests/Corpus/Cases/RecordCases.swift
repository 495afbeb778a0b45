import Foundation
import TestSupport

/// What records, evidence and the trees that hold them may look like.
enum RecordCases {
  static let texts: [CorpusCase] = [
    text("A85", "anchors", "An anchor and its aliases") {
      try $0.with("title: Move", "x: &a [1]\ny: [*a, *a]\ntitle: Move")
    },
    text("A85-merge", "merge-key", "A merge key") {
      try $0.with("title: Move", "<<: {type: emergency}\ntitle: Move")
    },
    text("A85-deep", "deep-yaml", "Two thousand levels of brackets") {
      try $0.with("title: Move", "x: \(String(repeating: "[", count: 2000))\ntitle: Move")
    },
    text("A86", "duplicate-key", "A key stands twice") {
      try $0.with("type: normal", "type: normal\ntype: emergency")
    },
    text("A88-boolean", "boolean", "A boolean stands where a text is wanted") {
      try $0.with("channel: mail", "channel: no")
    },
    text("A88-number", "number", "A number stands where a text is wanted") {
      try $0.with("team: partner desk", "team: 1e3")
    },
    text("A88-null", "null", "A null stands where a name is wanted") {
      try $0.with("requester: ana.ruiz", "requester: ~")
    },
    text("A89-bom", "bom", "The file begins with a byte order mark") { "\u{feff}" + $0 },
    text("A89-bidi", "bidi-in-record", "A direction override stands in the plan") {
      try $0.with("Promote the standby that", "Promote \u{202e}the standby that")
    },
    text("A89-tab", "tab", "A tab indents a line") {
      try $0.with("  environment: preprod\n  plan", "\tenvironment: preprod\n  plan")
    },
    text("A89-control", "control", "A control character stands in the plan") {
      try $0.with("Promote the standby that", "Promote \u{7}the standby that")
    },
    text("B102", "second-document", "A second document follows") { $0 + "---\ntype: emergency\n" },
    text("B103", "tag", "A tag gives a type") {
      try $0.with("users-affected: 1400", "users-affected: !!int 1400")
    },
    text("B104", "integer-beyond", "A number has twenty digits") {
      try $0.with("users-affected: 1400", "users-affected: 99999999999999999999")
    },
    text("B105", "integer-negative", "A number is negative") {
      try $0.with("users-affected: 1400", "users-affected: -1")
    },
    text("B106", "minutes-overflow", "The minutes of two steps overflow when added") {
      $0.replacing("minutes: 10,", with: "minutes: 9223372036854775807,")
        .replacing("minutes: 25, rev", with: "minutes: 9223372036854775807, rev")
    },
    text("B107", "year-zero", "A window begins in the year 0") {
      try $0.with("window: {start: 2026", "window: {start: 0000")
    },
    text("B108", "window-reversed", "A window ends before it begins") {
      try $0.with(
        "schedule:\n  window: {start: 2026-03-08", "schedule:\n  window: {start: 2026-03-09")
    },
    text("B109", "unknown-type", "The type is one that nobody knows") {
      try $0.with("type: normal", "type: trivial")
    },
    text("B110", "other-id", "The id is not the file's name") {
      try $0.with("id: CHG-2026-7F3K", "id: CHG-2026-8G4M")
    },
    text("B111", "cyrillic-requester", "The requester's name holds a Cyrillic letter") {
      try $0.with("requester: ana.ruiz", "requester: \u{430}na.ruiz")
    },
    text("B112", "unknown-field", "A key that the schema does not know") {
      try $0.with("type: normal", "type: normal\napproved: true")
    },
    text("B113", "empty-record", "The record is empty") { _ in "" },
    text("B114", "evidence-elsewhere", "The evidence lies above the folder") {
      try $0.with("evidence/CHG-2026-7F3K/functional.txt", "evidence/../../policies/assent.yaml")
    },
    text("B115", "evidence-absolute", "The evidence is a path from the root") {
      try $0.with("evidence/CHG-2026-7F3K/functional.txt", "/etc/passwd")
    },
    CorpusCase(
      "B116", "large-record", "The record has more than a mebibyte", by: .author,
      from: .complete
    ) { story in
      let text = story.record.text + "# " + String(repeating: "x", count: 1 << 20) + "\n"
      try story.commit("Grow\n", by: .joe, changing: [story.record.path: .text(text)])
      return Answer("prevented", "invalid")
    },
    CorpusCase(
      "A89-utf16", "utf16", "The record is UTF-16", by: .author, from: .complete
    ) { story in
      let bytes: [UInt8] =
        [0xff, 0xfe]
        + story.record.text.utf16.flatMap {
          [UInt8($0 & 0xff), UInt8($0 >> 8)]
        }
      try story.commit("Wide\n", by: .joe, changing: [story.record.path: .file(Data(bytes))])
      return Answer("prevented", "invalid")
    },
    CorpusCase(
      "B117", "type-to-emergency", "An edit makes an emergency of it", by: .author
    ) { story in
      try story.edit("type: normal", to: "type: emergency", by: .mallory)
      return Answer("awaiting", "prevented")
    },
    CorpusCase(
      "B118", "type-to-standard", "An edit makes a standard change of it", by: .author
    ) { story in
      try story.edit("type: normal", to: "type: standard", by: .mallory)
      return Answer("awaiting", "prevented", "invalid")
    },
    CorpusCase(
      "B119", "requester-edited", "An edit names another requester", by: .insider
    ) { story in
      try story.edit("requester: ana.ruiz", to: "requester: joe.ward", by: .mallory)
      let act = try story.act(.approve("change-manager"), by: .ana)
      return Answer("awaiting", "prevented").dropping(act, "requester")
    },
    CorpusCase(
      "B120", "risk-lowered", "An edit lowers the assessed risk", by: .author,
      from: .complete
    ) { story in
      try story.edit("risk: medium", to: "risk: low", by: .mallory)
      return Answer("prevented", "awaiting")
    },
    CorpusCase(
      "B121", "evidence-swapped", "The evidence is exchanged after the test", by: .author,
      from: .complete
    ) { story in
      try story.commit(
        "Swap\n", by: .mallory,
        changing: ["changes/evidence/CHG-2026-7F3K/functional.txt": .text("all failed\n")])
      return Answer("prevented").because("lint")
    },
    CorpusCase(
      "B122", "evidence-deleted", "The evidence is deleted", by: .author, from: .complete
    ) { story in
      try story.commit(
        "Delete\n", by: .mallory,
        changing: ["changes/evidence/CHG-2026-7F3K/functional.txt": .removed])
      return Answer("prevented").because("lint")
    },
  ]

  static let places: [CorpusCase] = [
    placed("A78", "record-symlink", "The record is a symbolic link") { story in
      try story.commit(
        "Link\n", by: .mallory,
        changing: [
          story.record.path: .symlink("../../CHG-2026-7F3K.yaml"),
          "CHG-2026-7F3K.yaml": .text(story.record.text),
        ])
    },
    placed("A78-executable", "record-executable", "The record may be executed") { story in
      try story.commit(
        "Mode\n", by: .mallory,
        changing: [story.record.path: .executable(Data(story.record.text.utf8))])
    },
    placed("A78-submodule", "record-submodule", "The record is a submodule") { story in
      try story.commit(
        "Link\n", by: .mallory, changing: [story.record.path: .submodule(story.root)])
    },
    placed("B123", "evidence-symlink", "The evidence is a symbolic link") { story in
      try story.commit(
        "Link\n", by: .mallory,
        changing: ["changes/evidence/CHG-2026-7F3K/functional.txt": .symlink("rehearsal.txt")])
    },
    placed("A84", "two-places", "The record stands in two places") { story in
      try story.commit(
        "Copy\n", by: .mallory,
        changing: ["changes/CHG-2026-7F3K.yaml": .text(story.record.text)])
    },
    CorpusCase(
      "A84-renamed", "id-of-another", "A file claims the id of an approved change",
      by: .author, from: .complete
    ) { story in
      try story.commit(
        "Copy\n", by: .mallory,
        changing: ["changes/2026/CHG-2026-8G4M.yaml": .text(story.record.text)])
      story.question.change = "CHG-2026-8G4M"
      return Answer("prevented", "invalid").because("lint")
    },
    placed("A82", "case-pair", "A twin stands in another case") { story in
      try story.commit(
        "Copy\n", by: .mallory,
        changing: ["changes/2026/chg-2026-7f3k.yaml": .text(story.record.text)])
    },
    placed("A82-yml", "other-suffix", "A twin stands under another suffix") { story in
      try story.commit(
        "Copy\n", by: .mallory,
        changing: ["changes/2026/CHG-2026-7F3K.yml": .text(story.record.text)])
    },
    placed("A82-unicode", "normal-forms", "Two names differ by their Unicode form alone") { story in
      try oddEvidence(&story) {
        [("100644", Array("z\u{e9}.txt".utf8), $0), ("100644", Array("ze\u{301}.txt".utf8), $0)]
      }
    },
    placed("B148", "evidence-case-pair", "A twin of the evidence stands in another case") { story in
      try story.commit(
        "Copy\n", by: .mallory,
        changing: ["changes/evidence/CHG-2026-7F3K/FUNCTIONAL.txt": .text("all failed\n")])
    },
    placed("A82-folder", "folder-in-capitals", "A second folder Changes stands beside") { story in
      try story.commit(
        "Copy\n", by: .mallory,
        changing: ["Changes/2026/CHG-2026-7F3K.yaml": .text(story.record.text)])
    },
    unreadable(
      "A80", "duplicate-entry", "A tree has two entries of one name",
      source: "git shows the first, libgit2 the last"
    ) { story in try odd(&story) { [$0, ($0.mode, $0.name, $1)] } },
    unreadable("B124", "unsorted-tree", "A tree is not sorted") { story in
      try odd(&story) { [("100644", Array("zebra.yaml".utf8), $1), $0] }
    },
    unreadable("B125", "reserved-name", "A tree has an entry .git") { story in
      try odd(&story) { [("100644", Array(".git".utf8), $1), $0] }
    },
    unreadable("B126", "slash-in-name", "An entry's name holds a slash") { story in
      try odd(&story) { [("100644", Array("../CHG.yaml".utf8), $1), $0] }
    },
    placed("B127", "unusual-mode", "An entry has a mode that Git no longer writes") { story in
      try odd(&story) { record, _ in [("100664", record.name, record.id)] }
    },
    CorpusCase(
      "B128", "zero-padded-mode", "A mode is padded with zeros: all readers agree",
      by: .author, from: .complete
    ) { story in
      try odd(&story) { record, _ in [("0100644", record.name, record.id)] }
      return Answer("allowed")
    },
    placed("B129", "name-not-utf8", "A name beside the evidence is not UTF-8") { story in
      try oddEvidence(&story) { [("100644", [0x7a, 0xff], $0)] }
    },
    placed("B130", "folder-as-record", "The record is a folder") { story in
      try story.commit(
        "Fold\n", by: .mallory, changing: [story.record.path: .removed])
      try story.commit(
        "Fold\n", by: .mallory, changing: ["\(story.record.path)/a": .text("x\n")])
    },
    placed("B131", "changes-as-file", "The folder of the records is a file") { story in
      try story.commit("Fold\n", by: .mallory, changing: ["changes": .removed])
      try story.commit("Fold\n", by: .mallory, changing: ["changes": .text("x\n")])
    },
    CorpusCase(
      "B132", "deep-tree", "Three hundred folders lie within each other", by: .author,
      from: .complete
    ) { story in
      let path = String(repeating: "d/", count: 300)
      try story.commit(
        "Dig\n", by: .mallory,
        changing: ["changes/evidence/CHG-2026-7F3K/\(path)f.txt": .text("x\n")])
      return Answer("allowed", "prevented", "invalid")
    },
  ]

  /// The record as somebody makes it after everything was signed; nothing is allowed then.
  private static func text(
    _ number: String, _ id: String, _ title: String,
    _ edit: @escaping @Sendable (String) throws -> String
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: .author, from: .complete) { story in
      let text = try edit(story.record.text)
      try story.commit("Edit\n", by: .mallory, changing: [story.record.path: .text(text)])
      return Answer("prevented", "invalid")
    }
  }

  private static func placed(
    _ number: String, _ id: String, _ title: String, source: String = "this corpus",
    _ build: @escaping @Sendable (inout Chronicle) throws -> Void
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: .author, source: source, from: .complete) { story in
      try build(&story)
      return Answer("prevented", "invalid")
    }
  }

  private static func unreadable(
    _ number: String, _ id: String, _ title: String, source: String = "this corpus",
    _ build: @escaping @Sendable (inout Chronicle) throws -> Void
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: .author, source: source, from: .complete) { story in
      try build(&story)
      return .error("corrupt")
    }
  }

  private typealias Entry = (mode: String, name: [UInt8], id: String)

  /// Gives the folder of the year other entries: made of the record's own and of another file.
  private static func odd(
    _ story: inout Chronicle, _ entries: (Entry, String) -> [Entry]
  ) throws {
    let other = story.objects.blob("schema: assent/change/1\n")
    let files = story.files(of: story.tip)
    guard let record = files[story.record.path] else { throw CorpusFault("no record") }
    let name = Array("\(story.record.id).yaml".utf8)
    let year = story.objects.tree(entries(("100644", name, record.id), other))
    let evidence = story.objects.tree(under("changes/evidence/", files))
    try put(year: year, evidence: evidence, &story)
  }

  /// Gives the folder of the evidence further entries, made of another file.
  private static func oddEvidence(
    _ story: inout Chronicle, _ entries: (String) -> [Entry]
  ) throws {
    let other = story.objects.blob("odd\n")
    let files = story.files(of: story.tip)
    let sound = under("changes/evidence/\(story.record.id)/", files).sorted { $0.key < $1.key }
    let all = sound.map { ($0.value.mode, Array($0.key.utf8), $0.value.id) } + entries(other)
    let folder = story.objects.tree(
      all.sorted { $0.1.lexicographicallyPrecedes($1.1) })
    let evidence = story.objects.tree([("40000", Array(story.record.id.utf8), folder)])
    let year = story.objects.tree(under("changes/2026/", files))
    try put(year: year, evidence: evidence, &story)
  }

  private static func put(year: String, evidence: String, _ story: inout Chronicle) throws {
    let files = story.files(of: story.tip)
    let changes = story.objects.tree([
      ("40000", Array("2026".utf8), year), ("40000", Array("evidence".utf8), evidence),
    ])
    let policies = story.objects.tree(under("policies/", files))
    let root = story.objects.tree([
      ("40000", Array("changes".utf8), changes), ("40000", Array("policies".utf8), policies),
    ])
    try story.commit("Odd\n", by: .mallory) { $0.tree = root }
  }

  private static func under(_ folder: String, _ files: [String: ObjectStore.Leaf])
    -> [String: ObjectStore.Leaf]
  {
    var result: [String: ObjectStore.Leaf] = [:]
    for (path, leaf) in files where path.hasPrefix(folder) {
      result[String(path.dropFirst(folder.count))] = leaf
    }
    return result
  }
}

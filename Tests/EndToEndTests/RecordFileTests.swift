import Foundation
import TestSupport
import Testing

/// Records that cannot be read, or stand where none may (section 2).
struct RecordFileTests {
  struct Text: NamedCase {
    let name: String
    let edit: @Sendable (inout SampleRecord) throws -> Void

    init(_ name: String, edit: @escaping @Sendable (inout SampleRecord) throws -> Void) {
      self.name = name
      self.edit = edit
    }

    init(_ name: String, _ old: String, _ new: String) {
      self.init(name) { try $0.replace(old, with: new) }
    }
  }

  // "Refused, each with line and column: anchors, aliases, merge keys, tags, directives, duplicate
  // keys, tabs in indentation, control and bidirectional characters"; "Plain scalars that YAML 1.1
  // or 1.2 would read as a boolean, null or number, where the schema wants text … are refused";
  // "The schema is closed".
  static let texts = [
    Text("no YAML", "systems: [claims-db]", "systems: [claims-db"),
    Text("nothing") { $0.text = "" },
    Text("a list") { $0.text = "- a\n- b\n" },
    Text("two documents") { $0.text += "---\nid: other\n" },
    Text("anchor", "risk: medium", "risk: &risk medium"),
    Text("alias") {
      try $0.replace("risk: medium", with: "risk: &risk medium")
      try $0.replace("privacy: The same", with: "privacy: *risk\n  #")
    },
    Text("merge key", "assessment:\n", "assessment:\n  <<: {risk: low}\n"),
    Text("tag", "risk: medium", "risk: !!str medium"),
    Text("directive") { $0.text = "%YAML 1.1\n---\n" + $0.text },
    Text("duplicate key", "  risk: medium\n", "  risk: medium\n  risk: low\n"),
    Text("duplicate section") { $0.text += "rollback:\n  strategy: none\n" },
    Text("unknown key", "  risk: medium\n", "  risk: medium\n  rsik: low\n"),
    Text("unknown section") { $0.text += "approvals: [bo.chen]\n" },
    Text("tab in the indentation", "  risk: medium\n", "\trisk: medium\n"),
    Text("byte order mark") { $0.text = "\u{FEFF}" + $0.text },
    Text("control character", "no new port", "no\u{1B}[31m new port"),
    Text("bidirectional override", "no new port", "no\u{202E} new port"),
    Text(
      "a boolean for text", "privacy: The same personal data stays in the same network zone.",
      "privacy: no"),
    Text(
      "null for text", "privacy: The same personal data stays in the same network zone.",
      "privacy: ~"),
    Text(
      "a number for text", "privacy: The same personal data stays in the same network zone.",
      "privacy: 1e3"),
    Text("an unknown risk", "risk: medium", "risk: sever"),
    Text("an unknown type", "type: normal", "type: usual"),
    Text("another schema", "assent/change/1", "assent/change/2"),
    Text("a time without zone") {
      let moment = (Moment.beginning - 2.days).text
      try $0.replace("at: \(moment)", with: "at: \(moment.dropLast())")
    },
    Text("too deep") {
      $0.text +=
        "closure: " + String(repeating: "[", count: 30) + String(repeating: "]", count: 30) + "\n"
    },
    Text("an unknown system", "systems: [claims-db]", "systems: [claims-bd]"),
    Text("no systems", "systems: [claims-db]", "systems: []"),
    Text("no way back") {
      let start = try #require($0.text.range(of: "rollback:\n"))
      let end = try #require($0.text.range(of: "schedule:\n"))
      $0.text.removeSubrange(start.lowerBound..<end.lowerBound)
    },
    Text(
      "a way back to the previous version",
      "target: {name: claims-api, commit: \"\(SampleRecord.target)\"}",
      "target: {name: claims-api, version: previous}"),
    Text("no trigger that can be measured") {
      let start = try #require($0.text.range(of: "  triggers:\n"))
      let end = try #require($0.text.range(of: "  point-of-no-return"))
      $0.text.replaceSubrange(start.lowerBound..<end.lowerBound, with: "  triggers: []\n")
    },
    Text("a way back longer than allowed", "max-minutes: 30", "max-minutes: 10"),
    Text("a window that ends before it begins") {
      let (start, end) = ($0.window.lowerBound.text, $0.window.upperBound.text)
      try $0.replace(
        "window: {start: \(start), end: \(end)}", with: "window: {start: \(end), end: \(start)}")
    },
    // "an id unlike the file's name".
    Text("another id", "id: CHG-2026-7F3K", "id: CHG-2026-7F3M"),
  ]

  @Test(arguments: texts) func `a record with a fault is prevented`(_ row: Text) throws {
    let scene = try Scene(at: .scheduled)
    var faulty = scene.record
    try row.edit(&faulty)
    try scene.commit(
      "Edit the record\n", by: .joe, changes: [scene.record.path: .text(faulty.text)])
    let verdict = try scene.gate(at: scene.inWindow)
    check(verdict, "prevented")
  }

  // "more than 1 MiB" is refused; the program says so at once.
  @Test func `a record of 100 MB is refused without a struggle`() throws {
    let scene = try Scene(at: .scheduled)
    let bytes = Data("# ".utf8) + Data(repeating: UInt8(ascii: "x"), count: 100_000_000)
    try scene.commit(
      "Edit the record\n", by: .joe,
      changes: [scene.record.path: .file(bytes + Data("\n\(scene.record.text)".utf8))])
    let verdict = try scene.gate(at: scene.inWindow)
    #expect([1, 3].contains(verdict.status), "\(verdict)")
    #expect(verdict.decision != "allowed")
    #expect(verdict.bytes.count < 100_000)
  }

  @Test(arguments: 1...6) func `random bytes are refused`(_ seed: Int) throws {
    let scene = try Scene(at: .scheduled)
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    let noise = (0..<(seed * 700)).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    try scene.commit(
      "Edit the record\n", by: .joe, changes: [scene.record.path: .file(Data(noise))])
    let verdict = try scene.gate(at: scene.inWindow)
    #expect([1, 3].contains(verdict.status), "\(verdict)")
    #expect(verdict.decision != "allowed")
  }

  /// Bytes of the record changed at random: never a crash, and never an error as an answer.
  @Test(arguments: 1...12) func `a damaged record is judged, whatever is broken`(_ seed: Int) throws
  {
    let scene = try Scene(at: .scheduled)
    var state = UInt64(seed) &* 0xD134_2543_DE82_EF95
    var bytes = Array(scene.record.text.utf8)
    for _ in 0..<3 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = Int(state >> 33) % bytes.count
      bytes[place] = UInt8(truncatingIfNeeded: state >> 17)
    }
    try scene.commit(
      "Edit the record\n", by: .joe, changes: [scene.record.path: .file(Data(bytes))])
    let verdict = try scene.gate(at: scene.inWindow)
    #expect([1, 3, 8].contains(verdict.status), "\(verdict)")
    #expect(verdict.schema == "assent/verdict/1", "\(verdict)")
  }

  struct Mode: NamedCase {
    let name: String
    let entry: @Sendable (Scene) -> CommitPlan.Entry
  }

  // "records that are symlinks, submodules or executables are refused by name" (6).
  @Test(arguments: [
    Mode(name: "symlink") { _ in .symlink("../evidence/CHG-2026-7F3K/record.yaml") },
    Mode(name: "executable") { .executable(Data($0.record.text.utf8)) },
    Mode(name: "submodule") { .submodule($0.root) },
  ])
  func `a record that is no plain file is refused`(_ row: Mode) throws {
    let scene = try Scene(at: .scheduled)
    try scene.commit(
      "Edit the record\n", by: .joe,
      changes: [
        scene.record.path: row.entry(scene),
        "changes/evidence/CHG-2026-7F3K/record.yaml": .text(scene.record.text),
      ])
    let verdict = try scene.gate(at: scene.inWindow)
    #expect([1, 3].contains(verdict.status), "\(verdict)")
    #expect(verdict.decision != "allowed")
  }

  // "Two files with one id … are errors".
  @Test func `two files of one id are refused`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.commit(
      "Copy the record\n", by: .joe,
      changes: ["changes/\(scene.record.id).yaml": .text(scene.record.text)])
    let verdict = try scene.gate(at: scene.inWindow)
    #expect([1, 3].contains(verdict.status), "\(verdict)")
    #expect(verdict.decision != "allowed")
  }

  // "evidence that is missing or has another digest".
  @Test(arguments: [true, false]) func `evidence that is not what the record says is refused`(
    _ missing: Bool
  ) throws {
    let scene = try Scene(at: .scheduled)
    let path = "changes/evidence/\(scene.record.id)/rehearsal.txt"
    try scene.commit(
      "Edit the evidence\n", by: .joe,
      changes: [path: missing ? .removed : .text("failback took 400 minutes\n")])
    check(try scene.gate(at: scene.inWindow), "prevented")
  }

  // "are errors that `policies/lint.yaml` cannot lower".
  @Test func `the policy cannot lower what the format demands`() throws {
    var organisation = try SampleOrganisation()
    organisation.files["lint.yaml"] = "schema: assent/lint/1\n"
    let scene = try Scene(organisation, SampleRecord(), through: .scheduled)
    let path = "changes/evidence/\(scene.record.id)/rehearsal.txt"
    try scene.commit("Edit the evidence\n", by: .joe, changes: [path: .removed])
    #expect(try scene.gate(at: scene.inWindow).decision != "allowed")
  }
}

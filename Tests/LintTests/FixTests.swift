import Diagnostics
import Lint
import Primitives
import Records
import Testing
import YAMLTree

/// What a machine may put right, and that it touches nothing else.
@Suite struct FixTests {
  private static let path = "changes/2026/CHG-2026-7F3K.yaml"

  private func findings(_ bytes: [UInt8], path: String = Self.path) -> [Finding] {
    let document = RecordDocument.read(bytes, path: path)
    var findings = lint(document, policy: SamplePolicy.value, evidence: SamplePolicy.evidence)
    if let root = document.root,
      let untidy = TextForm.untidiness(bytes, root: root, path: path)
    {
      findings.append(untidy)
    }
    return TextForm.mended(findings, in: bytes)
  }

  private func fixed(_ text: String) -> String {
    String(decoding: FixRounds(Array(text.utf8)) { findings($0) }.bytes, as: UTF8.self)
  }

  private var record: String { BaseRecords.text(.normal) + "\n" }

  @Test(arguments: [
    ("  description:", "  descripton:"), ("testing:\n", "tseting:\n"),
    ("kind: functional", "kind: functionl"), ("kind: planned", "kind: planed"),
    ("strategy: failback-standby", "strategy: failback-standbye"),
    ("dependencies: [document-store]", "dependencies: document-store"),
    (
      "title: Move the claims database to version 16\n",
      "title: Move the claims database to version 16 \t\n"
    ),
  ])
  func `what can hardly be meant otherwise is put right`(_ right: String, _ wrong: String) throws {
    try #require(record.contains(right))
    #expect(fixed(record.replacing(right, with: wrong, maxReplacements: 1)) == record)
  }

  @Test func `form is put right`() {
    #expect(fixed(record.replacing("\n", with: "\r\n")) == record)
    #expect(fixed(String(record.dropLast())) == record)
    #expect(fixed("a:\n\tb:\n\t\tc: 1\n") == "a:\n  b:\n    c: 1\n")
  }

  @Test(arguments: [
    // Blanks and tabs, a lone carriage return, a text whose tabs would be data.
    "a:\n  b: 1\n\tc: 1\n", "a: 1\rb: 1\n", "a: |\n\tb\n",
  ])
  func `form that is not clear is left alone`(_ text: String) { #expect(fixed(text) == text) }

  @Test(arguments: [
    ("requester:", "requestor:"), ("risk: high", "risk: hgih"), ("risk:", "rsk:"),
    ("type: normal", "type: normall"), ("result: pass", "result: pas"),
    ("outcome: successful", "outcome: succesful"), ("decision:", "decison:"),
    ("owner:", "ownr:"), ("implementer: fay.stone", "implementor: fay.stone"),
    ("systems: [claims-db, claims-api]", "systems: claims-db, claims-api"),
    ("undoes: [", "undos: ["), ("at: 2026-02-26", "att: 2026-02-26"),
  ])
  func `what decides is left to people`(_ right: String, _ wrong: String) throws {
    let text = record.replacing(right, with: wrong, maxReplacements: 1)
    guard text != record else { return }
    #expect(fixed(text) == text)
  }

  @Test func `a text that reads as a number is quoted`() throws {
    let text = record.replacing("environment: production", with: "environment: 012")
    #expect(fixed(text) == text.replacing("environment: 012", with: "environment: \"012\""))
  }

  @Test func `a missing digest is added, and one that is there is never changed`() throws {
    let digest = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
    let document = try Examples.document(without: ["rollback.rehearsal.sha256"])
    let lines = YAMLWriter.text(try #require(document.root))
    try #require(!lines.contains("rehearsal.txt\n    sha256"))
    #expect(fixed(lines).contains("rehearsal.txt\n    sha256: \"\(digest)\"\n"))
    let other = lines.replacing(
      "rehearsal.txt\n", with: "rehearsal.txt\n    sha256: \(String(repeating: "a1", count: 32))\n")
    #expect(fixed(other) == other)
    let upper = record.replacing(digest, with: digest.uppercased(), maxReplacements: 1)
    try #require(upper != record)
    #expect(fixed(upper) == record.replacing(digest, with: "\"\(digest)\"", maxReplacements: 1))
  }

  @Test func `in a policy nothing but form and quotes is put right`() throws {
    let text = "schema: assent/lint/1\nseverites: {title-vague: off}\n"
    let bytes = FixRounds(Array(text.utf8)) { bytes in
      Policy.read(files: ["policies/lint.yaml": bytes]).findings.filter {
        $0.location.path == "policies/lint.yaml"
      }
    }.bytes
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    let quoted = FixRounds(Array(text.replacing("severites", with: "severities").utf8)) { bytes in
      Policy.read(files: ["policies/lint.yaml": bytes]).findings.filter {
        $0.location.path == "policies/lint.yaml"
      }
    }.bytes
    #expect(String(decoding: quoted, as: UTF8.self).contains("title-vague: \"off\""))
  }

  // MARK: Laws

  private static let guarded: Set<String> = [
    "risk", "type", "requester", "implementer", "by", "owner", "deputy", "result", "outcome", "at",
    "start", "end", "id", "undoes", "commit", "objectives-met",
  ]

  /// Every value below a key that decides, with the key.
  private func decisions(_ node: Node, _ key: String = "", into found: inout [String]) {
    switch node.content {
    case .scalar(let text, _): if Self.guarded.contains(key) { found.append("\(key)=\(text)") }
    case .sequence(let items): for item in items { decisions(item, key, into: &found) }
    case .mapping(let entries):
      for entry in entries { decisions(entry.value, entry.key, into: &found) }
    }
  }

  private func damaged(_ generator: inout SplitMix) -> [UInt8] {
    var bytes = Array(record.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes.remove(at: index)
      case 1: bytes.insert(bytes.randomElement(using: &generator) ?? 0x20, at: index)
      case 2 where index + 1 < bytes.count: bytes.swapAt(index, index + 1)
      case 3: bytes[index] = Array("#\t \r\"'[]{}:-x".utf8).randomElement(using: &generator) ?? 0
      case 4:
        let feed = bytes[index...].firstIndex(of: 0x0A) ?? index
        bytes.insert(contentsOf: [0x20, 0x20], at: feed)
      case 5: if bytes.last == 0x0A { bytes.removeLast() }
      default:
        let feed = bytes[index...].firstIndex(of: 0x0A) ?? index
        bytes.insert(0x0D, at: feed)
      }
    }
    return bytes
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `fixing twice is fixing once, adds nothing, and decides nothing`(_ seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    var count = 0
    for _ in 0..<60 {
      let bytes = damaged(&generator)
      let once = FixRounds(bytes) { findings($0) }
      #expect(FixRounds(once.bytes) { findings($0) }.bytes == once.bytes)
      guard once.bytes != bytes else { continue }
      count += 1
      let (before, after) = (findings(bytes), findings(once.bytes))
      guard let old = YAMLReader.read(bytes, path: "a").root else { continue }
      let new = try #require(YAMLReader.read(once.bytes, path: "a").root)
      var (kept, now) = ([String](), [String]())
      decisions(old, into: &kept)
      decisions(new, into: &now)
      #expect(kept.sorted() == now.sorted())
      func errors(_ findings: [Finding]) -> Int { findings.count { $0.severity == .error } }
      #expect(errors(after) <= errors(before), "\(once.titles)")
    }
    #expect(count > 10)
  }

  /// A small generator whose sequence a seed fixes.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test func `fixes that would change another value are not made`() throws {
    let text = Array("a: one\nb: two\n".utf8)
    let span = Span(start: Position(line: 1, column: 4), end: Position(line: 2, column: 2))
    let bad = Finding(
      rule: "x", message: "x", location: Location(path: "a"),
      fix: Fix(title: "x", edits: [Fix.Edit(span: span, replacement: "one\nc")]))
    #expect(FixRounds(text) { _ in [bad] }.bytes == text)
  }
}

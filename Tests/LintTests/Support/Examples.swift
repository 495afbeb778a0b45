import Diagnostics
import Lint
import Primitives
import Records
import TestSupport
import Testing
import YAMLTree

/// Builds documents from examples and runs them.
enum Examples {
  /// The records of an example: its own, and the one beside it.
  static func documents(_ example: Example) throws -> [RecordDocument] {
    let path = example.path ?? "changes/2026/\(BaseRecords.id).yaml"
    let own = try document(
      example.base, over: example.yaml, without: example.without, path: path)
    guard let beside = example.beside else { return [own] }
    let other = try document(
      .normal, over: "id: \(BaseRecords.besideID)", beside,
      without: ["execution", "review", "closure"],
      path: "changes/2026/\(BaseRecords.besideID).yaml")
    return [own, other]
  }

  /// A clean record with changes.
  static func document(
    _ base: Example.Base = .normal, over changes: String..., without: [String] = [],
    path: String = "changes/2026/\(BaseRecords.id).yaml"
  ) throws -> RecordDocument {
    var root = try tree(BaseRecords.text(base))
    for removed in without { root = Overlay.remove(removed.split(separator: "."), from: root) }
    for change in changes where !change.isEmpty { root = Overlay.merge(root, try tree(change)) }
    return RecordDocument.read(Array(Overlay.text(root).utf8), path: path)
  }

  /// What the linter says about an example, one record after the other and together.
  static func findings(
    _ documents: [RecordDocument], stage: Stage,
    surroundings: Surroundings = SamplePolicy.surroundings
  ) -> [Finding] {
    documents.flatMap {
      lint(
        $0, policy: SamplePolicy.value, stage: stage, evidence: SamplePolicy.evidence,
        surroundings: surroundings)
    } + lintTogether(documents, policy: SamplePolicy.value, surroundings: surroundings)
  }

  /// The rules that an example breaks.
  static func rules(_ example: Example) throws -> Set<String> {
    Set(try findings(example).map(\.rule))
  }

  /// The rules that its base breaks, and those that the record beside it breaks alone.
  static func rulesWithout(_ example: Example) throws -> Set<String> {
    let base = findings([try document(example.base)], stage: example.stage)
    let beside = findings(Array(try documents(example).dropFirst()), stage: example.stage)
    return Set((base + beside).map(\.rule))
  }

  /// The same for an example, with what it says of the time and the files beside it.
  static func findings(_ example: Example) throws -> [Finding] {
    var surroundings = SamplePolicy.surroundings
    surroundings.now = try example.now.map { try #require(Instant(rfc3339: $0)) }
    surroundings.evidenceFiles = example.files
    return findings(try documents(example), stage: example.stage, surroundings: surroundings)
  }

  private static func tree(_ text: String) throws -> Node {
    let reading = YAMLReader.read(Array((text + "\n").utf8), path: "example.yaml")
    #expect(reading.findings == [])
    return try #require(reading.root)
  }
}

extension Rule: CustomTestStringConvertible {
  public var testDescription: String { name }
}

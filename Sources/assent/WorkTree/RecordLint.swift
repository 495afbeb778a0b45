internal import Diagnostics
internal import Ledger
internal import Lint
internal import Primitives
internal import Records
internal import Signatures

/// Reads and lints records of the work tree.
struct RecordLint: Sendable {
  /// Larger files are no records.
  private static let largestRecord = 1 << 20
  /// Of a larger evidence file no digest is taken, here as in a gate.
  private static let largestEvidence = 1 << 28

  /// A record as read, and what is wrong with it.
  struct Result: Sendable {
    let document: RecordDocument
    let findings: [Finding]
  }

  let tree: WorkTree
  let policy: Policy?
  let stage: Stage
  let surroundings: Surroundings

  /// Reads a record; looks for what is wrong with it if it was asked for.
  func result(for path: String, isSelected: Bool) -> Result {
    let document: RecordDocument
    switch PlainFile.read(tree.absolute(path), limit: Self.largestRecord) {
    case .bytes(let bytes): document = Self.condensed(RecordDocument.read(bytes, path: path))
    case .tooLarge(let size): document = Self.refused(path, Self.tooLarge(size, path))
    case .unreadable(let why):
      document = Self.refused(
        path,
        Finding(
          rule: "file-unreadable", message: "\(path) cannot be read: \(why)",
          location: Location(path: path), advice: "make it readable, or remove it"))
    }
    guard isSelected else { return Result(document: document, findings: []) }
    let evidence = evidence(of: document)
    return Result(
      document: document,
      findings: lint(
        document, policy: policy, stage: stage, evidence: evidence, surroundings: surroundings))
  }

  /// A file that is no text at all has one finding of that kind, not one for every byte.
  private static func condensed(_ document: RecordDocument) -> RecordDocument {
    guard document.root == nil, document.findings.count > 1 else { return document }
    var seen: Set<String> = []
    let findings = document.findings.filter { finding in
      let isPerByte =
        finding.rule == "yaml-control-character" || finding.rule == "yaml-encoding"
      return !isPerByte || seen.insert(finding.rule).inserted
    }
    return RecordDocument(path: document.path, root: nil, change: nil, findings: findings)
  }

  private static func refused(_ path: String, _ finding: Finding) -> RecordDocument {
    RecordDocument(path: path, root: nil, change: nil, findings: [finding])
  }

  private static func tooLarge(_ size: Int, _ path: String) -> Finding {
    Finding(
      rule: "yaml-too-large",
      message: "the file has \(size) bytes, the limit is \(largestRecord)",
      location: Location(path: path), advice: "move long texts into evidence files")
  }

  // MARK: Evidence

  private func evidence(of document: RecordDocument) -> EvidenceLookup {
    var known: [String: EvidenceLookup.State] = [:]
    guard let change = document.change else { return .unknown }
    let template = policy?.template(of: change)?.content.evidencePaths ?? []
    for path in change.evidencePaths + template where known[path] == nil {
      known[path] = state(ofEvidence: path)
    }
    let states = known
    return EvidenceLookup { path in states[path] ?? .absent }
  }

  private func state(ofEvidence path: String) -> EvidenceLookup.State {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.first == "evidence", !parts.contains(where: { $0.isEmpty || $0 == ".." }),
      !path.utf8.contains(0)
    else { return .absent }
    switch PlainFile.read(tree.absolute("changes/" + path), limit: Self.largestEvidence) {
    case .bytes(let bytes): return .present(sha256(of: bytes))
    case .tooLarge(let size): return .tooLarge(size)
    case .unreadable: return .absent
    }
  }
}

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
    /// What its comments say; nothing where it was not asked for.
    var comments = CommentReading()
  }

  let tree: WorkTree
  let policy: Policy?
  let stage: Stage

  /// Reads a record; looks for what is wrong with it if it was asked for.
  func result(for path: String, isSelected: Bool) -> Result {
    let document: RecordDocument
    var text: [UInt8] = []
    switch PlainFile.read(tree.absolute(path), limit: Self.largestRecord) {
    case .bytes(let bytes):
      document = Self.condensed(RecordDocument.read(bytes, path: path))
      text = bytes
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
    let comments = document.root.map { CommentReading(text, root: $0, path: path) }
    return Result(
      document: document,
      findings: lint(document, policy: policy, stage: stage, evidence: evidence),
      comments: comments ?? CommentReading())
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
    var known: [String: SHA256Digest] = [:]
    for path in document.change?.evidencePaths ?? [] where known[path] == nil {
      known[path] = digest(ofEvidence: path)
    }
    let digests = known
    return EvidenceLookup { path in digests[path].map { .present($0) } ?? .absent }
  }

  private func digest(ofEvidence path: String) -> SHA256Digest? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.first == "evidence", !parts.contains(where: { $0.isEmpty || $0 == ".." }),
      !path.utf8.contains(0),
      case .bytes(let bytes) = PlainFile.read(
        tree.absolute("changes/" + path), limit: Self.largestEvidence)
    else { return nil }
    return sha256(of: bytes)
  }
}

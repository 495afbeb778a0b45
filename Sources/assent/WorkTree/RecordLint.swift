internal import Diagnostics
internal import Ledger
internal import Lint
internal import Primitives
internal import Records
internal import Signatures

/// Reads and lints records of the work tree.
struct RecordLint: Sendable {
  /// Larger files are no records.
  static let largestRecord = 1 << 20
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
  /// What is known beside the record: the present, the zone, which evidence there is.
  var surroundings = Surroundings()
  /// What was read before, where the same files are read again and again.
  var memory: ReadingMemory?

  /// Reads a record; looks for what is wrong with it if it was asked for.
  func result(for path: String, isSelected: Bool) -> Result {
    guard isSelected else {
      let document = memory?.document(at: path, in: tree) { read(path) } ?? read(path)
      return Result(document: document, findings: [])
    }
    let reading = tree.read(path, limit: Self.largestRecord)
    if case .bytes(let bytes) = reading { return result(of: bytes, path: path) }
    let document = Self.document(reading, path)
    return Result(document: document, findings: lint(document, policy: policy, stage: stage))
  }

  /// What is wrong with a record of these bytes, with the fixes that there are.
  func result(of bytes: [UInt8], path: String) -> Result {
    result(for: Self.condensed(RecordDocument.read(bytes, path: path)), of: bytes)
  }

  private func result(for document: RecordDocument, of bytes: [UInt8]) -> Result {
    var findings = lint(
      document, policy: policy, stage: stage, evidence: evidence(of: document),
      surroundings: surroundings)
    guard let root = document.root else {
      return Result(document: document, findings: TextForm.mended(findings, in: bytes))
    }
    if let untidy = TextForm.untidiness(bytes, root: root, path: document.path) {
      findings.append(untidy)
    }
    return Result(
      document: document, findings: findings,
      comments: CommentReading(bytes, root: root, path: document.path))
  }

  private func read(_ path: String) -> RecordDocument {
    Self.document(tree.read(path, limit: Self.largestRecord), path)
  }

  /// The record of a file, or one that says why there is none.
  private static func document(_ reading: PlainFile.Reading, _ path: String) -> RecordDocument {
    let finding: Finding
    switch reading {
    case .bytes(let bytes): return condensed(RecordDocument.read(bytes, path: path))
    case .tooLarge(let size): finding = tooLarge(size, path)
    case .unreadable(let why):
      finding = Finding(
        rule: "file-unreadable", message: "\(path) cannot be read: \(why)",
        location: Location(path: path), advice: "make it readable, or remove it")
    }
    return RecordDocument(path: path, root: nil, change: nil, findings: [finding])
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
      known[path] =
        memory?.state(ofEvidence: "changes/" + path, in: tree) { state(ofEvidence: path) }
        ?? state(ofEvidence: path)
    }
    let states = known
    return EvidenceLookup { path in states[path] ?? .absent }
  }

  /// What there is of a file of evidence by its path below `changes/`.
  func state(ofEvidence path: String) -> EvidenceLookup.State {
    // By bytes: taking characters apart would take longer than reading the file.
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard path.utf8.starts(with: "evidence/".utf8), !path.utf8.contains(0),
      parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual("..".utf8) })
    else { return .absent }
    switch PlainFile.read(tree.absolute("changes/" + path), limit: Self.largestEvidence) {
    case .bytes(let bytes): return .present(sha256(of: bytes))
    case .tooLarge(let size): return .tooLarge(size)
    case .unreadable: return .absent
    }
  }
}

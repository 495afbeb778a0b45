internal import Audit
internal import Decision
internal import EvidencePack
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives
internal import Reporting

/// The files of a pack by which others can check it: attestations, `audit.json`, OSCAL, the bundle
/// and the guide.
struct ProofFiles {
  /// What is written for one change.
  struct Part: Sendable {
    let id: String
    let svr: [UInt8]
    let vsa: [UInt8]
  }

  private let folder: PackFolder
  private let inputs: AuditInputs
  private let svr: SortedParts
  private let vsa: SortedParts

  init(_ inputs: AuditInputs, in folder: PackFolder) throws {
    self.folder = folder
    self.inputs = inputs
    svr = try SortedParts(folder: folder)
    vsa = try SortedParts(folder: folder)
  }

  /// Makes the parts of changes, on any thread.
  static func maker(_ scope: AuditScope) -> @Sendable (AuditedChange) -> Part {
    let attestations = Attestations(scope: scope)
    return { change in
      let lines = attestations.drafts(change)
      return Part(id: change.summary.id, svr: lines.svr, vsa: lines.vsa)
    }
  }

  /// Takes the next change, in any order.
  func add(_ part: Part) throws {
    if !part.svr.isEmpty { try svr.add(part.svr, named: part.id) }
    if !part.vsa.isEmpty { try vsa.add(part.vsa, named: part.id) }
  }

  /// Writes the attestations and the guide, when all changes have come.
  ///
  /// - Parameters:
  ///   - history: the trunk up to the standpoint, without its changes.
  ///   - shown: the changes that the guide shows.
  func finish(
    _ report: AuditReport, _ history: History, shown: [AuditedChange], bundle: HistoryBundle?
  ) throws {
    let repository = try Session.open(inputs.place)
    let summaries = Dictionary(report.changes.map { ($0.id, $0) }) { first, _ in first }
    try svr.finish(as: Attestations.Predicate.svr.path) { id, draft in
      guard let summary = summaries[id], let line = Attestations.finished(draft, summary) else {
        throw Failure("internal", "\(id) was examined and is gone", exitStatus: 70)
      }
      return line
    }
    try vsa.finish(as: Attestations.Predicate.vsa.path)
    let signers = AllowedSigners(of: history) { commit, path in
      Self.content(commit, path, repository)
    }
    let guide = VerificationGuide(
      report: report, history: history, changes: shown.sorted { $0.summary.id < $1.summary.id },
      signers: signers, bundle: bundle)
    for file in guide.files { try write(file) }
  }

  private func write(_ file: PackFile) throws { try folder.write(file.bytes, to: file.path) }

  /// Writes `oscal.json`.
  func writeOSCAL(_ report: AuditReport) throws { try write(OSCALResults(report: report).file) }

  /// Writes `audit.json`.
  func writeJSON(_ report: AuditReport, _ bundle: HistoryBundle?) throws {
    let descriptor = try folder.create("audit.json")
    defer { close(descriptor) }
    let json = AuditJSON(
      report: report, inputs: inputs.account(report.scope, bundle),
      files: bundle.map { [(HistoryBundle.path, $0.account)] } ?? [])
    try json.write { bytes in
      try PackFolder.fill(descriptor, bytes, of: "audit.json")
    }
  }

  /// The bytes of a file of a commit; nil where there is none.
  private static func content(
    _ commit: ObjectID, _ path: String, _ repository: borrowing Repository
  ) -> [UInt8]? {
    do throws(GitError) {
      let tree = try repository.commitHeader(commit).tree
      guard let entry = try repository.entry(atPath: path, inTree: tree) else { return nil }
      return try repository.blob(entry.id, limit: 1 << 20)
    } catch { return nil }
  }
}

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
    /// The change itself, if the guide shows it.
    let shown: AuditedChange?
  }

  private let folder: PackFolder
  private let inputs: AuditInputs
  private let svr: SortedParts
  private let vsa: SortedParts
  private var shown: [AuditedChange] = []

  /// - Parameter report: what was found about all changes.
  init(_ inputs: AuditInputs, in folder: PackFolder) throws {
    self.folder = folder
    self.inputs = inputs
    svr = try SortedParts(folder: folder)
    vsa = try SortedParts(folder: folder)
  }

  /// Makes the parts of changes, on any thread.
  static func maker(_ report: AuditReport) -> @Sendable (AuditedChange) -> Part {
    let attestations = Attestations(scope: report.scope)
    let chosen = Set(VerificationGuide.choice(report))
    return { change in
      let lines = attestations.lines(change)
      return Part(
        id: change.summary.id, svr: lines.svr, vsa: lines.vsa,
        shown: chosen.contains(change.summary.id) ? change : nil)
    }
  }

  /// Takes the next change, in any order.
  mutating func add(_ part: Part) throws {
    if !part.svr.isEmpty { try svr.add(part.svr, named: part.id) }
    if !part.vsa.isEmpty { try vsa.add(part.vsa, named: part.id) }
    if let change = part.shown { shown.append(change) }
  }

  /// Writes everything, when all changes have come; the manifest is not among it.
  ///
  /// - Parameter history: the trunk up to the standpoint, without its changes.
  func finish(_ report: AuditReport, _ history: History) throws {
    let repository = try Session.open(inputs.place)
    try svr.finish(as: Attestations.Predicate.svr.path)
    try vsa.finish(as: Attestations.Predicate.vsa.path)
    let bundle =
      inputs.makesBundle
      ? try BundleWriter.bundle(report.scope, since: inputs.bundleSince, in: repository) : nil
    if let bundle { try write(bundle, repository) }
    try writeJSON(report, bundle)
    try write(OSCALResults(report: report).file)
    let signers = AllowedSigners(of: history) { commit, path in
      Self.content(commit, path, repository)
    }
    let guide = VerificationGuide(
      report: report, history: history, changes: shown.sorted { $0.summary.id < $1.summary.id },
      signers: signers, bundle: bundle)
    for file in guide.files { try write(file) }
  }

  private func write(_ file: PackFile) throws { try folder.write(file.bytes, to: file.path) }

  private func write(_ bundle: HistoryBundle, _ repository: borrowing Repository) throws {
    let descriptor = try folder.create(HistoryBundle.path)
    defer { close(descriptor) }
    try BundleWriter.write(bundle, into: descriptor, of: repository)
  }

  private func writeJSON(_ report: AuditReport, _ bundle: HistoryBundle?) throws {
    let descriptor = try folder.create("audit.json")
    defer { close(descriptor) }
    let json = AuditJSON(
      report: report, inputs: inputs.account(report.scope, bundle),
      files: bundle.map { [(HistoryBundle.path, $0.account)] } ?? [])
    try json.write { bytes in
      let problem = bytes.withUnsafeBytes { PackFolder.fill(descriptor, $0) }
      guard problem == 0 else { throw PackFolder.failure("write", "audit.json", problem) }
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

internal import Audit
internal import Decision
internal import EvidencePack
internal import Ledger
internal import Primitives
internal import Reporting

/// Writes one audit as an evidence pack.
struct PackWriter {
  let inputs: AuditInputs
  let folder: PackFolder
  private var run: AuditRun

  /// Reads what the audit is about; nothing is written before that.
  init(_ inputs: AuditInputs, to folder: PackFolder, isQuiet: Bool = false) throws {
    self.inputs = inputs
    self.folder = folder
    run = try AuditRun(inputs, isQuiet: isQuiet)
  }

  /// Writes all files but the manifest, then that.
  mutating func write() throws -> AuditReport {
    let report = try run.report()
    try writeChanges(report)
    try writeManifest()
    return report
  }

  /// What is written for each change.
  private struct Written: Sendable {
    let id: String
    let verdict: [UInt8]
    let proof: ProofFiles.Part
  }

  private mutating func writeChanges(_ report: AuditReport) throws {
    let json = VerdictJSON(engine: engine)
    let verdicts = try SortedParts(folder: folder)
    let proof = ProofFiles.maker(report)
    var proofs = try ProofFiles(inputs, in: folder)
    try run.each(of: report) { change in
      Written(
        id: change.summary.id, verdict: Array(json.verdict(change.verdict).line.utf8.dropLast()),
        proof: proof(change))
    } _: { written in
      try proofs.add(written.proof)
      try verdicts.add(written.verdict, named: written.id)
    }
    try verdicts.finish(
      as: "verdicts.json", opening: #"{"schema":"assent/status/1","changes":["#, between: ",",
      closing: "]}\n")
    try proofs.finish(report, run.sliced.ground.history)
  }

  private func writeManifest() throws {
    // Read piece by piece: a bundle may be larger than the memory that an audit may take.
    let files = PackFiles(folder.draft)
    var digests: [String: SHA256Digest] = [:]
    do throws(Manifest.Fault) {
      for path in folder.files { digests[path] = try files.digest(of: path) }
    } catch {
      throw Failure("file", error.message, exitStatus: 2)
    }
    try folder.write(Manifest(digests).bytes, to: PackFolder.mark)
  }
}

internal import Audit
internal import AuditPages
internal import EvidencePack
internal import Primitives
internal import Reporting

/// What is written of each change while it is examined, so that it need not be read again.
final class PackParts {
  let database: Database
  let verdicts: SortedParts
  let proofs: ProofFiles
  /// The parts of dossiers that do not wait for the report.
  let drafts: KeptParts
  /// By id, where the draft of a dossier is and how it is made.
  private(set) var stubs: [String: (KeptParts.Place, DossierDraft.Stub)] = [:]
  private let scope: AuditScope
  private var end = 0

  /// What is made of one change, on any thread.
  struct Part: Sendable {
    let change: AuditedChange
    let verdict: [UInt8]
    let proof: ProofFiles.Part
    let draft: [UInt8]
    let stub: DossierDraft.Stub
  }

  init(_ inputs: AuditInputs, _ scope: AuditScope, in folder: PackFolder) throws {
    self.scope = scope
    verdicts = try SortedParts(folder: folder)
    proofs = try ProofFiles(inputs, in: folder)
    drafts = try KeptParts(folder: folder)
    database = try PackWriter.tables { () throws(TableError) in
      try Database(path: folder.draft + "/audit.db", scope: scope)
    }
  }

  /// Makes the parts of changes, on any thread.
  func maker(zone: TimeZoneRules?) -> @Sendable (AuditedChange) -> Part {
    let json = VerdictJSON(engine: engine)
    let proof = ProofFiles.maker(scope)
    let drafter = DossierDrafter(scope: scope, zone: zone)
    return { change in
      var verdict: [UInt8] = []
      json.verdict(change.verdict).append(to: &verdict)
      let draft = drafter.draft(change)
      return Part(
        change: change, verdict: verdict, proof: proof(change), draft: draft.bytes,
        stub: draft.stub)
    }
  }

  /// Takes the parts of the next change.
  func add(_ part: Part) throws {
    let id = part.change.summary.id
    try proofs.add(part.proof)
    try verdicts.add(part.verdict, named: id)
    try drafts.add(part.draft)
    stubs[id] = (KeptParts.Place(offset: end, count: part.draft.count), part.stub)
    end += part.draft.count
    try PackWriter.tables { () throws(TableError) in try database.add(part.change) }
  }
}

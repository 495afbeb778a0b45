internal import Audit
internal import AuditPages
internal import ChangeCalendar
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
    let job = inputs.makesBundle ? try BundleJob(inputs, run.scope, in: folder) : nil
    // Whatever fails, nothing is being written any more when the folder goes.
    defer { job?.settle() }
    let parts = try PackParts(inputs, run.scope, in: folder)
    let report = try run.report(parts.maker(zone: run.zone)) { try parts.add($0) }
    for copy in run.evidence.copies { try folder.write(copy.bytes, to: copy.path) }
    try writeDossiers(report, parts)
    let shown = try run.changes(VerificationGuide.choice(report), of: report)
    let writer = self
    // The longest come first, so that none is waited for at the end.
    try Errands.run(
      [
        { try writer.writeWorkbook(report) },
        { try writer.writeDatabase(report, parts) },
        { try writer.writePages(report) },
        { try writer.writeTables(report) },
        { try writer.writeVerdicts(parts) },
        { try parts.proofs.finish(report, writer.run.history, shown: shown, bundle: job?.bundle) },
        { try parts.proofs.writeJSON(report, job?.bundle) },
        { try parts.proofs.writeOSCAL(report) },
      ], threads: run.threads)
    run.say("wrote the tables and the proofs")
    try job?.finish()
    try writeManifest()
    return report
  }

  // MARK: Pages

  private func writeDossiers(_ report: AuditReport, _ parts: PackParts) throws {
    let site = site(report)
    let shelf = try folder.shelf("changes")
    let (stubs, drafts) = (parts.stubs, parts.drafts)
    let pieces = AuditGround.pieces(of: [Array(report.changes.indices)])
    let work = OrderedWork<[Int], [PackFolder.Entry]>(pieces, threads: run.threads)
    try work.run { piece in
      try Interruption.check()
      return try piece.map { number in
        let summary = report.changes[number]
        guard let (place, stub) = stubs[summary.id],
          let draft = DossierDraft(summary.id, stub, try drafts.read(place))
        else {
          throw Failure("internal", "\(summary.id) was examined and is gone", exitStatus: 70)
        }
        let page = site.dossier(of: summary, draft)
        return try shelf.write(page.bytes, to: page.name)
      }
    } _: { entries in
      for entry in entries { folder.enter(entry) }
    }
    run.say("wrote the dossiers")
  }

  private func writePages(_ report: AuditReport) throws {
    let site = site(report)
    for page in site.pages() + site.assets { try folder.write(page.bytes, to: page.name) }
    run.say("wrote the pages")
  }

  private func site(_ report: AuditReport) -> AuditSite {
    var site = AuditSite(
      report: report, zone: run.zone,
      standards: StandardControl.all)
    site.schedule = run.schedule
    return site
  }

  // MARK: Tables

  private func writeDatabase(_ report: AuditReport, _ parts: PackParts) throws {
    try Self.tables { () throws(TableError) in try parts.database.finish(report) }
    try folder.adopt("audit.db")
    run.say("wrote the database")
  }

  private func writeWorkbook(_ report: AuditReport) throws {
    try Self.tables { () throws(TableError) in
      try Workbook.write(report, to: folder.draft + "/audit.xlsx")
    }
    try folder.adopt("audit.xlsx")
    run.say("wrote the workbook")
  }

  private func writeVerdicts(_ parts: PackParts) throws {
    try parts.verdicts.finish(
      as: VerdictsFile.path, opening: #"{"schema":"assent/status/1","changes":["#, between: ",",
      closing: "]}\n")
  }

  private func writeTables(_ report: AuditReport) throws {
    // One at a time, since a table of a large audit is large.
    for table in AuditTable.files {
      let file = CSVFile.file(table, of: report)
      try folder.write(file.bytes, to: file.path)
    }
    guard let schedule = run.schedule else { return }
    let calendar = CalendarFile.file(schedule, engine: report.scope.engine.name)
    try folder.write(calendar.bytes, to: calendar.path)
  }

  static func tables<R>(_ body: () throws(TableError) -> R) throws -> R {
    do throws(TableError) { return try body() } catch {
      throw Failure(error.code.rawValue, error.message, exitStatus: 2)
    }
  }

  private func writeManifest() throws {
    try folder.write(Manifest(try folder.digests()).bytes, to: Manifest.path)
  }
}

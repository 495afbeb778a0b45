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
    let report = try run.report()
    for copy in run.evidence.copies { try folder.write(copy.bytes, to: copy.path) }
    try writeChanges(report)
    try writeTables(report)
    run.say("wrote the tables")
    try writeManifest()
    return report
  }

  // MARK: Changes

  /// What is written for each change.
  private struct Written: Sendable {
    let change: AuditedChange
    let verdict: [UInt8]
    let proof: ProofFiles.Part
    let page: PackFolder.Entry
  }

  private mutating func writeChanges(_ report: AuditReport) throws {
    let json = VerdictJSON(engine: engine)
    let verdicts = try SortedParts(folder: folder)
    let proof = ProofFiles.maker(report)
    var proofs = try ProofFiles(inputs, in: folder)
    let site = site(report)
    let shelf = try folder.shelf("changes")
    let database = try Self.tables { () throws(TableError) in
      try Database(path: folder.draft + "/audit.db", scope: report.scope)
    }
    try run.each(of: report) { change in
      var verdict: [UInt8] = []
      json.verdict(change.verdict).append(to: &verdict)
      let page = site.dossier(of: change)
      return Written(
        change: change, verdict: verdict, proof: proof(change),
        page: try shelf.write(page.bytes, to: page.name))
    } _: { written in
      folder.enter(written.page)
      try proofs.add(written.proof)
      try verdicts.add(written.verdict, named: written.change.summary.id)
      try Self.tables { () throws(TableError) in try database.add(written.change) }
    }
    run.say("wrote the dossiers")
    try verdicts.finish(
      as: VerdictsFile.path, opening: #"{"schema":"assent/status/1","changes":["#, between: ",",
      closing: "]}\n")
    for page in site.pages() + site.assets { try folder.write(page.bytes, to: page.name) }
    run.say("wrote the pages")
    try Self.tables { () throws(TableError) in try database.finish(report) }
    try folder.adopt("audit.db")
    run.say("wrote the database")
    try proofs.finish(report, run.history)
    run.say("wrote the proofs")
  }

  private func site(_ report: AuditReport) -> AuditSite {
    var site = AuditSite(
      report: report, zone: run.history.zones[report.scope.period.zone],
      standards: StandardControl.all)
    site.schedule = run.schedule
    return site
  }

  // MARK: Tables

  private func writeTables(_ report: AuditReport) throws {
    for file in CSVFile.files(of: report) { try folder.write(file.bytes, to: file.path) }
    try Self.tables { () throws(TableError) in
      try Workbook.write(report, to: folder.draft + "/audit.xlsx")
    }
    try folder.adopt("audit.xlsx")
    if let schedule = run.schedule {
      let calendar = CalendarFile.file(schedule, engine: report.scope.engine.name)
      try folder.write(calendar.bytes, to: calendar.path)
    }
  }

  private static func tables<R>(_ body: () throws(TableError) -> R) throws -> R {
    do throws(TableError) { return try body() } catch {
      throw Failure(error.code.rawValue, error.message, exitStatus: 2)
    }
  }

  private func writeManifest() throws {
    try folder.write(Manifest(try folder.digests()).bytes, to: Manifest.path)
  }
}

import Audit
import AuditFixtures
import AuditPages
import Foundation
import TestSupport

/// The pages of an audit written to a folder, with empty files where other parts of a pack stand.
///
/// `ASSENT_KEEP_PAGES=DIR` keeps them there, to be looked at.
final class SiteFolder: Sendable {
  private let scratch: ScratchFolder
  let path: String
  let pages: [Page]

  init(_ report: AuditReport, standards: [StandardControl] = [], name: String = "site") throws {
    scratch = try ScratchFolder("pages")
    path =
      ProcessInfo.processInfo.environment["ASSENT_KEEP_PAGES"].map { "\($0)/\(name)" }
      ?? scratch.path
    let site = AuditSite(report: report, standards: standards)
    pages = site.pages()
    for page in pages + site.assets { try write(page.bytes, to: page.name) }
    let others = [
      "population.csv", "exceptions.csv", "deployments.csv", "audit.xlsx", "audit.db", "audit.json",
      "verdicts.json", "oscal.json", "calendar.ics", "VERIFY.md", "MANIFEST.sha256",
      "inputs/deployments.jsonl",
    ]
    for file in others { try write([], to: file) }
    for change in report.changes { try write(Self.dossier, to: "changes/\(change.id).html") }
  }

  private static let dossier = Array(
    "<!DOCTYPE html><html lang=\"en\"><title>Dossier</title><p id=\"verify\">A dossier.".utf8)

  private func write(_ bytes: [UInt8], to file: String) throws {
    let url = URL(filePath: "\(path)/\(file)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }
}

import Foundation
import TestSupport
import Testing

/// An evidence pack that the program wrote, beside the repository of a scene.
struct AuditPack {
  let path: String
  let outcome: Command.Outcome

  /// The names of its files, sorted; empty if there is no folder.
  var files: [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).filter {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: "\(path)/\($0)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }

  /// A file's bytes.
  func data(_ file: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(path)/\(file)"))
  }

  /// A file of JSON.
  func json(_ file: String) throws -> JSON { try JSON(parsing: data(file)) }

  /// Every file's digest, as `sha256sum` writes it.
  var manifest: String {
    get throws { String(decoding: try data("MANIFEST.sha256"), as: UTF8.self) }
  }

  /// The ids of the changes that `audit.json` counts.
  var ids: [String] {
    get throws { try json("audit.json")["population"]["ids"].elements.compactMap(\.string) }
  }
}

extension Scene {
  /// Writes a pack of the year 2026, or of other days, a minute after the last commit.
  func pack(
    _ more: [String] = [], from: String = "2026-01-01", to: String = "2027-01-01",
    now: Moment? = nil, name: String = "pack", environment: [String: String] = [:]
  ) throws -> AuditPack {
    let path = "\(repository.folder.path)/\(name)"
    let outcome = try assent(
      [
        "audit", "report", "--from", from, "--to", to, "--out", path, "--trust-root", root,
        "--now", (now ?? clock).text, "--no-bundle",
      ] + more, environment: environment)
    return AuditPack(path: path, outcome: outcome)
  }

  /// What is beside the repository, drafts of packs included.
  var besides: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: repository.folder.path).sorted()
    }
  }
}

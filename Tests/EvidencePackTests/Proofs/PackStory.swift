import Foundation
import TestSupport

/// A repository and an evidence pack of it, written by the program.
final class PackStory: @unchecked Sendable {
  let scene: Scene
  let folder: ScratchFolder
  let pack: String

  /// The standard story to its end, written once for a run of the tests; nobody changes it.
  static let closed: Result<PackStory, any Error> = Result { try PackStory(.closed) }

  convenience init(_ milestone: Scene.Milestone, _ more: [String] = []) throws {
    try self.init(of: Scene(at: milestone), more)
  }

  init(of scene: Scene, _ more: [String] = []) throws {
    self.scene = scene
    folder = try ScratchFolder("pack")
    pack = folder.path + "/pack"
    let outcome = try write(to: pack, more)
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
  }

  /// Writes a pack of the year in which the story happens.
  func write(to folder: String, _ more: [String] = []) throws -> Command.Outcome {
    try scene.assent(
      [
        "audit", "report", "--by", "created", "--from", "2026-01-01", "--to", "2027-01-01",
        "--trust-root",
        scene.root, "--now", "2026-12-01T00:00:00Z", "--out", folder,
      ] + more)
  }

  /// A copy of the pack that a test may spoil.
  func copy() throws -> Copy { try Copy(of: pack) }

  func verify(_ pack: String, _ more: [String] = []) throws -> Command.Outcome {
    try Assent.run(
      ["audit", "verify", pack] + more, in: folder.path, home: folder.path, timeout: 120)
  }

  /// A pack of one test.
  struct Copy {
    let folder: ScratchFolder
    var path: String { folder.path + "/pack" }

    init(of pack: String) throws {
      folder = try ScratchFolder("copy")
      try FileManager.default.copyItem(atPath: pack, toPath: folder.path + "/pack")
    }

    func url(_ file: String) -> URL { URL(filePath: path + "/" + file) }

    func text(_ file: String) throws -> String {
      try String(contentsOf: url(file), encoding: .utf8)
    }

    func edit(_ file: String, _ old: String, _ new: String) throws {
      let text = try text(file)
      guard text.contains(old) else { throw TestFailure("\(file) has no \(old)") }
      try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url(file))
    }

    /// Makes the manifest fit again, as an attacker would.
    func mendManifest() throws {
      let script =
        "find . -type f ! -name MANIFEST.sha256 | cut -c 3- | sort | "
        + "while read -r f; do sha256sum \"$f\"; done > M && mv M MANIFEST.sha256"
      let outcome = try Command.run(
        "/bin/sh",
        [
          "-c",
          script.replacingOccurrences(of: "> M ", with: "> ../M ")
            .replacingOccurrences(of: "mv M ", with: "mv ../M "),
        ], in: path,
        environment: CleanEnvironment.variables(home: folder.path))
      guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    }
  }
}

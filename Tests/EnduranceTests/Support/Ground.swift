import Foundation
import TestSupport
import Testing

/// A repository whose people act now, and what is asked of it again and again.
struct Ground {
  let scene: Scene
  var place: ScratchRepository { scene.repository }

  /// The standard organisation, whose acts go to the trunk itself, and a change about to be submitted.
  static func acting() throws -> Ground {
    var organisation = try SampleOrganisation()
    try organisation.replace("carrier: branch", with: "carrier: push", in: "assent.yaml")
    let begins = Moment.current - 5.days - 15.hours - 30.minutes
    return try Ground(
      scene: try Scene(
        organisation, try SampleRecord(begins: begins), begins: begins, through: .drafted))
  }

  init(scene: Scene) throws {
    self.scene = scene
    try scene.settle()
  }

  /// The command line of a gate.
  func question(_ more: String...) -> [String] {
    [
      "gate", scene.record.id, "--commit", SampleRecord.artifact, "--trust-root", scene.root,
      "--now", scene.inWindow.text, "--what-if", "--format", "json",
    ] + more
  }

  /// A person's name and address, as Git wants them of whoever commits.
  func identity(_ person: Persona) -> [String: String] {
    [
      "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email,
      "GIT_COMMITTER_NAME": person.name, "GIT_COMMITTER_EMAIL": person.email,
      "ASSENT_TRUST_ROOT": scene.root,
    ]
  }

  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Command.Outcome {
    try Assent.run(
      arguments, in: place.path, home: place.home, environment: environment, timeout: 120)
  }

  /// Runs a script of the shell beside the repository; `$assent` is the program.
  func shell(_ script: String, environment: [String: String] = [:]) throws -> Command.Outcome {
    try Command.run(
      "/bin/bash", ["-c", script], in: place.path,
      environment: CleanEnvironment.variables(home: place.home).merging(
        ["assent": try Assent.binary(), "repository": place.path, "home": place.home]
      ) { $1 }.merging(environment) { $1 }, timeout: 300)
  }

  /// Checks the trunk out.
  func checkOut() throws { try place.git("reset", "--quiet", "--hard", "refs/heads/main") }

  /// Fails where Git finds anything broken.
  func checkGit(_ comment: Comment) throws {
    let outcome = try Command.run(
      try Command.find("git"), ["fsck", "--connectivity-only", "--no-dangling"], in: place.path,
      environment: CleanEnvironment.variables(home: place.home))
    #expect(outcome.status == 0, "\(comment): \(outcome.errorText)")
  }

  /// Removes the locks that a killed Git left, as it asks its user to, and returns their names.
  func removeLocks() throws -> [String] {
    let found = try place.git("rev-parse", "--absolute-git-dir")
    let names = FileManager.default.enumerator(atPath: found)?.compactMap { $0 as? String } ?? []
    let locks = names.filter { $0.hasSuffix(".lock") }
    for lock in locks { try FileManager.default.removeItem(atPath: "\(found)/\(lock)") }
    return locks
  }

  /// The files of the work tree with their texts, what the program may leave behind included.
  func files() throws -> [String: String] {
    let names = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String }
    var files: [String: String] = [:]
    for name in names ?? [] where !name.hasPrefix(".git/") {
      files[name] = try? String(contentsOfFile: "\(place.path)/\(name)", encoding: .utf8)
    }
    return files
  }
}

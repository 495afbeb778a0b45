import Foundation
import TestSupport
import Testing

/// A bare repository on a server, and clones of it in which people act and land.
struct LandingScene {
  let stage: ActScene
  let remote: ScratchRepository
  let clones: [ScratchRepository]

  init(carrier: String = "branch", clones: Int = 1) throws {
    let told = try Self.told(carrier)
    try self.init(told.stage, from: told.remote, clones: clones, copying: told.clone)
  }

  /// The same with a policy of its own.
  init(edit: (inout SampleOrganisation) throws -> Void) throws {
    let stage = try ActScene(carrier: "branch", edit: edit)
    try self.init(stage, from: stage.repository, clones: 1, copying: nil)
  }

  private init(
    _ stage: ActScene, from source: ScratchRepository, clones: Int,
    copying model: ScratchRepository?
  ) throws {
    self.stage = stage
    remote =
      try model == nil
      ? ScratchRepository(cloning: source, "--bare") : ScratchRepository(copying: source)
    var made: [ScratchRepository] = []
    for _ in 0..<clones {
      guard let model else {
        made.append(try ScratchRepository(cloning: remote))
        continue
      }
      let clone = try ScratchRepository(copying: model)
      try clone.git("remote", "set-url", "origin", "file://\(remote.path)")
      made.append(clone)
    }
    self.clones = made
  }

  // MARK: Beginnings

  /// A beginning that all tests share and none changes.
  private struct Beginning: @unchecked Sendable {
    let stage: ActScene
    let remote: ScratchRepository
    let clone: ScratchRepository

    init(_ carrier: String) throws {
      stage = try ActScene(carrier: carrier)
      remote = try ScratchRepository(cloning: stage.repository, "--bare")
      clone = try ScratchRepository(cloning: remote)
    }
  }

  private static let branched = Result { try Beginning("branch") }
  private static let pushed = Result { try Beginning("push") }

  private static func told(_ carrier: String) throws -> Beginning {
    try carrier == "push" ? pushed.get() : branched.get()
  }

  var id: String { stage.id }
  var clone: ScratchRepository { clones[0] }

  /// Makes an act in the first clone, which pushes it to its maker's branch.
  @discardableResult
  func sign(_ verb: String, by person: Persona, _ more: [String] = []) throws -> String {
    try stage.sign(verb, by: person, more, in: clone)
  }

  /// The name of a person's branch.
  func branch(_ person: Persona, _ change: String? = nil) -> String {
    "assent/\(change ?? id)/\(person.id)"
  }

  /// Runs `land` as somebody who has no key, or with one.
  func land(
    _ arguments: [String] = [], key: Persona? = nil, in place: ScratchRepository? = nil,
    environment: [String: String] = [:]
  ) throws -> Command.Outcome {
    let place = place ?? clone
    let signing = try key.map { ["--key", try $0.key] } ?? []
    return try Assent.run(
      ["land"] + arguments + signing, in: place.path, home: place.home,
      environment: [
        "GIT_AUTHOR_NAME": "Landing job", "GIT_AUTHOR_EMAIL": "land@harbourline.example",
        "GIT_COMMITTER_NAME": "Landing job", "GIT_COMMITTER_EMAIL": "land@harbourline.example",
        "ASSENT_TRUST_ROOT": stage.scene.root,
      ].merging(environment) { $1 }, timeout: 60)
  }

  /// What `land --format json` printed, and its exit status.
  func landing(
    _ arguments: [String] = [], key: Persona? = nil, in place: ScratchRepository? = nil
  ) throws -> (json: JSON, status: Int32) {
    let outcome = try land(arguments + ["--format", "json"], key: key, in: place)
    do {
      return (try JSON(parsing: outcome.output), outcome.status)
    } catch {
      throw TestFailure("exit \(outcome.status): \(outcome.text)\(outcome.errorText)")
    }
  }

  /// The trunk's tip on the server.
  func trunk() throws -> String { try stage.tip("refs/heads/main", in: remote) }

  /// Whether the trunk on the server reaches a commit.
  func hasLanded(_ commit: String) throws -> Bool {
    try remote.git("branch", "--contains", commit, "--list", "main", "--format=%(refname)")
      .contains("refs/heads/main")
  }

  /// The verdict by the server's trunk.
  func verdict() throws -> JSON {
    try clone.git("fetch", "--quiet", "origin")
    return try stage.verdict(in: clone)
  }

  /// The act of a commit in the verdict.
  func act(_ commit: String) throws -> JSON {
    try #require(try verdict()["acts"].elements.first { $0["commit"].string == commit })
  }

  /// Makes a commit in the first clone and pushes it to a branch of the server.
  @discardableResult
  func push(_ plan: CommitPlan, to branch: String) throws -> String {
    let commit = try clone.commit(plan)
    try clone.git("push", "--quiet", "--force", "origin", "\(commit):refs/heads/\(branch)")
    return commit
  }

  /// Edits the record on the server's trunk, unsigned, as a pull request's merge would.
  @discardableResult
  func edit(_ old: String, to new: String) throws -> String {
    try clone.git("fetch", "--quiet", "origin")
    let path = stage.scene.record.path
    let text = try clone.git("show", "origin/main:\(path)") + "\n"
    guard text.contains(old) else { throw TestFailure("the record has no \(old)") }
    return try push(
      CommitPlan(
        "Edit the record\n", by: .ana, at: .current,
        parents: [try clone.git("rev-parse", "origin/main")],
        changes: [path: .text(text.replacing(old, with: new))]), to: "main")
  }

  /// Puts a hook on the server.
  func hook(_ name: String, _ script: String) throws {
    let folder = "\(remote.path)/hooks"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try ("#!/bin/sh\n" + script).write(
      toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(name)")
  }
}

extension JSON {
  /// The one entry of a landing's branches that has a name.
  func branch(_ name: String) throws -> JSON {
    try #require(self["branches"].elements.first { $0["branch"].string == name }, "\(self)")
  }
}

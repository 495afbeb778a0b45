import Foundation
import TestSupport
import Testing

/// Changes that wait for a board, its agenda, and members who sign it.
struct BoardScene: @unchecked Sendable {
  let stage: ActScene
  /// In the order of the agenda.
  let ids = ["CHG-2026-7F3K", "CHG-2026-8Q1M", "CHG-2026-9ZT4"]
  let folder: ScratchFolder

  /// Three submitted changes of critical risk, for which two of the board have to approve.
  init(carrier: String = "push") throws {
    stage = try ActScene(carrier: carrier) { organisation in
      try organisation.replace(
        "any: [{role: cab, count: 2}, {role: cab-chair, count: 1}]", with: "role: cab, count: 2",
        in: "workflow.yaml")
    }
    folder = try ScratchFolder()
    let begins = Moment.current - 4.days
    for id in ids {
      var record = try SampleRecord(id: id, risk: "critical", begins: begins)
      if id == ids[1] {
        try record.replace(
          "title: Move the claims database to version 16",
          with: "title: \"<script>alert(1)</script> & `x` | [a](javascript:b)\"")
      }
      try stage.scene.commit(
        "Ask for \(id)\n", by: .ana,
        changes: record.evidence.mapValues { CommitPlan.Entry.text($0) }.merging(
          [record.path: .text(record.text)]) { $1 })
    }
    try stage.scene.settle()
    try stage.sign("submit", by: .ana, ids)
    if carrier == "branch" { try land() }
  }

  var file: String { folder.path + "/agenda.yaml" }

  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Command.Outcome {
    try Assent.run(
      arguments, in: stage.repository.path, home: stage.repository.home,
      environment: [
        "ASSENT_TRUST_ROOT": stage.scene.root, "GIT_AUTHOR_NAME": "Somebody",
        "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "Somebody",
        "GIT_COMMITTER_EMAIL": "a@b.example",
      ].merging(environment) { $1 })
  }

  func land() throws {
    let outcome = try run(["land"])
    guard outcome.status == 0 else { throw TestFailure(outcome.text + outcome.errorText) }
  }

  /// Writes the agenda and returns its digest.
  @discardableResult
  func agenda(_ more: String...) throws -> String {
    let outcome = try run(["agenda", "--role", "cab", "--output", folder.path] + more)
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return outcome.text.trimmingCharacters(in: .newlines)
  }

  func sign(_ person: Persona, _ more: String...) throws -> Command.Outcome {
    try run(["approve", "--agenda", file, "--key", try person.key, "--format", "json"] + more)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
  }

  func rewrite(_ old: String, _ new: String) throws {
    try Edit.replacing(old, with: new, in: try read("agenda.yaml"))
      .write(toFile: file, atomically: true, encoding: .utf8)
  }

  /// Edits one record on the trunk.
  func edit(_ id: String, _ old: String, to new: String) throws {
    try stage.repository.git("reset", "--quiet", "--hard", "refs/heads/main")
    let path = "\(stage.repository.path)/changes/2026/\(id).yaml"
    let text = try Edit.replacing(
      old, with: new, in: try String(contentsOfFile: path, encoding: .utf8))
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try stage.repository.git(
      "-c", "user.name=Ana Ruiz", "-c", "user.email=ana.ruiz@harbourline.example", "commit",
      "--quiet", "--all", "-m", "Edit \(id)")
  }

  func approvals(of id: String) throws -> Int {
    try stage.verdict(nil, id)["acts"].elements.filter {
      $0["verb"].string == "approve" && $0["counted"].bool == true
    }.count
  }
}

extension ActScene {
  func verdict(_ clone: ScratchRepository?, _ id: String) throws -> JSON {
    try verdict(in: clone, id)
  }
}

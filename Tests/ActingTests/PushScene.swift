import Foundation
import TestSupport
import Testing

/// A clone and a bare repository with the hook, between which things are really pushed.
struct PushScene {
  let scene: Scene
  let server: ScratchRepository

  /// The standard story up to a milestone, on both sides.
  init(at milestone: Scene.Milestone = .submitted, hook arguments: [String] = []) throws {
    scene = try Scene(at: milestone)
    try scene.settle()
    server = try ScratchRepository(cloning: scene.repository, "--bare")
    try scene.repository.git("remote", "add", "origin", "file://\(server.path)")
    try scene.repository.git("fetch", "--quiet", "origin")
    let outcome = try Assent.run(
      ["hook", "install", "--server", "--trust-root", scene.root], in: server.path,
      home: server.home)
    guard outcome.status == 0 else { throw TestFailure("hook install: \(outcome.errorText)") }
    guard !arguments.isEmpty else { return }
    let path = "\(server.path)/hooks/pre-receive"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text.trimmingCharacters(in: .newlines) + " " + arguments.joined(separator: " ") + "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  /// What a push said, and whether it was accepted.
  struct Answer: CustomStringConvertible {
    let isAccepted: Bool
    let text: String

    var description: String { text }
  }

  /// Pushes `commit:reference` pairs with the given options.
  func push(_ targets: String..., options: [String] = []) throws -> Answer {
    try push(targets, options: options)
  }

  /// Pushes `commit:reference` pairs with the given options.
  func push(_ targets: [String], options: [String] = []) throws -> Answer {
    let outcome = try Command.run(
      try Command.find("git"), ["push"] + options + ["origin"] + targets,
      in: scene.repository.path,
      environment: CleanEnvironment.variables(home: scene.repository.home))
    return Answer(isAccepted: outcome.status == 0, text: outcome.errorText)
  }

  /// Pushes the scene's tip to the trunk.
  func pushTrunk(_ options: String...) throws -> Answer {
    try push(["\(scene.tip):refs/heads/main"], options: options)
  }

  /// Expects a push to be refused for this reason and no other.
  func expectRefusal(
    _ answer: Answer, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(!answer.isAccepted, "\(answer)", sourceLocation: sourceLocation)
    #expect(answer.text.contains(": \(code): "), "\(answer)", sourceLocation: sourceLocation)
    #expect(
      answer.text.contains("push refused, 1 reason\n") || answer.text.contains("1 reason "),
      "\(answer)", sourceLocation: sourceLocation)
  }
}

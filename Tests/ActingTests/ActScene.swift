import Foundation
import TestSupport
import Testing

/// A repository in which people act with the program, now.
struct ActScene {
  let scene: Scene

  /// The standard organisation and a record whose window is open at this moment.
  ///
  /// - Parameter carrier: `push` or `branch`.
  init(carrier: String = "push", edit: (inout SampleOrganisation) throws -> Void = { _ in })
    throws
  {
    var organisation = try SampleOrganisation()
    if carrier != "branch" {
      try organisation.replace("carrier: branch", with: "carrier: \(carrier)", in: "assent.yaml")
    }
    try edit(&organisation)
    let begins = Moment.current - 5.days - 15.hours - 30.minutes
    scene = try Scene(
      organisation, try SampleRecord(begins: begins), begins: begins, through: .drafted)
    try scene.settle()
  }

  var repository: ScratchRepository { scene.repository }
  var id: String { scene.record.id }

  /// Signs as somebody, in the repository or in a clone of it.
  func act(
    _ verb: String, by person: Persona, _ more: [String] = [], in clone: ScratchRepository? = nil,
    key: Bool = true, environment: [String: String] = [:]
  ) throws -> Command.Outcome {
    let place = clone ?? repository
    var arguments = [verb] + (more.contains { $0.hasPrefix("CHG-") } ? [] : [id]) + more
    if key { arguments += ["--key", try person.key] }
    return try Assent.run(
      arguments, in: place.path, home: place.home,
      environment: Self.identity(person).merging(
        ["ASSENT_TRUST_ROOT": scene.root]) { $1 }.merging(environment) { $1 })
  }

  /// Signs and expects that to work; returns the commit.
  @discardableResult
  func sign(
    _ verb: String, by person: Persona, _ more: [String] = [], in clone: ScratchRepository? = nil
  ) throws -> String {
    let outcome = try act(verb, by: person, more + ["--format", "json"], in: clone)
    guard outcome.status == 0 else {
      throw TestFailure("\(person.id) could not \(verb): \(outcome.errorText)")
    }
    return try #require(try JSON(parsing: outcome.output)["commit"].string)
  }

  /// What the program says of the change, by the trunk as it is now.
  func verdict(in clone: ScratchRepository? = nil, _ id: String? = nil) throws -> JSON {
    let place = clone ?? repository
    let outcome = try Assent.run(
      ["explain", id ?? self.id, "--format", "json"], in: place.path, home: place.home,
      environment: ["ASSENT_TRUST_ROOT": scene.root])
    return try JSON(parsing: outcome.output)
  }

  /// The commit of a reference; empty if there is none.
  func tip(_ reference: String, in clone: ScratchRepository? = nil) throws -> String {
    try (clone ?? repository).git("for-each-ref", "--format=%(objectname)", reference)
  }

  /// Checks the trunk out and writes the record, as somebody's editor does.
  func edit(_ text: String) throws -> String {
    try repository.git("reset", "--quiet", "--hard", "refs/heads/main")
    let path = "\(repository.path)/\(scene.record.path)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static func identity(_ person: Persona) -> [String: String] {
    [
      "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email,
      "GIT_COMMITTER_NAME": person.name, "GIT_COMMITTER_EMAIL": person.email,
    ]
  }
}

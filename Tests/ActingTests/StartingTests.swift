import Foundation
import TestSupport
import Testing

/// The first steps of a newcomer: `init`, `new` and `demo`.
struct StartingTests {
  private static func run(
    _ arguments: [String], in repository: ScratchRepository,
    environment: [String: String] = [:], timeout: Double = 60
  ) throws -> Command.Outcome {
    try Assent.run(
      arguments, in: repository.path, home: repository.home, environment: environment,
      timeout: timeout)
  }

  private static func owner(_ person: Persona) throws -> [String] {
    ["--owner", "\(person.id)=\(person.name)=\(person.email)=\(try person.key).pub"]
  }

  private static func begun() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    let outcome = try run(
      ["init", "--repository", "acme/changes"] + owner(.ana) + owner(.bo) + owner(.cat),
      in: repository)
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    try repository.git("config", "user.name", Persona.ana.name)
    try repository.git("config", "user.email", Persona.ana.email)
    try repository.git("add", ".")
    try repository.git("commit", "--quiet", "-m", "Agree on a policy")
    return repository
  }

  @Test func `init and new lead to a change that can be submitted`() throws {
    let repository = try Self.begun()
    let made = try Self.run(
      [
        "new", "--title", "Say \"hello\": twice", "--system", "example-service", "--risk", "low",
        "--rollback", "revert-config",
      ], in: repository)
    #expect(made.status == 0, "\(made.errorText)")
    let path = made.line
    let id = try #require(path.split(separator: "/").last?.split(separator: ".").first)
    #expect(id.wholeMatch(of: /CHG-\d{4}-[0-9A-HJKMNP-TV-Z]{5}/) != nil)
    try repository.git("add", ".")
    try repository.git("commit", "--quiet", "-m", "Ask")
    let outcome = try Self.run(
      ["submit", String(id), "--key", try Persona.ana.key], in: repository)
    #expect(outcome.status == 0, "\(outcome.errorText)")
  }

  @Test func `init overwrites nothing`() throws {
    let repository = try Self.begun()
    let outcome = try Self.run(
      ["init", "--repository", "acme/changes"] + Self.owner(.ana), in: repository)
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("exists already"))
  }

  @Test func `init warns of a policy that a lost key would lock`() throws {
    let outcome = try Self.run(
      ["init", "--repository", "acme/changes"] + Self.owner(.ana) + Self.owner(.bo),
      in: try ScratchRepository())
    #expect(outcome.status == 0)
    #expect(outcome.errorText.contains("locks everybody out"), "\(outcome.errorText)")
  }

  @Test(arguments: [
    (["init"], "--repository"), (["init", "--repository", "a/b"], "--owner"),
    (["new"], "--title"),
  ])
  func `a missing answer names its flag`(_ arguments: [String], _ flag: String) throws {
    let outcome = try Self.run(arguments, in: try ScratchRepository())
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("\(flag) is needed"), "\(outcome.errorText)")
  }

  @Test func `the demo gets every answer it expects`() throws {
    let repository = try ScratchRepository()
    let outcome = try Self.run(
      ["demo", "--directory", "\(repository.folder.path)/demo"], in: repository)
    #expect(outcome.status == 0, "\(outcome.text)\n\(outcome.errorText)")
    #expect(outcome.text.contains("allowed (exit status 0)"))
  }
}

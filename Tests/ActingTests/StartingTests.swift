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

  @Test(arguments: [
    (["--title", "T", "--rollback", "none"], "--system is needed"),
    (["--title", "T", "--system", "example-service"], "--rollback is needed"),
    (["--title", "T", "--system", "exampl"], "no system of policies/systems.yaml"),
    (["--title", "a\nb", "--system", "example-service", "--rollback", "none"], "single line"),
    (["--title", "T", "--requester", "eve"], "nobody of policies/people.yaml"),
    (["--emergency", "--title", "T", "--system", "example-service"], "--incident is needed"),
    (["--template", "STD-RESTART@2"], "no template `STD-RESTART@2`"),
    (["--template", "STD-RESTART@1", "--parameter", "node=x"], "`node` has to be one of"),
    (["--template", "STD-RESTART@1", "--parameter", "nod=x"], "no parameter `nod`"),
    (["--emergency", "--type", "normal"], "contradict each other"),
    (["--title", "T", "--system", "example-service", "--rollback", "none", "--edit"], "--edit"),
  ])
  func `new refuses an answer that cannot be, and writes nothing`(
    _ arguments: [String], _ words: String
  ) throws {
    let repository = try Self.begun()
    let outcome = try Self.run(["new"] + arguments, in: repository)
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains(words), "\(outcome.errorText)")
    #expect(try repository.git("status", "--porcelain") == "")
  }

  @Test func `a retry copies the plans and says so`() throws {
    let repository = try Self.begun()
    _ = try Self.run(
      [
        "new", "--title", "T", "--system", "example-service", "--rollback", "none", "--id",
        "CHG-2026-7F3K",
      ], in: repository)
    let outcome = try Self.run(
      ["new", "--from", "CHG-2026-7F3K", "--id", "CHG-2026-8G4M"], in: repository)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.errorText.contains("copied from CHG-2026-7F3K: request, assessment, testing"))
    let text = try String(
      contentsOfFile: repository.path + "/" + outcome.line, encoding: .utf8)
    #expect(text.contains("supersedes:\n    - CHG-2026-7F3K\n"), "\(text)")
    let none = try Self.run(["new", "--from", "CHG-2026-0000"], in: repository)
    #expect(none.status == 4)
  }

  @Test func `an editor edits the draft, which is then linted`() throws {
    let repository = try Self.begun()
    let outcome = try Self.run(
      [
        "new", "--title", "T", "--system", "example-service", "--rollback", "none", "--risk", "low",
        "--edit",
      ], in: repository, environment: ["EDITOR": "sed -i s/low/high/"])
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("error[unfilled-blank]"), "\(outcome.text)")
    let path = String(try #require(outcome.text.split(separator: "\n").first))
    let text = try String(contentsOfFile: repository.path + "/" + path, encoding: .utf8)
    #expect(text.contains("risk: high"))
  }

  @Test func `the demo gets every answer it expects`() throws {
    let repository = try ScratchRepository()
    let outcome = try Self.run(
      ["demo", "--directory", "\(repository.folder.path)/demo"], in: repository)
    #expect(outcome.status == 0, "\(outcome.text)\n\(outcome.errorText)")
    #expect(outcome.text.contains("allowed (exit status 0)"))
  }
}

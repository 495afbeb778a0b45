import Foundation
import TestSupport
import Testing

/// What `init` writes where, and what it leaves alone.
struct InitTests {
  private static func run(
    _ arguments: [String], in repository: ScratchRepository, directory: String? = nil
  ) throws -> Command.Outcome {
    try Assent.run(
      arguments, in: directory ?? repository.path, home: repository.home, timeout: 60)
  }

  private static func owners(_ people: Persona...) throws -> [String] {
    try people.flatMap { person in
      ["--owner", "\(person.id)=\(person.name)=\(person.email)=\(try person.key).pub"]
    }
  }

  private static func bash(
    _ script: String, in directory: String, _ repository: ScratchRepository
  ) throws -> Command.Outcome {
    var variables = CleanEnvironment.variables(home: repository.home)
    let folder = URL(filePath: try Assent.binary()).deletingLastPathComponent().path
    variables["PATH"] = folder + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    return try Command.run(
      try Command.find("bash"), ["-eu", "-c", script], in: directory, environment: variables,
      timeout: 60)
  }

  @Test(arguments: ["small", "standard", "regulated"])
  func `the commands that init ends with work as they stand`(_ workflow: String) throws {
    let repository = try ScratchRepository()
    try repository.git("config", "user.name", Persona.ana.name)
    try repository.git("config", "user.email", Persona.ana.email)
    try repository.git("config", "user.signingkey", try Persona.ana.key)
    let outcome = try Self.run(
      ["init", "--repository", "acme/changes", "--workflow", workflow]
        + Self.owners(.ana, .bo, .cat, .eli, .dan), in: repository)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let commands = outcome.text.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(commands.last == "  assent new")
    let script = commands.dropLast().joined(separator: "\n")
    let pasted = try Self.bash(script, in: repository.path, repository)
    #expect(pasted.status == 0, "\(pasted.text)\(pasted.errorText)")
    #expect(pasted.text.contains("policy files: clean"), "\(pasted.text)")
    #expect(pasted.text.contains("this set-up keeps signatures"), "\(pasted.text)")
  }

  @Test func `code whose branch squashes keeps its work tree, and the changes get a trunk`() throws
  {
    let repository = try ScratchRepository()
    try "code".write(toFile: repository.path + "/code", atomically: true, encoding: .utf8)
    try repository.git("config", "user.name", Persona.ana.name)
    try repository.git("config", "user.email", Persona.ana.email)
    try repository.git("add", ".")
    try repository.git("commit", "--quiet", "-m", "Code")
    let arguments =
      try ["init", "--repository", "acme/app", "--workflow", "small", "--own-trunk"]
      + Self.owners(.ana, .bo)
    let place = repository.folder.path + "/records"
    let outcome = try Self.run(arguments + ["--work-tree", place], in: repository)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(try repository.git("status", "--porcelain") == "")
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/policies"))
    let commands = outcome.text.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .dropLast().filter { !$0.contains("doctor") }
    let pasted = try Self.bash(commands.joined(separator: "\n"), in: repository.path, repository)
    #expect(pasted.status == 0, "\(pasted.text)\(pasted.errorText)")
    // A history of its own.
    #expect(try repository.git("rev-list", "--count", "changes") == "1")
    #expect(try repository.git("merge-base", "--all", "--octopus", "changes", "changes") != "")
    let charter = try String(contentsOfFile: place + "/policies/assent.yaml", encoding: .utf8)
    #expect(charter.contains("trunk: \"changes\"") && charter.contains("branch: \"main\""))
    let again = try Self.run(arguments, in: repository)
    #expect(again.status == 2)
    #expect(again.errorText.contains("the branch changes exists already"))
  }

  @Test func `what is refused leaves nothing behind`() throws {
    let signers =
      "ana@acme.example \(try Self.publicKey(.ana))\n*@acme.example \(try Self.publicKey(.bo))\n"
    let cases: [([String], String)] = [
      (["--allowed-signers", "signers", "--owner", "ana"], "is a pattern"),
      (try Self.owners(.ana, .bo) + ["--workflow", "tiny"], "--workflow is small"),
      (try Self.owners(.ana, .bo) + ["--workflow", "regulated"], "keeps people apart"),
      (try Self.owners(.ana, .bo) + ["--threshold", "3"], "cannot be met"),
      (try Self.owners(.ana, .bo) + ["--carrier", "pigeon"], "--carrier"),
      (try Self.owners(.ana) + ["--owner", "bo=Bo=bo@x=/nowhere.pub"], "no key file"),
      (try Self.owners(.ana, .bo) + ["--role", "tester=eve"], "nobody is called `eve`"),
      (try Self.owners(.ana, .bo) + ["--time-zone", "Mars/Base"], "Mars"),
      (try Self.owners(.ana, .ana), "ana"),
    ]
    for (arguments, words) in cases {
      let repository = try ScratchRepository()
      try signers.write(
        toFile: repository.path + "/signers", atomically: true, encoding: .utf8)
      let outcome = try Self.run(["init", "--repository", "a/b"] + arguments, in: repository)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.errorText.contains(words), "\(arguments): \(outcome.errorText)")
      let left = try FileManager.default.contentsOfDirectory(atPath: repository.path)
      #expect(left.sorted() == [".git", "signers"], "\(arguments)")
    }
  }

  private static func publicKey(_ person: Persona) throws -> String {
    let line = try String(contentsOfFile: try person.key + ".pub", encoding: .utf8)
    return line.split(separator: " ").prefix(2).joined(separator: " ")
  }
}

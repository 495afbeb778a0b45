import Foundation
import TestSupport
import Testing

/// `assent policy lint` and `assent policy digest` as people run them.
struct PolicyCommandTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder("policy")
    try FileManager.default.copyItem(
      atPath: "\(Folders.root)/policies", toPath: "\(folder.path)/policies")
  }

  private func policy(_ arguments: String...) throws -> Command.Outcome {
    try Assent.run(["policy"] + arguments, in: folder.path, home: folder.path)
  }

  private func lint(_ arguments: String...) throws -> Command.Outcome {
    try Assent.run(
      ["policy", "lint", "--now", "2026-03-02T12:00:00Z"] + arguments, in: folder.path,
      home: folder.path)
  }

  private func edit(_ name: String, _ old: String, _ new: String) throws {
    let path = "\(folder.path)/policies/\(name)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  // MARK: lint

  @Test func `the sample organisation is clean`() throws {
    let outcome = try lint("--strict")
    #expect(outcome.text == "20 policy files: clean\n")
    #expect(outcome.status == 0)
  }

  @Test func `a warning names who is missed, and fails only where it is asked to`() throws {
    try edit("people.yaml", "  privacy: [dora.pfaff, jon.teller]", "  privacy: [dora.pfaff]")
    let outcome = try lint()
    #expect(outcome.status == 0)
    #expect(
      outcome.text.contains(
        "warning[threshold-without-spare]: no change that `dora.pfaff` asks for or edits can meet "
          + "`privacy`\n"))
    #expect(outcome.text.contains("--> policies/workflow.yaml:"))
    #expect(outcome.text.contains("= see: assent rule threshold-without-spare\n"))
    #expect(outcome.text.hasSuffix("20 policy files: 1 warning in 1 file\n"))
    #expect(try lint("--strict").status == 1)
  }

  @Test func `a certificate that is not there, or is none, is an error`() throws {
    let text = try String(contentsOfFile: "\(folder.path)/policies/people.yaml", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.contains("- ssh: ") })
    let key = String(line.drop { $0 == " " })
    try edit("people.yaml", key, "- openpgp: keys/some.one.asc")
    let missing = try lint("--format", "concise")
    #expect(missing.status == 1)
    #expect(missing.text.contains("policies/people.yaml:"), "\(missing.text)")
    #expect(missing.text.contains("policy-certificate-missing: there is no"))
    try folder.write("no certificate\n", to: "policies/keys/some.one.asc")
    let broken = try lint("--format", "concise")
    #expect(broken.status == 1)
    #expect(broken.text.contains("policies/keys/some.one.asc"), "\(broken.text)")
    #expect(broken.text.contains("policy-certificate: "))
  }

  @Test func `an error exits with 1 in every format`() throws {
    try edit(
      "people.yaml", "  reviewer: [ines.baum, joe.park, nils.ott, nora.pohl]", "  reviewer: []")
    let concise = try lint("--format", "concise")
    #expect(concise.status == 1)
    #expect(concise.text.contains(": error role-unheld: `reviewer` asks for `reviewer`, which"))
    #expect(concise.errorText == "20 policy files: 1 error in 1 file\n")
    let json = try lint("--format", "json")
    #expect(json.status == 1)
    #expect(json.text.hasPrefix(#"{"schema":"assent/lint/1","findings":[{"rule":"role-unheld","#))
  }

  @Test func `what keeps a policy from loading comes first, and alone`() throws {
    try edit(
      "people.yaml", "  reviewer: [ines.baum, joe.park, nils.ott, nora.pohl]", "  reviewer: []")
    try edit("workflow.yaml", "schema:", "shcema:")
    let outcome = try lint("--format", "concise")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains(": error unknown-key: "))
    #expect(!outcome.text.contains("role-unheld"))
  }

  @Test func `a key of two people is shown at both places`() throws {
    let path = "\(folder.path)/policies/people.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let keys = text.split(separator: "\n").filter { $0.contains("ssh-ed25519") }
    let (first, second) = (try #require(keys.first), try #require(keys.dropFirst().first))
    try edit("people.yaml", String(second), String(first))
    let outcome = try lint()
    #expect(outcome.status == 1)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let numbers = [first, second].compactMap { lines.firstIndex(of: $0) }.map { $0 + 1 }
    #expect(outcome.text.contains("error[policy-shared-key]: the key of"))
    #expect(numbers.count == 2)
    for number in numbers {
      #expect(outcome.text.contains("\n\(number) | "))
    }
  }

  @Test func `without policies there is nothing to look at`() throws {
    try FileManager.default.removeItem(atPath: "\(folder.path)/policies")
    for command in ["lint", "digest"] {
      let outcome = try policy(command, "--format", "json")
      #expect(outcome.status == 2)
      #expect(outcome.text.contains(#""code":"no-policies""#))
    }
    #expect(try policy("lint", "-C", "nowhere").status == 2)
    #expect(try lint("--now", "soon").status == 2)
  }

  @Test func `a rule about policies explains itself`() throws {
    let page = try String(
      contentsOfFile: "\(Folders.root)/Documentation/rules/role-unheld.md", encoding: .utf8)
    let outcome = try Assent.run(["rule", "role-unheld"], in: folder.path, home: folder.path)
    #expect(outcome.text == page)
    let list = try Assent.run(["rule"], in: folder.path, home: folder.path)
    #expect(list.text.contains("\n  owners-locked-out "))
  }

  @Test func `what init writes has no errors and no warnings`() throws {
    let place = try ScratchFolder("init")
    let git = try Command.run(
      try Command.find("git"), ["init", "-q", "-b", "main"], in: place.path,
      environment: CleanEnvironment.variables(home: place.path))
    #expect(git.status == 0)
    let owners = try [Persona.cfo, .ciso, .cto].flatMap { persona in
      let file = "\(place.path)/\(persona.id).pub"
      try persona.publicKey.write(toFile: file, atomically: true, encoding: .utf8)
      return ["--owner", "\(persona.id)=\(persona.name)=\(persona.email)=\(file)"]
    }
    let written = try Assent.run(
      ["init", "--repository", "acme/changes", "--trunk", "main", "--threshold", "2"] + owners,
      in: place.path, home: place.path)
    #expect(written.status == 0, "\(written.errorText)")
    let outcome = try Assent.run(
      ["policy", "lint", "--strict"], in: place.path, home: place.path)
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  // MARK: digest

  /// What the documentation's own command line prints.
  private func sum() throws -> String {
    let outcome = try Command.run(
      try Command.find("sh"),
      ["-c", "find policies -type f | LC_ALL=C sort | xargs sha256sum | sha256sum"],
      in: folder.path, environment: CleanEnvironment.variables(home: folder.path))
    return "sha256:" + outcome.text.prefix(64)
  }

  @Test func `the digest is what sha256sum prints`() throws {
    #expect(try policy("digest").text == sum() + "\n")
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/policies/keys", withIntermediateDirectories: true)
    try "a key".write(
      toFile: "\(folder.path)/policies/keys/B.asc", atomically: true, encoding: .utf8)
    let changed = try policy("digest", "--format", "json")
    #expect(
      changed.text.hasPrefix(
        #"{"schema":"assent/policy-digest/1","digest":""# + (try sum())
          + #"","files":[{"path":"policies/assent.yaml","digest":"sha256:"#))
  }

  @Test func `a policy that does not load has a digest all the same`() throws {
    try edit("workflow.yaml", "schema:", "shcema:")
    #expect(try policy("digest").text == sum() + "\n")
  }

  @Test func `a file that no digest can name is refused`() throws {
    let path = "\(folder.path)/policies/lint.yaml"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let outcome = try policy("digest")
    #expect(outcome.status == 3)
    #expect(outcome.text.isEmpty)
    #expect(outcome.errorText.contains("policies/lint.yaml"))
  }

  @Test func `a revision has the digest of its own policy`() throws {
    let scene = try Scene(at: .policy)
    let digest = "sha256:" + (try scene.organisation.digest) + "\n"
    #expect(try scene.assent(["policy", "digest", scene.root]).text == digest)
    #expect(try scene.assent(["policy", "digest", "main"]).text == digest)
    let missing = try scene.assent(["policy", "digest", "nowhere", "--format", "json"])
    #expect(missing.status == 3)
    #expect(missing.text.contains(#""code":"not-found""#))
  }
}

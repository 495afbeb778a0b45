import Foundation
import TestSupport
import Testing

/// Runs the commands of `VERIFY.md` as they stand there.
struct GuideTests {
  /// What a block of shell is to print.
  struct Block {
    let commands: String
    let output: String
  }

  static func blocks(_ text: String) -> [Block] {
    var blocks: [Block] = []
    var language: String?
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        if language != nil { lines.append(String(line)) }
        continue
      }
      if let open = language {
        let body = lines.map { $0 + "\n" }.joined()
        if open == "sh" {
          blocks.append(Block(commands: body, output: ""))
        } else if let last = blocks.popLast() {
          blocks.append(Block(commands: last.commands, output: body))
        }
        language = nil
        lines = []
      } else {
        language = String(line.dropFirst(3))
      }
    }
    return blocks
  }

  /// A folder with nothing but the programs that the guide asks for.
  static func tools() throws -> ScratchFolder {
    let folder = try ScratchFolder("tools")
    let names = [
      "git", "ssh-keygen", "gpg", "gpg-agent", "sha256sum", "cut", "sort", "wc", "comm", "mktemp",
      "mkdir", "head", "cat", "sh",
    ]
    for name in names {
      guard let path = try? Command.find(name) else { continue }
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + name, withDestinationPath: path)
    }
    return folder
  }

  /// Runs all blocks in one shell and compares what each prints.
  static func run(_ pack: String) throws -> [(expected: String, found: String)] {
    let blocks = blocks(try String(contentsOfFile: pack + "/VERIFY.md", encoding: .utf8))
    let (tools, home) = (try tools(), try ScratchFolder("home"))
    let mark = "---next---"
    let script = blocks.map { "\($0.commands)\necho '\(mark)'\n" }.joined()
    let outcome = try Command.run(
      "/bin/sh", ["-eu", "-c", script], in: pack,
      environment: ["PATH": tools.path, "HOME": home.path, "TMPDIR": home.path], timeout: 120)
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText + outcome.text) }
    let found = outcome.text.components(separatedBy: mark + "\n")
    guard found.count == blocks.count + 1 else { throw TestFailure(outcome.text) }
    return zip(blocks, found).map { ($0.output, $1) }
  }

  @Test func `every command prints what stands below it`() throws {
    let story = try PackStory.closed.get()
    let results = try Self.run(story.pack)
    for result in results { #expect(result.expected == result.found) }
    // Approvals, a Start and their order are among it.
    let all = results.map(\.expected).joined()
    #expect(all.contains("G dan.holt\n"))
    #expect(all.contains("Change-Start: \(story.scene.record.id)"))
    #expect(all.contains("before\n"))
  }

  @Test func `gpg checks an approval by an OpenPGP key`() throws {
    let gpg = try GPG()
    let made = Moment.beginning - 30.days
    let key = try gpg.generate("bo", "ed25519", at: made)
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "- ssh: \(try Persona.bo.publicKey)", with: "- openpgp: keys/bo.asc", in: "people.yaml")
    organisation.files["keys/bo.asc"] = String(
      decoding: try gpg.certificate(of: key), as: UTF8.self)
    let scene = try Scene(organisation, SampleRecord(), through: .assessed)
    let date = "\(scene.clock.seconds) +0000"
    let environment = gpg.environment.merging([
      "GIT_AUTHOR_NAME": Persona.bo.name, "GIT_AUTHOR_EMAIL": Persona.bo.email,
      "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_NAME": Persona.bo.name,
      "GIT_COMMITTER_EMAIL": Persona.bo.email, "GIT_COMMITTER_DATE": date,
      "ASSENT_TEST_TIME": GPG.stamp(scene.clock), "ASSENT_TEST_OPTIONS": "",
    ]) { $1 }
    scene.tip = try scene.repository.git(
      [
        "-c", "gpg.format=openpgp", "-c", "gpg.program=\(gpg.programAtTime())", "commit-tree",
        "-S\(key)!", "\(scene.tip)^{tree}", "-p", scene.tip, "-F", "-",
      ], input: Data(try scene.message([.approve("change-manager")]).utf8),
      environment: environment)
    scene.clock = scene.clock + 1.minutes
    let story = try PackStory(of: scene)
    let results = try Self.run(story.pack)
    for result in results { #expect(result.expected == result.found) }
    #expect(results.contains { $0.expected.hasPrefix("U \(key)\n") })
    // It has aged until the end of the period: its steps are there all the same.
    #expect(try story.copy().text("VERIFY.md").contains("It does not count: expired."))
  }

  @Test func `a signature that neither ssh-keygen nor gpg can check is said to be so`() throws {
    let lab = try CertificateLab()
    let root = try lab.issue(.authority())
    let bo = try lab.issue(.person(), by: root)
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "- ssh: \(try Persona.bo.publicKey)",
      with: "- x509: {ca: keys/corp.pem, subject: \"CN=Bo Chen,O=Harbourline,C=DE\"}",
      in: "people.yaml")
    organisation.files["keys/corp.pem"] = try root.pem
    let scene = try Scene(organisation, SampleRecord(), through: .assessed)
    let plain = try scene.repository.commit(
      CommitPlan(
        try scene.message([.approve("change-manager")]), by: .bo, at: scene.clock,
        parents: [scene.tip]))
    let raw = String(decoding: try scene.repository.rawBytes(of: plain), as: UTF8.self)
    let armoured = String(decoding: try lab.sign(Data(raw.utf8), by: bo), as: UTF8.self)
    let header = "gpgsig " + armoured.split(separator: "\n").joined(separator: "\n ")
    let end = try #require(raw.range(of: "\n\n"))
    scene.tip = try scene.repository.rawCommit(
      Data((raw[..<end.lowerBound] + "\n" + header + raw[end.lowerBound...]).utf8))
    scene.clock = scene.clock + 1.minutes
    let story = try PackStory(of: scene)
    for result in try Self.run(story.pack) { #expect(result.expected == result.found) }
    let text = try story.copy().text("VERIFY.md")
    #expect(text.contains("Approve as change-manager, signed by bo.chen."))
    #expect(text.contains("No command below checks its signature: the key `SHA256:"))
    #expect(text.contains("its certificate is one of `keys/"))
  }

  @Test func `acts that have no steps are named`() throws {
    let scene = try Scene(at: .assessed)
    // A key that is nobody's.
    let forged = try scene.commit(
      try scene.message([.approve("change-manager")]), by: .bo, signedBy: .mallory)
    let story = try PackStory(of: scene)
    let text = try story.copy().text("VERIFY.md")
    #expect(text.contains("- Approve in commit \(forged), which counts for nothing: key-unknown."))
  }

  @Test func `a forged history does not print what stands there`() throws {
    let copy = try PackStory.closed.get().copy()
    // Somebody puts another person's key under a name.
    let text = try copy.text("allowed_signers")
    let key = try Persona.mallory.publicKey
    let forged = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("dan.holt ") ? #"dan.holt namespaces="git" \#(key)"# : String(line)
    }
    try Data(forged.joined(separator: "\n").utf8).write(to: copy.url("allowed_signers"))
    try copy.mendManifest()
    let results = try Self.run(copy.path)
    #expect(results.contains { $0.expected != $0.found })
  }
}

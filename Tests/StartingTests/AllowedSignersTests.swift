import Primitives
import Records
import Starting
import Testing

/// Files of allowed signers as people, and what people cannot say.
struct AllowedSignersTests {
  private static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINTLWiv03pxYb65fyqcHomcOXCW40Tw6vk9TMcxVyHhu"
  private static let other =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAzrYzt7itQ6zfbbuvgUjHszN6+itEvhLX6z1lqB+7Z7"
  private static let now = Instant(seconds: 1_790_000_000)  // in September 2026

  private static func read(_ text: String) -> AllowedSigners {
    AllowedSigners.read(Array(text.utf8), path: "allowed_signers", now: now)
  }

  @Test func `names, addresses and keys become people`() throws {
    let read = Self.read(
      """
      # our people

      ana.ruiz@acme.example,Ana@acme.example \(Self.key) laptop
      "bo@acme.example" namespaces="git",valid-after="20250101" \(Self.other)\r
      cy@acme.example cert-authority \(Self.other)
      """)
    #expect(read.findings.map(\.message) == [])
    #expect(read.people.map(\.id) == ["ana.ruiz", "bo", "cy"])
    #expect(read.people[0].name == "Ana Ruiz")
    #expect(read.people[0].email == ["ana.ruiz@acme.example", "Ana@acme.example"])
    #expect(read.people[1].keys.map(\.material) == [.ssh(Self.other)])
    #expect(
      read.people[2].keys.map(\.material)
        == [.sshAuthority(key: Self.other, principal: "cy@acme.example")])
  }

  @Test func `a key that has ended is retired`() {
    let read = Self.read("ana valid-before=\"20260101Z\" \(Self.key)")
    #expect(read.people.first?.keys.first?.status == .retired)
    #expect(read.remarks.map(\.line) == [1])
  }

  struct Refusal: Sendable, CustomStringConvertible {
    let line: String
    let message: String
    var description: String { line }
  }

  @Test(arguments: [
    Refusal(line: "*@acme.example KEY", message: "is a pattern"),
    Refusal(line: "!ana KEY", message: "is a pattern"),
    Refusal(line: "ana namespaces=\"file\" KEY", message: "leaves out git"),
    Refusal(line: "ana valid-before=\"20300101\" KEY", message: "the key ends on 2030"),
    Refusal(line: "ana valid-after=\"20300101\" KEY", message: "the key begins on 2030"),
    Refusal(line: "ana valid-after=\"2030\" KEY", message: "is no time"),
    Refusal(line: "ana valid-after=\"20261301\" KEY", message: "is no time"),
    Refusal(line: "ana colour=red KEY", message: "is no option"),
    Refusal(line: "ana", message: "no key follows"),
    Refusal(line: "ana ssh-ed25519", message: "no key follows"),
    Refusal(line: "ana ssh-ed25519 AAAA", message: "cannot be used"),
    Refusal(line: "ana ssh-dss AAAAB3NzaC1kc3M=", message: "cannot be used"),
    Refusal(line: "ana,,bo KEY", message: "a name is empty"),
    Refusal(line: "ana namespaces=\"git KEY", message: "not closed"),
    Refusal(line: "- KEY", message: "makes no id"),
  ])
  func `a line that people cannot say is refused by line`(_ one: Refusal) throws {
    let read = Self.read(
      "bo \(Self.other)\n" + one.line.replacing("KEY", with: Self.key))
    let finding = try #require(read.findings.first)
    #expect(read.findings.count == 1)
    #expect(finding.message.contains(one.message), "\(finding.message)")
    #expect(finding.location.span?.start.line == 2)
    #expect(finding.advice != nil)
  }

  @Test func `one key for two people is refused`() {
    let read = Self.read("ana \(Self.key)\nbo \(Self.key)")
    #expect(read.findings.map(\.location.span?.start.line) == [2])
  }

  @Test func `two people of one name are refused`() {
    let read = Self.read("ana@a.example \(Self.key)\nana@b.example \(Self.other)")
    #expect(read.findings.count == 1)
  }

  @Test func `bytes that are no text are refused`() {
    let read = AllowedSigners.read([0x61, 0xFF, 0x0A], path: "f", now: Self.now)
    #expect(read.findings.map(\.message) == ["the file is not UTF-8"])
  }

  @Test func `what the policy prints for Git is read back as the same people`() throws {
    var people = People()
    for person in ReadyWorkflowTests.people(3) { people.people[person.id] = person }
    people.people["bo"]?.keys.append(
      People.Key(material: .sshAuthority(key: Self.key, principal: "bo@acme.example")))
    people.people["cy"]?.keys[0].status = .retired
    let read = Self.read(AllowedSigners.lines(of: people).joined(separator: "\n"))
    #expect(read.findings.map(\.message) == [])
    #expect(read.people.map(\.id) == ["ana", "bo"])
    for person in read.people {
      #expect(person.keys.map(\.material) == people.people[person.id]?.keys.map(\.material))
      #expect(person.email == people.people[person.id]?.email)
    }
  }

  @Test func `an empty file names nobody`() {
    #expect(Self.read("# nobody\n").findings.count == 1)
  }
}

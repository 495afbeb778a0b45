import Foundation
import TestSupport
import Testing

/// People are edited in the files of the policy: nothing else changes, and nothing half.
struct PolicyPersonTests {
  /// A checked out repository with some layout of its own.
  private struct Desk {
    let scene: Scene

    init(_ edit: (inout SampleOrganisation) throws -> Void = { _ in }) throws {
      var organisation = try SampleOrganisation()
      try organisation.replace(
        "version: 1\n", with: "version: 1  # rises by one\n", in: "assent.yaml")
      try edit(&organisation)
      scene = try Scene(organisation, SampleRecord(), through: .policy)
      try scene.settle()
      try scene.repository.git("reset", "--quiet", "--hard", "refs/heads/main")
    }

    func person(_ arguments: [String]) throws -> Command.Outcome {
      try Assent.run(
        ["policy", "person"] + arguments, in: scene.repository.path, home: scene.repository.home,
        environment: ["ASSENT_TRUST_ROOT": scene.root])
    }

    /// The lines that a file of the policy lost and got.
    func changed(_ name: String = "policies/people.yaml") throws -> [String] {
      try scene.repository.git("diff", "--unified=0", "--", name).split(separator: "\n")
        .map(String.init).filter {
          ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
        }
    }

    /// What the rest of the tools think of the files.
    func isSound() throws {
      let outcome = try Assent.run(
        ["policy", "digest"], in: scene.repository.path, home: scene.repository.home)
      #expect(outcome.status == 0)
      let lint = try Assent.run(
        ["lint", "policies"], in: scene.repository.path, home: scene.repository.home)
      #expect(lint.status == 0, "\(lint.text)\(lint.errorText)")
    }
  }

  @Test func `somebody is added with a key and roles`() throws {
    let desk = try Desk()
    let outcome = try desk.person([
      "add", "mal.lory", "--name", "Mal O'Lory", "--email", "mal@harbourline.example", "--key",
      try Persona.mallory.key + ".pub", "--role", "tester", "--role", "reviewer",
    ])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(
      try desk.changed() == [
        "+  mal.lory:", "+    name: \"Mal O'Lory\"", "+    email: [mal@harbourline.example]",
        "+    kind: human", "+    keys:", "+      - ssh: \(try Persona.mallory.publicKey)",
        "-  tester: [ivy.moss, fay.stone, bot.ci]",
        "+  tester: [ivy.moss, fay.stone, bot.ci, mal.lory]",
        "-  reviewer: [rob.lane, fay.stone]", "+  reviewer: [rob.lane, fay.stone, mal.lory]",
      ])
    #expect(
      try desk.changed("policies/assent.yaml") == [
        "-version: 1  # rises by one", "+version: 2  # rises by one",
      ])
    #expect(outcome.text.contains("mal.lory gets the role tester"), "\(outcome.text)")
    #expect(
      outcome.text.contains(
        "by 2 of cfo.lane, ciso.rey, cto.fin:\n  assent policy approve policy/2"),
      "\(outcome.text)")
    try desk.isSound()
    // A second edit of the same branch leaves the version alone.
    #expect(try desk.person(["retire", "joe.ward"]).status == 0)
    #expect(
      try desk.changed("policies/assent.yaml") == [
        "-version: 1  # rises by one", "+version: 2  # rises by one",
      ])
  }

  @Test func `somebody who leaves keeps the entry and loses keys and roles`() throws {
    let desk = try Desk {
      try $0.replace(
        "  security: [eli.frost, kim.park]\n",
        with: "  # two, at least\n  security:\n    - eli.frost  # the architect\n    - kim.park\n",
        in: "people.yaml")
    }
    let outcome = try desk.person(["retire", "kim.park"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(
      try desk.changed() == [
        "+        status: retired",
        "-  change-manager: [bo.chen, cat.diaz, kim.park, ana.ruiz, fay.stone]",
        "+  change-manager: [bo.chen, cat.diaz, ana.ruiz, fay.stone]", "-    - kim.park",
      ])
    try desk.isSound()
    let last = try desk.person(["retire", "eli.frost"])
    #expect(last.text.contains("note: nobody holds security any more"), "\(last.text)")
    #expect(try desk.changed().contains("+  security: []"))
    let owner = try desk.person(["retire", "dan.holt"])
    #expect(owner.text.contains("dan.holt still owns claims-db"), "\(owner.text)")
  }

  @Test func `a key is replaced, the old one retired or marked`() throws {
    let desk = try Desk()
    let outcome = try desk.person([
      "replace-key", "cfo.lane", "--key", try Persona.mallory.key + ".pub", "--retire-old",
      "--compromised-since", desk.scene.root,
    ])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(
      try desk.changed() == [
        "+        status: retired", "+        compromised: {since: \"\(desk.scene.root)\"}",
        "+      - ssh: \(try Persona.mallory.publicKey)",
      ])
    #expect(outcome.text.contains("by ciso.rey and cto.fin:"), "\(outcome.text)")
    let one = try desk.person(["retire", "bo.chen", "--key", try Persona.bo.key + ".pub"])
    #expect(one.status == 0, "\(one.errorText)")
    #expect(try desk.changed().filter { $0 == "+        status: retired" }.count == 2)
  }

  @Test func `flow style and odd layouts are edited in place`() throws {
    let desk = try Desk {
      let entry = try SampleOrganisation.entry(.joe)
      try $0.replace(
        entry,
        with: "  joe.ward: {name: Joe Ward, email: [joe@harbourline.example],\n"
          + "    keys: [{ssh: \(try Persona.joe.publicKey)}]}  # at the gate\n", in: "people.yaml")
      try $0.replace(
        "  cab: [gus.lind, uma.west, hal.iver]\n",
        with: "  cab: [  # the board\n    gus.lind,\n    joe.ward,\n    hal.iver,\n  ]\n",
        in: "people.yaml")
    }
    #expect(
      try desk.person(["replace-key", "joe.ward", "--key", try Persona.mallory.key + ".pub"]).status
        == 0)
    let outcome = try desk.person(["retire", "joe.ward"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let text = try String(
      contentsOfFile: "\(desk.scene.repository.path)/policies/people.yaml", encoding: .utf8)
    #expect(text.contains("\(try Persona.joe.publicKey), status: retired}, {ssh:"), "\(text)")
    #expect(text.contains("}]}  # at the gate"))
    #expect(text.contains("[  # the board\n    gus.lind,\n    hal.iver,\n  ]"), "\(text)")
    try desk.isSound()
  }

  struct Refusal: NamedCase {
    let name: String
    let arguments: [String]
    var status: Int32 = 2
    let says: String
    var edit: @Sendable (inout SampleOrganisation) throws -> Void = { _ in }
  }

  private static let key = (try? Persona.mallory.key + ".pub") ?? ""
  private static func adding(_ id: String, _ more: [String] = []) -> [String] {
    ["add", id, "--name", "Mal", "--email", "mal@harbourline.example"] + more
  }

  @Test(arguments: [
    Refusal(
      name: "an id that is taken", arguments: adding("joe.ward", ["--key", key]),
      says: "joe.ward is in policies/people.yaml already"),
    Refusal(
      name: "an id that is none", arguments: adding("Mal Lory", ["--key", key]),
      says: "would not load"),
    Refusal(
      name: "a role that is none", arguments: adding("mal.lory", ["--key", key, "--role", "boss"]),
      says: "no role `boss`"),
    Refusal(
      name: "somebody else's key",
      arguments: adding("mal.lory", ["--key", ((try? Persona.bo.key) ?? "") + ".pub"]),
      says: "too"),
    Refusal(
      name: "no key", arguments: adding("mal.lory", ["--key", "/nowhere.pub"]), says: "/nowhere"),
    Refusal(name: "nobody", arguments: ["retire", "mal.lory"], says: "there is no `mal.lory`"),
    Refusal(
      name: "a key that is not theirs", arguments: ["retire", "bo.chen", "--key", key],
      says: "bo.chen has no such key"),
    Refusal(
      name: "a commit that is none",
      arguments: [
        "replace-key", "bo.chen", "--key", key, "--compromised-since",
        String(repeating: "0", count: 40),
      ], status: 3, says: "0000"),
    Refusal(
      name: "the last owner but one", arguments: ["retire", "cto.fin"], status: 1,
      says: "leaves 1 people with active keys"
    ) { try $0.retire(.ciso) },
    Refusal(
      name: "a policy that does not load", arguments: ["retire", "bo.chen"], says: "cannot be read"
    ) { try $0.replace("holidays: []", with: "holidays: [", in: "calendar.yaml") },
    Refusal(
      name: "a version that is ahead", arguments: ["retire", "bo.chen"], says: "version 3"
    ) { try $0.replace("version: 1  #", with: "version: 3  #", in: "assent.yaml") },
  ])
  func `what cannot be done leaves the files alone`(_ refusal: Refusal) throws {
    let desk = try Desk(
      refusal.name == "the last owner but one" ? refusal.edit : { _ in })
    if refusal.name != "the last owner but one" {
      var policy = desk.scene.organisation
      try refusal.edit(&policy)
      for (name, text) in policy.files {
        try text.write(
          toFile: "\(desk.scene.repository.path)/policies/\(name)", atomically: true,
          encoding: .utf8)
      }
    }
    let before = try desk.scene.repository.git("diff")
    let outcome = try desk.person(refusal.arguments)
    #expect(outcome.status == refusal.status, "\(outcome.errorText)")
    #expect(outcome.errorText.contains(refusal.says), "\(outcome.errorText)")
    #expect(try desk.scene.repository.git("diff") == before)
    #expect(try desk.scene.repository.git("status", "--porcelain").contains("??") == false)
  }
}

import Foundation
import TestSupport
import Testing

/// Owners approve a policy by the program.
struct PolicyApproveTests {
  /// A proposal beside the trunk, on a branch of its own.
  private struct Stage {
    let act: ActScene
    let old: SampleOrganisation
    let new: SampleOrganisation
    /// The tip of `policy/2`.
    let proposal: String

    var scene: Scene { act.scene }

    init(
      carrier: String = "branch", owners: String? = nil,
      _ edit: (inout SampleOrganisation) throws -> Void = {
        try $0.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
      }
    ) throws {
      act = try ActScene(carrier: carrier) { organisation in
        guard let owners else { return }
        try organisation.replace(
          "  - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}\n", with: owners,
          in: "assent.yaml")
      }
      old = act.scene.organisation
      var new = old
      try new.replace("version: 1\n", with: "version: 2\n", in: "assent.yaml")
      try edit(&new)
      self.new = new
      proposal = try act.scene.commit(
        "Change the policy\n", by: .joe, changes: new.entries, on: act.scene.tip)
      act.scene.references["refs/heads/policy/2"] = proposal
      try act.scene.settle()
    }

    func approve(
      _ person: Persona, _ more: [String] = ["policy/2"], in clone: ScratchRepository? = nil
    ) throws -> Command.Outcome {
      let place = clone ?? act.repository
      return try Assent.run(
        ["policy", "approve"] + more + ["--key", try person.key], in: place.path, home: place.home,
        environment: [
          "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email,
          "GIT_COMMITTER_NAME": person.name, "GIT_COMMITTER_EMAIL": person.email,
          "ASSENT_TRUST_ROOT": scene.root,
        ])
    }

    /// Merges a branch into the trunk, as the button of a forge does.
    func merge(_ reference: String) throws {
      try scene.merge(try act.tip(reference), takingTheirs: true)
      try scene.settle()
    }

    func isInForce(_ policy: SampleOrganisation) throws -> Bool {
      let verdict = try act.verdict()
      let digest = try policy.digest
      return verdict["policy"]["digest"].string == "sha256:\(digest)"
        && verdict["policy"]["authorised"].bool == true
    }
  }

  @Test func `two owners approve a proposal one upon the other, and one merge brings it`() throws {
    let stage = try Stage()
    let first = try stage.approve(.cfo)
    #expect(first.status == 0, "\(first.errorText)")
    #expect(first.errorText.contains("powers: lift is nobody"), "\(first.errorText)")
    #expect(
      first.text.contains("missing: 1 of 2 approvals by cfo.lane, ciso.rey, cto.fin"),
      "\(first.text)")
    #expect(
      first.text.contains("next: 1 of ciso.rey, cto.fin: assent policy approve assent/policy/cfo"),
      "\(first.text)")
    let second = try stage.approve(.cto)
    #expect(second.status == 0, "\(second.errorText)")
    #expect(!second.text.contains("missing"), "\(second.text)")
    #expect(second.text.contains("merge assent/policy/cto.fin into the trunk"), "\(second.text)")
    // The second stands on the first, so that its branch holds both.
    #expect(
      try stage.act.repository.git("rev-parse", "refs/heads/assent/policy/cto.fin^")
        == stage.act.tip("refs/heads/assent/policy/cfo.lane"))
    try stage.merge("refs/heads/assent/policy/cto.fin")
    #expect(try stage.isInForce(stage.new))
  }

  @Test func `what waits on the trunk is approved there`() throws {
    let stage = try Stage(carrier: "push")
    stage.scene.tip = stage.proposal
    try stage.scene.settle()
    let first = try stage.approve(.cfo, [])
    #expect(first.status == 0, "\(first.errorText)")
    #expect(first.text.contains("missing: 1 of 2"), "\(first.text)")
    let second = try stage.approve(.ciso, ["--format", "json"])
    let json = try JSON(parsing: second.output)
    #expect(json["schema"].string == "assent/policy-approval/1", "\(second.errorText)")
    #expect(json["approved"].elements.compactMap(\.string) == ["cfo.lane", "ciso.rey"])
    #expect(json["missing"].elements.isEmpty)
    stage.scene.tip = try stage.act.tip("refs/heads/main")
    #expect(try stage.isInForce(stage.new))
  }

  @Test func `on a pushed trunk approvals go before the policy that they name`() throws {
    let stage = try Stage(carrier: "push")
    #expect(try stage.approve(.cfo).status == 0)
    let second = try stage.approve(.cto)
    #expect(second.text.contains("merge policy/2 into the trunk"), "\(second.text)")
    stage.scene.tip = try stage.act.tip("refs/heads/main")
    #expect(try stage.isInForce(stage.old))
    // Squashed or not: the approvals are there already.
    try stage.scene.commit("Squash\n", by: .joe, changes: stage.new.entries)
    try stage.scene.settle()
    #expect(try stage.isInForce(stage.new))
  }

  @Test func `approvals are pushed to the remote, and the other clone builds on them`() throws {
    let stage = try Stage()
    let remote = try ScratchRepository(cloning: stage.act.repository, "--bare")
    let clones = [
      try ScratchRepository(cloning: remote), try ScratchRepository(cloning: remote),
    ]
    #expect(try stage.approve(.cfo, ["origin/policy/2"], in: clones[0]).status == 0)
    let second = try stage.approve(.cto, ["--head", "origin/policy/2"], in: clones[1])
    #expect(second.text.contains("origin/assent/policy/cto.fin"), "\(second.text)")
    #expect(
      try remote.git("rev-parse", "refs/heads/assent/policy/cto.fin^")
        == remote.git("rev-parse", "refs/heads/assent/policy/cfo.lane"))
    let kept = try stage.approve(.ciso, ["origin/policy/2", "--no-push"], in: clones[1])
    #expect(kept.text.contains("to publish it: git push origin"), "\(kept.text)")
  }

  @Test func `a proposal that was amended is approved anew, and the old approval gives way`() throws
  {
    let stage = try Stage()
    #expect(try stage.approve(.cfo).status == 0)
    let old = try stage.act.tip("refs/heads/assent/policy/cfo.lane")
    var amended = stage.new
    try amended.replace("holidays: []", with: "holidays: [2026-12-25]", in: "calendar.yaml")
    let commit = try stage.scene.commit(
      "Change the policy better\n", by: .joe, changes: amended.entries, on: stage.scene.tip)
    stage.scene.references["refs/heads/policy/2"] = commit
    try stage.scene.settle()
    let again = try stage.approve(.cfo)
    #expect(again.status == 0, "\(again.errorText)")
    #expect(again.errorText.contains("gives up \(old.prefix(7))"), "\(again.errorText)")
    #expect(
      try stage.act.repository.git("rev-parse", "refs/heads/assent/policy/cfo.lane^") == commit)
  }

  @Test func `who signs sees keys and owners that come and go`() throws {
    let stage = try Stage { policy in
      try policy.replace(
        "  - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}\n",
        with: "  - {people: [cfo.lane, ciso.rey, dan.holt], threshold: 1}\n"
          + "  - {files: [people.yaml], people: [bo.chen], threshold: 1}\n", in: "assent.yaml")
      try policy.replace(
        "roles:\n", with: try SampleOrganisation.entry(.mallory) + "roles:\n", in: "people.yaml")
    }
    let outcome = try stage.approve(.cfo, ["policy/2", "--no-push"])
    for words in [
      "the owners of the policy: with dan.holt, without cto.fin",
      "the policy: 2 approvals become 1", "new owners of people.yaml: 1 of bo.chen",
      "person `mal.lory` is new",
      "mal.lory gets the key …\(try Persona.mallory.publicKey.suffix(12))",
    ] {
      #expect(outcome.errorText.contains(words), "\(outcome.errorText)")
    }
  }

  @Test func `a dry run prints the unsigned commit and writes no reference`() throws {
    let stage = try Stage()
    let before = try stage.act.tip("refs")
    let outcome = try stage.approve(.cfo, ["policy/2", "--dry-run"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text.contains("\nPolicy-Approve: sha256:"), "\(outcome.text)")
    #expect(outcome.text.contains("Would count"))
    #expect(try stage.act.tip("refs") == before)
  }

  private struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    var owners: String?
    var edit: @Sendable (inout SampleOrganisation) throws -> Void = {
      try $0.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
    }
    var person = Persona.cfo
    var arguments = ["policy/2"]
    var status: Int32 = 1
    let says: String

    var testDescription: String { name }
  }

  private static let refusals = [
    Refusal(name: "somebody who owns nothing", person: .bo, says: "bo.chen owns nothing"),
    Refusal(
      name: "an owner of another scope",
      owners: "  - {people: [cfo.lane, ciso.rey], threshold: 1}\n"
        + "  - {files: [people.yaml], people: [bo.chen], threshold: 1}\n", person: .bo,
      says: "bo.chen owns nothing of what changes; it takes cfo.lane, ciso.rey"),
    Refusal(name: "a stranger", person: .mallory, says: "no person of the policy has the key"),
    Refusal(
      name: "an owner who gets a role",
      edit: { try $0.replace("security: [", with: "security: [cfo.lane, ", in: "people.yaml") },
      says: "gives cfo.lane the role security"),
    Refusal(
      name: "a policy that leaves too few owners",
      edit: { policy in
        for owner in [Persona.ciso, .cto] {
          try policy.replace(
            try SampleOrganisation.entry(owner),
            with: try SampleOrganisation.entry(owner, status: "retired"), in: "people.yaml")
        }
      }, says: "leaves 1 people with active keys"),
    Refusal(
      name: "an unreadable policy",
      edit: { try $0.replace("holidays: []", with: "holidays: [", in: "calendar.yaml") },
      says: "cannot be read"),
    Refusal(
      name: "a version that leaps",
      edit: { try $0.replace("version: 2\n", with: "version: 3\n", in: "assent.yaml") },
      says: "its version is 3, not 2"),
    Refusal(name: "the policy in force", arguments: ["main"], says: "the policy in force"),
    Refusal(name: "nothing", arguments: [], status: 2, says: "nothing waits for approval"),
    Refusal(
      name: "a revision that is not there", arguments: ["policy/9"], status: 3, says: "policy/9"),
    Refusal(
      name: "two revisions", arguments: ["policy/2", "--head", "main"], status: 2,
      says: "give the revision once"),
  ]

  @Test(arguments: refusals) private func `what would not count is not signed`(
    _ refusal: Refusal
  ) throws {
    let stage = try Stage(owners: refusal.owners, refusal.edit)
    let before = try stage.act.tip("refs")
    let outcome = try stage.approve(refusal.person, refusal.arguments)
    #expect(outcome.status == refusal.status, "\(outcome.errorText)")
    #expect(outcome.errorText.contains(refusal.says), "\(outcome.errorText)")
    #expect(try stage.act.tip("refs") == before)
  }

  @Test func `nobody approves twice, nor records beside the policy`() throws {
    let stage = try Stage()
    #expect(try stage.approve(.cfo).status == 0)
    let again = try stage.approve(.cfo)
    #expect(again.status == 1)
    #expect(again.errorText.contains("approved it already"), "\(again.errorText)")
    let mixed = try stage.scene.commit(
      "Edit\n", by: .ana,
      changes: [stage.scene.record.path: .text(stage.scene.record.text + "# x\n")],
      on: stage.proposal)
    stage.scene.references["refs/heads/mixed"] = mixed
    try stage.scene.settle()
    let outcome = try stage.approve(.cto, ["mixed"])
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("edits both"), "\(outcome.errorText)")
  }
}

import TestSupport
import Testing

/// Votes for a policy by an owner whose certificate ends.
struct LapsingVoteTests {
  private struct World {
    let story: PolicyStory
    let old: SampleOrganisation
    let new: SampleOrganisation

    /// Two of three chiefs let a version come into force, one by a certificate of a few hours.
    init() throws {
      let authority = try SSHAuthority()
      story = try PolicyStory { organisation in
        try organisation.replace(
          "- ssh: \(try Persona.ciso.publicKey)", with: try authority.entry("ciso"),
          in: "people.yaml")
        try organisation.replace(
          "roles:\n", with: "roles:\n  recorder: [bot.ci]\n", in: "people.yaml")
      }
      let scene = story.scene
      old = scene.organisation
      new = try story.next { _ in }
      let side = try story.branch(new, by: [.cto])
      var plan = CommitPlan(
        try story.ballot(new), by: .ciso, at: scene.clock, parents: [side])
      plan.signingKey = try authority.certify(
        .ciso, as: "ciso", interval: "20260302090000Z:20260302120000Z")
      let voted = try scene.commit(plan, onTrunk: false)
      try scene.merge(voted, takingTheirs: true)
      scene.organisation = new
    }

    func digest(at now: Moment) throws -> (policy: String?, decision: String?) {
      let verdict = try story.scene.gate(at: now)
      return (verdict.json["policy"]["digest"].string, verdict.decision)
    }
  }

  @Test func `a vote counts while its certificate lasts`() throws {
    let world = try World()
    let now = try world.digest(at: world.story.scene.clock)
    #expect(now.policy == "sha256:\(try world.new.digest)")
    #expect(now.decision != "invalid")
  }

  @Test func `a vote that nobody recorded falls with its certificate`() throws {
    let world = try World()
    let later = try world.digest(at: world.story.scene.clock + 2.days)
    #expect(later.policy == "sha256:\(try world.old.digest)")
    #expect(later.decision == "invalid")
  }

  @Test func `a vote that was recorded in time stands for good`() throws {
    let world = try World()
    try world.story.scene.commit("Record\n", by: .bot, signedBy: .bot)
    let later = try world.digest(at: world.story.scene.clock + 2.days)
    #expect(later.policy == "sha256:\(try world.new.digest)")
    #expect(later.decision != "invalid")
  }

  // The recorder's date is what counts: a late one records that the certificate had ended.
  @Test func `a vote that was recorded too late does not stand`() throws {
    let world = try World()
    let scene = world.story.scene
    scene.clock = scene.clock + 1.days
    try scene.commit("Record\n", by: .bot, signedBy: .bot)
    let later = try world.digest(at: scene.clock + 2.days)
    #expect(later.policy == "sha256:\(try world.old.digest)")
    #expect(later.decision == "invalid")
  }
}

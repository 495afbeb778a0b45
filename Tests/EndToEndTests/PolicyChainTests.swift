import Foundation
import TestSupport
import Testing

/// Attacks on the way from one policy to the next (section 6).
struct PolicyChainTests {
  private static let lifting: @Sendable (inout SampleOrganisation) throws -> Void = {
    try $0.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
  }
  private static let days: @Sendable (inout SampleOrganisation) throws -> Void = {
    try $0.replace("holidays: []", with: "holidays: [2026-12-25]", in: "calendar.yaml")
  }

  // MARK: In a row

  @Test func `each policy is approved by the owners of the one before it`() throws {
    let story = try PolicyStory()
    let handedOver = try story.next {
      try $0.replace(
        "[cfo.lane, ciso.rey, cto.fin]", with: "[dan.holt, dee.fox]", in: "assent.yaml")
    }
    try story.adopt(handedOver, by: [.cfo, .cto])
    try story.isInForce(handedOver)
    let third = try story.next(Self.lifting)
    try story.adopt(third, by: [.dan, .dee])
    try story.isInForce(third)
    let fourth = try story.next(Self.days)
    try story.adopt(fourth, by: [.dan])
    try story.isPending(third, says: ["1 of 2 approvals by dan.holt, dee.fox", "by dee.fox;"])
  }

  @Test func `owners of an earlier policy do not approve a later one`() throws {
    let story = try PolicyStory()
    let handedOver = try story.next {
      try $0.replace(
        "[cfo.lane, ciso.rey, cto.fin]", with: "[dan.holt, dee.fox]", in: "assent.yaml")
    }
    try story.adopt(handedOver, by: [.cfo, .cto])
    try story.adopt(try story.next(Self.lifting), by: [.cfo, .ciso, .cto])
    try story.isPending(handedOver)
  }

  @Test func `owners named by a policy that is not in force approve nothing`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let seized = try story.next {
      try $0.replace(
        "[cfo.lane, ciso.rey, cto.fin]", with: "[dan.holt, dee.fox]", in: "assent.yaml")
    }
    try story.adopt(seized, by: [.dan, .dee])
    try story.adopt(try story.next(Self.lifting), by: [.dan, .dee])
    try story.isPending(old, says: ["and then by"])
  }

  @Test func `two steps at once are none`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let second = try story.next(Self.lifting)
    let side = try story.branch(second, by: [.cfo, .cto])
    let third = try story.next(after: second, Self.days)
    let end = try story.branch(third, from: second, by: [.cfo, .cto], on: side)
    try story.scene.merge(end, takingTheirs: true)
    try story.isPending(old, says: ["its version is 3, not 2"])
    // One after the other, with the approvals that are there already, cures it.
    try story.scene.commit("Second\n", by: .joe, changes: story.changes(to: second, from: third))
    try story.scene.commit("Third\n", by: .joe, changes: story.changes(to: third, from: second))
    try story.isInForce(third)
  }

  @Test func `an older signed policy does not come back`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let new = try story.next(Self.lifting)
    try story.adopt(new, by: [.cfo, .cto])
    try story.scene.commit("Roll back\n", by: .joe, changes: story.changes(to: old))
    try story.isPending(new, says: ["its version is 1, not 3"])
    // Not even with all signatures.
    try story.approve(old, from: new, by: [.cfo, .ciso, .cto])
    try story.isPending(new)
  }

  // MARK: Votes

  struct Replay: NamedCase {
    let name: String
    let ballot: @Sendable (PolicyStory, SampleOrganisation) throws -> String
  }

  @Test(arguments: [
    Replay(name: "of another policy") { story, _ in
      try story.ballot(try story.next(Self.days))
    },
    Replay(name: "from another policy") { story, new in
      try story.ballot(new, from: try story.next(Self.days))
    },
    Replay(name: "of another repository") { story, new in
      try story.ballot(new, repository: "harbourline/elsewhere")
    },
    Replay(name: "of the way back") { story, new in
      try story.ballot(story.scene.organisation, from: new)
    },
    Replay(name: "quoted in the text") { story, new in
      let whole = try story.ballot(new)
      return whole + "\nSigned-off-by: Cto Fin <cto.fin@harbourline.example>\n"
    },
  ])
  func `an approval that was given for something else does not count`(_ replay: Replay) throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let new = try story.next(Self.lifting)
    let side = try story.scene.commit(
      try replay.ballot(story, new), by: .cto, signedBy: .cto,
      on: try story.branch(new, by: [.cfo]))
    try story.scene.merge(side, takingTheirs: true)
    try story.isPending(old, says: ["1 of 2 approvals"])
  }

  @Test func `a vote in a merge commit does not count`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let new = try story.next(Self.lifting)
    let side = try story.branch(new, by: [.cfo])
    story.scene.tip = try story.scene.repository.commit(
      CommitPlan(
        try story.ballot(new), by: .cto, at: story.scene.clock, parents: [story.scene.tip, side],
        signer: .cto), tree: "\(side)^{tree}")
    try story.isPending(old, says: ["1 of 2 approvals"])
  }

  @Test func `a machine, a delegate and a retired owner approve nothing`() throws {
    let story = try PolicyStory(
      owners: "  - {people: [cfo.lane, ciso.rey, bo.chen, cto.fin], threshold: 2}\n"
    )
    let handing = """
      Hand over

      Role-Delegate: change-manager; to=joe.ward; from=2020-01-01; until=2099-01-01
      Change-Repository: harbourline/changes

      """
    try story.scene.commit(handing, by: .bo, signedBy: .bo)
    let retired = try story.next { try $0.retire(.cto) }
    try story.adopt(retired, by: [.cfo, .ciso])
    try story.isInForce(retired)
    try story.adopt(try story.next(Self.lifting), by: [.cfo, .bot, .joe, .cto])
    try story.isPending(retired, says: ["1 of 2 approvals", "1 of ciso.rey, bo.chen"])
  }

  @Test func `votes before the trust root do not count`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let new = try story.next(Self.lifting)
    try story.approve(new, from: old, by: [.cfo, .cto])
    let later = try story.scene.commit("Work\n", by: .joe)
    try story.scene.commit("Change the policy\n", by: .joe, changes: story.changes(to: new))
    try story.isInForce(new)
    let verdict = try Verdict(
      story.scene.assent([
        "gate", story.scene.record.id, "--trust-root", later, "--now", story.scene.clock.text,
        "--what-if", "--format", "json",
      ]))
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-pending"), "\(verdict)")
  }

  // "The policy at the trust root is in force as it stands."
  @Test func `a trust root takes the policy that stands there, approved or not`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let root = try story.adopt(try story.next(Self.lifting), by: [.cfo])
    try story.isPending(old)
    let verdict = try Verdict(
      story.scene.assent([
        "gate", story.scene.record.id, "--trust-root", root, "--now", story.scene.clock.text,
        "--what-if", "--format", "json",
      ]))
    #expect(verdict.decision != "invalid", "\(verdict)")
    let digest = try story.scene.organisation.digest
    #expect(verdict.json["policy"]["digest"].string == "sha256:\(digest)")
  }

  // MARK: Compromised owners

  @Test func `a marked key votes no more, not even once the mark is dropped`() throws {
    let story = try PolicyStory()
    let marked = try story.next { try $0.mark(.cto, since: story.scene.root) }
    try story.adopt(marked, by: [.cfo, .ciso])
    try story.isInForce(marked)
    let dropped = try story.next(after: marked) {
      try $0.replace(
        "        compromised: {since: \"\(story.scene.root)\"}\n", with: "", in: "people.yaml")
    }
    try story.adopt(dropped, by: [.cfo, .ciso])
    try story.isInForce(dropped)
    try story.adopt(try story.next(Self.lifting), by: [.cfo, .cto])
    try story.isPending(dropped, says: ["1 of 2 approvals", "by ciso.rey;"])
  }

  @Test func `a key does not vote for the policy that marks it`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let marked = try story.next { try $0.mark(.cto, since: story.scene.root) }
    try story.adopt(marked, by: [.cfo, .cto])
    try story.isPending(old, says: ["by ciso.rey;"])
    try story.approve(marked, from: old, by: [.ciso])
    try story.isInForce(marked)
  }

  @Test func `a mark that was dropped still leaves too few owners`() throws {
    let story = try PolicyStory()
    let marked = try story.next { try $0.mark(.cto, since: story.scene.root) }
    try story.adopt(marked, by: [.cfo, .ciso])
    let unmarked = try story.next(after: marked) {
      try $0.replace(
        "        compromised: {since: \"\(story.scene.root)\"}\n", with: "", in: "people.yaml")
      try $0.retire(.ciso)
    }
    try story.adopt(unmarked, by: [.cfo, .ciso])
    try story.isPending(marked, says: ["leaves 1 people with active keys"])
  }

  // MARK: Files

  struct Trick: NamedCase {
    let name: String
    let says: String
    let change: @Sendable (SampleOrganisation) -> [String: CommitPlan.Entry]
  }

  static let tricks = [
    Trick(name: "deleted", says: "no `policies/`") { $0.entries.mapValues { _ in .removed } },
    Trick(name: "renamed", says: "no `policies/`") { policy in
      var changes: [String: CommitPlan.Entry] = policy.entries.mapValues { _ in .removed }
      for (name, text) in policy.files { changes["policy/\(name)"] = .text(text) }
      return changes
    },
    Trick(name: "made a link", says: "no `policies/`") { policy in
      var changes: [String: CommitPlan.Entry] = policy.entries.mapValues { _ in .removed }
      for (name, text) in policy.files { changes["policy/\(name)"] = .text(text) }
      changes["policies"] = .symlink("policy")
      return changes
    },
    Trick(name: "emptied", says: "cannot be read") { policy in
      policy.entries.mapValues { _ in .text("") }
    },
    Trick(name: "one file deleted", says: "cannot be read") { _ in
      ["policies/people.yaml": .removed]
    },
    Trick(name: "one file a link", says: "cannot be read") { _ in
      ["policies/calendar.yaml": .symlink("../calendar.yaml")]
    },
    Trick(name: "one file executable", says: "cannot be read") { policy in
      ["policies/calendar.yaml": .executable(Data((policy.files["calendar.yaml"] ?? "").utf8))]
    },
    Trick(name: "a twin", says: "cannot be read") { _ in
      ["policies/Calendar.yaml": .text("")]
    },
  ]

  // "Policy file deleted, renamed, emptied, made a symlink, or unparsable: fail closed."
  @Test(arguments: tricks)
  func `a policy that is gone falls back to nothing`(_ trick: Trick) throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let commit = try story.scene.commit("Tidy up\n", by: .joe, changes: trick.change(old))
    try story.isPending(old, says: [trick.says, String(commit.prefix(7)), "git checkout"])
    // Putting it back byte for byte is all that helps.
    var back = old.entries
    for path in trick.change(old).keys where back[path] == nil { back[path] = .removed }
    try story.scene.commit("Put it back\n", by: .joe, changes: back)
    try story.isInForce(old)
    #expect(try story.scene.gate().flags.contains("policy-gap"))
  }

  @Test func `a twin of the whole directory is refused by name`() throws {
    let story = try PolicyStory()
    try story.scene.commit(
      "Hide\n", by: .joe, changes: ["Policies/assent.yaml": .text("version: 1\n")])
    let verdict = try story.scene.gate()
    check(verdict, "invalid")
    #expect(verdict.reasons.contains("policy-error"), "\(verdict)")
    #expect("\(verdict.json["gate"]["reasons"].elements)".contains("Policies"), "\(verdict)")
  }

  // MARK: Forks

  /// Merges a branch and keeps the trunk's own tree.
  private func ignore(_ side: String, in story: PolicyStory) throws { try story.scene.merge(side) }

  @Test func `an approved policy that a merge dropped is a fork`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let new = try story.next(Self.lifting)
    let side = try story.branch(new, by: [.cfo, .cto])
    try ignore(side, in: story)
    try story.isPending(old, says: ["version 2", "git checkout"])
    let reasons = try story.scene.gate().reasons
    #expect(reasons.contains("policy-fork") && !reasons.contains("policy-pending"), "\(reasons)")
    // Bringing it back cures it: its approvals are there.
    try story.scene.commit("Bring it back\n", by: .joe, changes: story.changes(to: new))
    try story.isInForce(new)
  }

  @Test func `a fork is seen where no voting commit has the policy`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    let new = try story.next(Self.lifting)
    let votes = try story.scene.commit(
      try story.ballot(new), by: .cto, signedBy: .cto,
      on: try story.scene.commit(
        try story.ballot(new), by: .cfo, signedBy: .cfo, on: story.scene.tip))
    let policy = try story.branch(new, by: [])
    try ignore(votes, in: story)
    #expect(try story.scene.gate().decision != "invalid")
    try ignore(policy, in: story)
    try story.isPending(old, says: ["version 2"])
    #expect(try story.scene.gate().reasons.contains("policy-fork"))
  }

  @Test func `a fork that went on beside the trunk is seen`() throws {
    let story = try PolicyStory()
    let first = try story.next(Self.lifting)
    let side = try story.branch(first, by: [.cfo, .cto])
    let second = try story.next(after: first, Self.days)
    let end = try story.branch(second, from: first, by: [.ciso, .cto], on: side)
    // The trunk has a second version of its own, so that only the third is ahead of it.
    let other = try story.next(Self.days)
    try story.adopt(other, by: [.cfo, .ciso])
    try story.isInForce(other)
    try ignore(end, in: story)
    try story.isPending(other, says: ["version 3", "undo the merge"])
  }

  @Test func `a fork whose next owners are strangers to the trunk is seen`() throws {
    let story = try PolicyStory()
    let first = try story.next {
      try $0.replace(
        "[cfo.lane, ciso.rey, cto.fin]", with: "[dan.holt, mal.lory]", in: "assent.yaml")
      try $0.replace(
        "roles:\n", with: try SampleOrganisation.entry(.mallory) + "roles:\n", in: "people.yaml")
    }
    let side = try story.branch(first, by: [.cfo, .cto])
    let second = try story.next(after: first, Self.days)
    let end = try story.branch(second, from: first, by: [.dan, .mallory], on: side)
    let other = try story.next(Self.days)
    try story.adopt(other, by: [.cfo, .ciso])
    try ignore(end, in: story)
    try story.isPending(other, says: ["version 3", "undo the merge"])
  }

  @Test func `an approved policy that another of its version replaced is none`() throws {
    let story = try PolicyStory()
    let side = try story.branch(try story.next(Self.lifting), by: [.cfo, .cto])
    let other = try story.next(Self.days)
    try story.adopt(other, by: [.cfo, .ciso])
    try ignore(side, in: story)
    try story.isInForce(other)
  }

  @Test func `a policy that too few approved is no fork`() throws {
    let story = try PolicyStory()
    let old = story.scene.organisation
    try ignore(try story.branch(try story.next(Self.lifting), by: [.cfo]), in: story)
    try story.isInForce(old)
  }
}

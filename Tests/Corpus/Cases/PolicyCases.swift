import Foundation
import TestSupport

/// Who may change the rules, and from where the rules are read.
enum PolicyCases {
  static let changes: [CorpusCase] = [
    changed(
      "A46", "loosened", "A merged branch lowers the threshold, approved by nobody",
      by: .author, votes: []
    ) { try loosen(&$0) },
    changed(
      "B42", "one-vote", "One owner of two approves the new policy", by: .owner,
      votes: [.ciso]
    ) { try loosen(&$0) },
    changed(
      "B43", "one-vote-twice", "One owner approves the new policy twice", by: .owner,
      votes: [.ciso, .ciso]
    ) { try loosen(&$0) },
    changed(
      "B44", "vote-by-strangers", "People who own nothing approve the new policy",
      by: .insider, votes: [.bo, .joe]
    ) { try loosen(&$0) },
    changed(
      "A48-deleted", "policy-deleted", "The policy is deleted, with the owners' approval",
      by: .owner, votes: [.ciso, .cto]
    ) { $0.files = [:] },
    changed(
      "A48-emptied", "policy-emptied", "A file of the policy is emptied", by: .author,
      votes: [.ciso, .cto]
    ) { $0.files["workflow.yaml"] = "" },
    changed(
      "A48-unparsable", "policy-unparsable", "A file of the policy cannot be parsed",
      by: .author, votes: [.ciso, .cto]
    ) {
      try $0.raise()
      $0.files["people.yaml"] = "schema: assent/people/1\npeople: [\n"
    },
    changed(
      "A48-renamed", "policy-renamed", "A file of the policy is renamed", by: .author,
      votes: [.ciso, .cto]
    ) {
      try $0.raise()
      $0.files["Workflow.yaml"] = $0.files["workflow.yaml"]
      $0.files["workflow.yaml"] = nil
    },
    changed(
      "A51-zero", "threshold-zero", "A requirement asks for nobody", by: .owner,
      votes: [.ciso, .cto]
    ) {
      try $0.raise()
      try $0.replace(
        "{id: change-manager, role: change-manager, count: 1}",
        with: "{id: change-manager, role: change-manager, count: 0}", in: "workflow.yaml")
    },
    changed(
      "A51-owners", "owners-locked-out", "More owners are asked for than there are",
      by: .owner, votes: [.ciso, .cto]
    ) {
      try $0.raise()
      try $0.replace("threshold: 2", with: "threshold: 4", in: "assent.yaml")
    },
    changed(
      "A51-none", "owners-none", "The policy has no owners any more", by: .owner,
      votes: [.ciso, .cto]
    ) {
      try $0.raise()
      try $0.replace(
        "owners:\n  - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}\n",
        with: "owners: []\n",
        in: "assent.yaml")
    },
    changed(
      "A51-role", "role-unknown-in-policy", "A requirement names a role that does not exist",
      by: .owner, votes: [.ciso, .cto]
    ) {
      try $0.raise()
      try $0.replace(
        "role: risk-assessor, count", with: "role: emperor, count", in: "workflow.yaml")
    },
    changed("B45", "version-skips", "The version rises by two", by: .owner, votes: [.ciso, .cto]) {
      try loosen(&$0, to: 3)
    },
    changed("B46", "version-stays", "The version does not rise", by: .owner, votes: [.ciso, .cto]) {
      try loosen(&$0, to: 1)
    },
    changed(
      "B47", "version-huge", "The version is the largest integer", by: .owner,
      votes: [.ciso, .cto]
    ) { try $0.replace("version: 1\n", with: "version: 9223372036854775807\n", in: "assent.yaml") },
    changed(
      "B48", "voter-gains-role", "An owner votes a role to herself", by: .owner,
      votes: [.ciso, .cto]
    ) {
      try $0.raise()
      try $0.replace("cab-chair: [hal.iver]", with: "cab-chair: [ciso.rey]", in: "people.yaml")
    },
    changed(
      "B49", "voter-gains-key", "An owner votes a second key to herself", by: .thief,
      votes: [.ciso, .cto]
    ) {
      try $0.raise()
      let line = try Organisation.keyLine(.ciso)
      try $0.replace(
        line, with: line + "\n" + Organisation.keyLine(.mallory), in: "people.yaml")
    },
    changed(
      "B50", "repository-renamed", "The policy takes the name of another repository",
      by: .author, votes: []
    ) {
      try $0.raise()
      try $0.replace("harbourline/changes", with: "harbourline/fork", in: "assent.yaml")
    },
    changed(
      "B51", "file-with-colon", "A file of the policy has a name that fools a list of sums",
      by: .owner, votes: [.ciso, .cto]
    ) {
      try $0.raise()
      $0.files["a\nb"] = "x\n"
    },
  ]

  static let others: [CorpusCase] = [
    CorpusCase(
      "A0.4", "policy-rolled-back", "The trunk goes back to an older approved policy",
      source: "CVE-2026-44544", from: .complete
    ) { story in
      let old = story.organisation
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("valid-for: 14d\n", with: "valid-for: 13d\n", in: "workflow.yaml")
        try $0.raise()
      }
      try story.commit("Go back\n", by: .joe, changing: old.entries)
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "A49", "votes-replayed", "The votes for version 2 are used again after version 3",
      source: "CVE-2026-44544", from: .complete
    ) { story in
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("valid-for: 14d\n", with: "valid-for: 13d\n", in: "workflow.yaml")
        try $0.raise()
      }
      let second = story.organisation
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("valid-for: 13d\n", with: "valid-for: 12d\n", in: "workflow.yaml")
        try $0.raise(from: 2, to: 3)
      }
      try story.commit("Go back\n", by: .joe, changing: second.entries)
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "A47", "mixed-head", "A branch changes the policy and the record", by: .author,
      from: .complete
    ) { story in
      var next = story.organisation
      try loosen(&next)
      var changes = next.entries
      changes[story.record.path] = .text(
        try story.record.text.with("users-affected: 1400", "users-affected: 1"))
      let head = try story.commit("Both\n", by: .mallory, changing: changes, on: [story.tip])
      story.references["refs/heads/both"] = head
      story.question.head = head
      return Answer("invalid").because("mixed")
    },
    CorpusCase(
      "A46-head", "loosened-head", "A previewed branch is judged by its own policy",
      by: .author
    ) { story in
      var next = story.organisation
      try loosen(&next)
      try next.replace(
        "        - {id: change-manager, role: change-manager, count: 1}\n", with: "",
        in: "workflow.yaml")
      try next.replace(
        "distinct: [change-manager, security, cab]", with: "distinct: [security, cab]",
        in: "workflow.yaml")
      let head = try story.commit(
        "Loosen\n", by: .mallory, changing: next.entries, on: [story.tip])
      story.references["refs/heads/loosened"] = head
      story.question.head = head
      return Answer("awaiting").because("requirement-unsatisfied")
    },
    CorpusCase(
      "A53", "workflow-of-forge", "A branch changes the forge's own workflow beside it",
      by: .author
    ) { story in
      let head = try story.commit(
        "Skip\n", by: .mallory, changing: [".github/workflows/gate.yaml": .text("on: never\n")],
        on: [story.tip])
      story.references["refs/heads/skip"] = head
      story.question.head = head
      return Answer("awaiting").because("requirement-unsatisfied")
    },
    CorpusCase(
      "A48-symlink", "policy-symlink", "A file of the policy is a symbolic link",
      by: .author, from: .complete
    ) { story in
      try story.commit(
        "Link\n", by: .joe, changing: ["policies/workflow.yaml": .symlink("../w.yaml")])
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "A48-submodule", "policy-submodule", "The policy is a submodule", by: .author,
      from: .complete
    ) { story in
      let target = story.root
      try story.commit(
        "Move\n", by: .joe, changing: ["policies": .removed])
      try story.commit("Link\n", by: .joe, changing: ["policies": .submodule(target)])
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "B52", "policy-executable", "A file of the policy may be executed", by: .author,
      from: .complete
    ) { story in
      let text = story.organisation.files["workflow.yaml"] ?? ""
      try story.commit(
        "Mode\n", by: .joe, changing: ["policies/workflow.yaml": .executable(Data(text.utf8))])
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "A48-collision", "policies-in-capitals", "A second folder Policies stands beside",
      by: .author, from: .complete
    ) { story in
      try story.commit(
        "Collide\n", by: .joe, changing: ["Policies/workflow.yaml": .text("schema: x\n")])
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "A52", "policy-fork", "The trunk's first parents leave out an approved policy",
      from: .complete
    ) { story in
      let (side, next) = try story.policyBranch(by: [.ciso, .cto]) {
        try $0.replace("valid-for: 14d\n", with: "valid-for: 1d\n", in: "workflow.yaml")
        try $0.raise()
      }
      _ = next
      try story.merge(side)
      return Answer("invalid").because("policy-fork")
    },
    CorpusCase(
      "A52-two", "policies-concurrent", "Two policies of one number are approved side by side",
      by: .owner, from: .complete
    ) { story in
      let base = story.tip
      let (other, second) = try story.policyBranch(by: [.cfo, .cto], from: base) { try loosen(&$0) }
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("valid-for: 14d\n", with: "valid-for: 13d\n", in: "workflow.yaml")
        try $0.raise()
      }
      _ = second
      try story.merge(other, taking: other)
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "B53", "act-in-gap", "An approval lands while an unapproved policy stands",
      by: .author
    ) { story in
      let old = story.organisation
      var next = old
      try loosen(&next)
      try story.commit("Loosen\n", by: .joe, changing: next.entries)
      let act = try story.act(.approve("change-manager"), by: .bo)
      try story.commit("Restore\n", by: .joe, changing: old.entries)
      return Answer("awaiting").dropping(act, "policy-gap")
    },
    CorpusCase(
      "B54", "vote-edits-record", "A vote edits a record on the way", by: .owner,
      from: .complete
    ) { story in
      let old = Organisation.digest(story.organisation)
      var next = story.organisation
      try loosen(&next)
      var side = try story.commit("Loosen\n", by: .joe, changing: next.entries, on: [story.tip])
      let vote = Organisation.approval(of: Organisation.digest(next), from: old)
      side = try story.commit(vote, by: .ciso, signedBy: .ciso, on: [side])
      side = try story.commit(
        vote, by: .cto, changing: ["README": .text("x\n")], signedBy: .cto, on: [side])
      try story.merge(side, taking: side)
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "B55", "vote-from-other-base", "The votes name another policy before", by: .owner,
      from: .complete
    ) { story in
      var next = story.organisation
      try loosen(&next)
      var side = try story.commit("Loosen\n", by: .joe, changing: next.entries, on: [story.tip])
      for owner in [Persona.ciso, .cto] {
        let vote = Organisation.approval(
          of: Organisation.digest(next), from: Hex.sha256("another policy"))
        side = try story.commit(vote, by: owner, signedBy: owner, on: [side])
      }
      try story.merge(side, taking: side)
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "B56", "owner-by-machine", "A machine is among the owners", by: .thief,
      from: .policy
    ) { story in
      var organisation = story.organisation
      try organisation.replace(
        "people: [cfo.lane, ciso.rey, cto.fin]", with: "people: [bot.ci, ciso.rey, cto.fin]",
        in: "assent.yaml")
      story = try Chronicle(organisation, story.record)
      return .error("policy-unreadable")
    },
    CorpusCase(
      "A51-empty", "role-empty", "Nobody holds a role that a requirement asks for",
      by: .owner, from: .complete
    ) { story in
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("risk-assessor: [rae.kerr]", with: "risk-assessor: []", in: "people.yaml")
        try $0.raise()
      }
      return Answer("invalid")
    },
    CorpusCase(
      "A0.4-approved", "policy-approved", "A policy that its owners approved: a control",
      by: .none, from: .complete
    ) { story in
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("valid-for: 14d\n", with: "valid-for: 13d\n", in: "workflow.yaml")
        try $0.raise()
      }
      return Answer("allowed")
    },
  ]

  /// A policy that comes by a merge and does not come into force.
  private static func changed(
    _ number: String, _ id: String, _ title: String, by attacker: CorpusCase.Attacker,
    votes: [Persona], _ edit: @escaping @Sendable (inout SampleOrganisation) throws -> Void
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: attacker, from: .complete) { story in
      try story.changePolicy(by: votes, edit)
      return Answer("invalid").because("policy-pending")
    }
  }

  private static func loosen(_ organisation: inout SampleOrganisation, to version: Int = 2) throws {
    try organisation.replace("threshold: 2", with: "threshold: 1", in: "assent.yaml")
    try organisation.raise(to: version)
  }
}

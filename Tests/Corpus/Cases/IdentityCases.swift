import Foundation
import TestSupport

/// Who signed, who may, and who had a hand in it.
enum IdentityCases {
  static let all: [CorpusCase] = [
    .bent(
      "A29", "name-in-text", "The message names an approver, another's key signed it",
      signer: .joe, "role-not-held"
    ) { $0.message += Array("Approved-by: Bo Chen <bo.chen@harbourline.example>\n".utf8) },
    .bent(
      "A32", "author-forged", "The author is forged: the key alone names the person",
      by: .none
    ) { $0.claim(.mallory) },
    .bent(
      "A32-borrowed", "author-borrowed", "Author and committer are the approver, the key is not",
      signer: .joe, "role-not-held"),
    .bent(
      "B33", "role-unknown", "The act claims a role that does not exist",
      act: .approve("emperor"), "role-not-held"),
    .bent(
      "B34", "role-missing", "The act claims no role", act: Act("Approve"), "malformed",
      "role-not-held"),
    .bent(
      "B35", "role-injected", "The role holds another in brackets",
      act: .approve("change-manager(security)"), "role-not-held", "malformed"),
    .bent(
      "B36", "system-of-another", "The owner of another system approves for this one",
      act: .approve("system-owner(claims-db)"), signer: .dee, "role-not-held"),
    CorpusCase(
      "A33", "mailmap", "A mailmap in the tree turns one person into another",
      by: .author
    ) { story in
      let line = "Bo Chen <bo.chen@harbourline.example> Joe Ward <joe.ward@harbourline.example>\n"
      try story.commit("Map\n", by: .joe, changing: [".mailmap": .text(line)])
      let act = try story.act(.approve("change-manager"), by: .joe)
      return Answer("awaiting").dropping(act, "role-not-held")
    },
    CorpusCase(
      "A31", "squash-with-text", "A squash repeats the approval in its text",
      by: .author, source: "squash merges of forges"
    ) { story in
      let act = try story.commit(
        "Squashed\n\n* Approve\n\n" + story.message([.approve("change-manager")]), by: .cto)
      return Answer("awaiting").dropping(act, "unsigned")
    },
    CorpusCase(
      "A34", "key-added-at-once", "The commit that approves adds its own key", by: .author
    ) { story in
      var next = story.organisation
      try next.replace(
        Organisation.keyLine(.bo),
        with: Organisation.keyLine(.bo) + "\n" + Organisation.keyLine(.mallory), in: "people.yaml")
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, changing: next.entries,
        signedBy: .mallory)
      return Answer("invalid").because("policy-pending").dropping(
        act, "key-unknown", "edits-files", "malformed")
    },
    CorpusCase(
      "A35", "key-added-on-branch", "A branch adds a key and then uses it", by: .author
    ) { story in
      var next = story.organisation
      try next.replace(
        Organisation.keyLine(.bo),
        with: Organisation.keyLine(.bo) + "\n" + Organisation.keyLine(.mallory), in: "people.yaml")
      try next.raise()
      let side = try story.commit(
        "Add a key\n", by: .mallory, changing: next.entries, on: [story.tip])
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .mallory, on: [side])
      try story.merge(act, taking: act)
      return Answer("invalid").because("policy-pending").dropping(
        act, "key-unknown", "policy-gap")
    },
    CorpusCase(
      "A37", "key-of-two", "One key stands under two people", by: .owner, from: .policy
    ) { story in
      var organisation = story.organisation
      try organisation.replace(
        Organisation.keyLine(.cat), with: Organisation.keyLine(.bo), in: "people.yaml")
      story = try Chronicle(organisation, story.record)
      return .error("policy-unreadable")
    },
    CorpusCase(
      "A38", "own-approval", "The requester approves in another role", by: .insider
    ) { story in
      let act = try story.act(.approve("change-manager"), by: .ana)
      return Answer("awaiting").dropping(act, "requester")
    },
    CorpusCase(
      "A38-implementer", "implementer-approves", "The implementer approves", by: .insider
    ) { story in
      let act = try story.act(.approve("change-manager"), by: .fay)
      return Answer("awaiting").dropping(act, "implementer")
    },
    CorpusCase(
      "A38-email", "contributor-by-address",
      "Who wrote the plan, under an address in capitals, approves it", by: .insider, from: .policy
    ) { story in
      try story.draft()
      try story.record.replace("through logical", with: "through physical")
      try story.commit(
        "Edit\n", by: .joe, changing: [story.record.path: .text(story.record.text)]
      ) { $0.author = "Nobody <BO.CHEN@Harbourline.Example> 1772442060 +0000" }
      try story.act(.submit, by: .ana)
      try story.proceed()
      let act = try story.act(.approve("change-manager"), by: .bo)
      return Answer("awaiting").dropping(act, "contributor")
    },
    CorpusCase(
      "B37", "co-author", "A co-author of the plan approves it", by: .insider,
      from: .policy
    ) { story in
      try story.draft()
      try story.record.replace("through logical", with: "through physical")
      try story.commit(
        "Edit\n\nWe did.\n\nco-authored-BY:Bo Chen <bo.chen@harbourline.example>\n", by: .ana,
        changing: [story.record.path: .text(story.record.text)])
      try story.act(.submit, by: .ana)
      try story.proceed()
      let act = try story.act(.approve("change-manager"), by: .bo)
      return Answer("awaiting").dropping(act, "contributor")
    },
    CorpusCase(
      "B38", "submit-by-another", "Another than the requester submits", by: .insider,
      from: .policy
    ) { story in
      try story.draft()
      let act = try story.act(.submit, by: .joe)
      try story.proceed()
      try story.act(.approve("change-manager"), by: .bo)
      return Answer("awaiting").dropping(act, "role-not-held")
    },
    CorpusCase(
      "B39", "machine-approves", "A machine that holds the role approves",
      by: .insider, from: .policy
    ) { story in
      var organisation = story.organisation
      try organisation.replace(
        "change-manager: [bo.chen,", with: "change-manager: [bot.ci, bo.chen,", in: "people.yaml")
      story = try Chronicle(organisation, story.record)
      try story.draft()
      try story.act(.submit, by: .ana)
      try story.proceed()
      var approval = Act.approve("change-manager")
      approval.parameters.append(("for", "joe.ward"))
      let act = try story.act(approval, by: .bot)
      return Answer("awaiting").dropping(act, "machine-in-human-seat")
    },
    CorpusCase(
      "A39", "removed-later", "Who approved loses the role afterwards: the act stays",
      by: .none, from: .complete
    ) { story in
      let act = story.tip
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("change-manager: [bo.chen, ", with: "change-manager: [", in: "people.yaml")
        try $0.raise()
      }
      return Answer("allowed").counting(act)
    },
    CorpusCase(
      "A41-old", "retired-later", "The key is retired afterwards: the act stays",
      by: .none, source: "Gitea #35546", from: .complete
    ) { story in
      let act = story.tip
      try story.changePolicy(by: [.ciso, .cto], retire)
      return Answer("allowed").counting(act)
    },
    CorpusCase(
      "A41", "retired-before", "A retired key signs, dated back", by: .thief,
      source: "git verifies at the committer's date"
    ) { story in
      try story.changePolicy(by: [.ciso, .cto], retire)
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .bo
      ) { $0.date("\(Moment.beginning.seconds + 60) +0000") }
      return Answer("awaiting").dropping(act, "key-not-in-force")
    },
    CorpusCase(
      "A0.3", "retired-on-old-base", "A retired key signs on a commit before it was retired",
      by: .thief, source: "git verifies at the committer's date"
    ) { story in
      let base = story.tip
      try story.changePolicy(by: [.ciso, .cto], retire)
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .bo, on: [base]
      ) { $0.date("\(Moment.beginning.seconds + 60) +0000") }
      try story.merge(act)
      return Answer("awaiting").dropping(act, "key-not-in-force")
    },
    CorpusCase(
      "A40", "compromised", "A stolen key signed after the mark's commit", by: .thief,
      from: .complete
    ) { story in
      let (act, since) = (story.tip, story.tip)
      try story.changePolicy(by: [.ciso, .cto]) { try mark(&$0, since: since) }
      return Answer("awaiting", "prevented").dropping(act, "key-compromised")
    },
    CorpusCase(
      "A40-before", "compromised-later", "What landed before the mark's commit stays",
      by: .none, from: .complete
    ) { story in
      let act = story.tip
      let since = try story.commit("Something else\n", by: .joe, changing: ["README": .text("x\n")])
      try story.changePolicy(by: [.ciso, .cto]) { try mark(&$0, since: since) }
      return Answer("allowed").counting(act)
    },
    CorpusCase(
      "A40-backdated", "compromised-backdated",
      "A stolen key signs on an old commit, dated back, and lands later", by: .thief
    ) { story in
      let base = story.tip
      let since = try story.commit("Something else\n", by: .joe, changing: ["README": .text("x\n")])
      try story.changePolicy(by: [.ciso, .cto]) { try mark(&$0, since: since) }
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .bo, on: [base]
      ) { $0.date("\(Moment.beginning.seconds + 60) +0000") }
      try story.merge(act)
      return Answer("awaiting").dropping(act, "key-compromised", "key-not-in-force")
    },
    CorpusCase(
      "B40", "mark-dropped", "A later policy drops the mark of a stolen key", by: .owner,
      from: .complete
    ) { story in
      let (act, since) = (story.tip, story.tip)
      try story.changePolicy(by: [.ciso, .cto]) { try mark(&$0, since: since) }
      try story.changePolicy(by: [.ciso, .cto]) {
        try $0.replace("\n        compromised: {since: \(since)}", with: "", in: "people.yaml")
        try $0.raise(from: 2, to: 3)
      }
      return Answer("awaiting", "prevented").dropping(act, "key-compromised")
    },
    CorpusCase(
      "B41", "mark-on-nothing", "A mark names a commit that is not there", by: .owner,
      from: .complete
    ) { story in
      let act = story.tip
      try story.changePolicy(by: [.ciso, .cto]) {
        try mark(&$0, since: String(repeating: "5a", count: 20))
      }
      return Answer("awaiting", "prevented", "invalid").dropping(act, "key-compromised")
    },
    CorpusCase(
      "A42", "missing-key-file", "A key file that the policy names is missing",
      by: .owner, source: "gpg.ssh.revocationFile: git only warns", from: .policy
    ) { story in
      var organisation = story.organisation
      try organisation.replace(
        Organisation.keyLine(.bo), with: "      - openpgp: keys/bo.asc", in: "people.yaml")
      story = try Chronicle(organisation, story.record)
      try story.draft()
      return .error("policy-unreadable")
    },
  ]

  @Sendable private static func retire(_ organisation: inout SampleOrganisation) throws {
    let line = try Organisation.keyLine(.bo)
    try organisation.replace(line, with: line + "\n        status: retired", in: "people.yaml")
    try organisation.raise()
  }

  private static func mark(_ organisation: inout SampleOrganisation, since commit: String) throws {
    let line = try Organisation.keyLine(.bo)
    try organisation.replace(
      line, with: line + "\n        compromised: {since: \(commit)}", in: "people.yaml")
    try organisation.raise()
  }
}

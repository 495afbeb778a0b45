import TestSupport

/// Acts for another text, from another time or on their way.
enum ReplayCases {
  static let replays: [CorpusCase] = [
    CorpusCase(
      "A54", "replayed-on-edit", "The approval is for another text of the record",
      by: .insider
    ) { story in
      let old = story.message([.approve("change-manager")])
      try story.edit("Promote the standby that", to: "Drop the standby that")
      let act = try story.commit(old, by: .bo, signedBy: .bo)
      return Answer("awaiting", "prevented").dropping(act, "digest-mismatch")
    },
    CorpusCase(
      "A54-stale", "edited-after", "The plan is edited after it was approved", by: .author,
      from: .complete
    ) { story in
      let act = story.tip
      try story.edit("Promote the standby that", to: "Drop the standby that", by: .mallory)
      return Answer("prevented").because("approval-stale").dropping(act, "stale")
    },
    CorpusCase(
      "B67", "edited-on-old-base", "An edit is merged from before the approval",
      by: .author
    ) { story in
      let base = story.tip
      let act = try story.act(.approve("change-manager"), by: .bo)
      try story.record.replace("Promote the standby that", with: "Drop the standby that")
      let side = try story.commit(
        "Edit\n", by: .mallory, changing: [story.record.path: .text(story.record.text)], on: [base])
      try story.merge(side, taking: side)
      return Answer("prevented").because("approval-stale").dropping(act, "stale")
    },
    CorpusCase("A54-digest", "no-digest", "The approval names no digest", by: .insider) { story in
      let act = try story.act(.approve("change-manager").with(digest: .absent), by: .bo)
      return Answer("awaiting").dropping(act, "digest-missing")
    },
    CorpusCase(
      "A30", "other-change", "The approval names another change", by: .insider
    ) { story in
      try story.commit(
        story.message([.approve("change-manager")]).replacing("7F3K; role", with: "8G4M; role"),
        by: .bo, signedBy: .bo)
      return Answer("awaiting").because("requirement-unsatisfied")
    },
    CorpusCase(
      "A56", "other-stage", "A signature for one stage is offered for another",
      by: .insider
    ) { story in
      let act = Act("Schedule", [("role", "change-manager")])
      try story.act(act, by: .bo)
      return Answer("awaiting").because("requirement-unsatisfied")
    },
    CorpusCase("A59", "approval-edits", "The approval edits a file", by: .insider) { story in
      let act = try story.act(
        .approve("change-manager"), by: .bo, changing: ["src/app.c": .text("evil\n")])
      return Answer("awaiting").dropping(act, "edits-files")
    },
    CorpusCase(
      "A59-record", "approval-edits-record", "The approval edits the record it approves",
      by: .insider
    ) { story in
      try story.record.replace("Promote the standby that", with: "Drop the standby that")
      let act = try story.act(
        .approve("change-manager"), by: .bo,
        changing: [story.record.path: .text(story.record.text)])
      return Answer("awaiting", "prevented").dropping(act, "edits-files")
    },
    CorpusCase(
      "B68", "approval-edits-mode", "The approval changes nothing but a mode", by: .insider
    ) { story in
      try story.commit("Add\n", by: .joe, changing: ["run.sh": .text("echo\n")])
      let act = try story.act(
        .approve("change-manager"), by: .bo,
        changing: ["run.sh": .executable(.init("echo\n".utf8))])
      return Answer("awaiting").dropping(act, "edits-files")
    },
    CorpusCase(
      "A58", "picked-with-signature", "A cherry-pick has kept the signature",
      source: "git cherry-pick"
    ) { story in
      let act = try story.act(.approve("change-manager"), by: .bo, on: [story.tip])
      let old = String(decoding: try story.objects.content(act), as: UTF8.self)
      let parent = try CommitParts.line("parent", of: old)
      try story.commit("On\n", by: .joe, changing: ["README": .text("x\n")])
      story.objects.remove(act)
      let tree = story.objects.tree(story.files(of: story.tip))
      let picked = story.raw(
        Array(
          try old.with(parent, "parent \(story.tip)\n")
            .with(CommitParts.line("tree", of: old), "tree \(tree)\n").utf8))
      return Answer("awaiting").dropping(picked, "signature-bad")
    },
    CorpusCase(
      "A64", "squashed", "A squash has lost the approval's commit",
      source: "squash merges of forges"
    ) { story in
      try story.commit("Squash of one approval (#7)\n", by: .cto)
      return Answer("awaiting").because("requirement-unsatisfied")
    },
    CorpusCase(
      "A65", "trunk-rewritten", "A forced push removed a rejection", from: .complete
    ) { story in
      let rejection = try story.act(
        .decide("Reject", as: "change-manager"), by: .cat, on: [story.tip])
      story.references["refs/heads/seen"] = rejection
      story.question.descendsFrom = rejection
      return .error("history-rewritten")
    },
    CorpusCase(
      "A67", "other-artifact", "Another commit is deployed than the one approved",
      from: .complete
    ) { story in
      story.question.artifact = String(repeating: "7", count: 40)
      return Answer("prevented").because("artifact-wrong")
    },
    CorpusCase(
      "B69", "artifact-unnamed", "No artifact is named where the record lists one",
      from: .complete
    ) { story in
      story.question.artifact = nil
      return Answer("prevented").because("artifact-required")
    },
    CorpusCase(
      "B70", "old-approval-after-withdrawal",
      "An approval from before its maker's withdrawal is merged afterwards", by: .insider
    ) { story in
      let old = try story.act(.approve("change-manager"), by: .bo, on: [story.tip])
      try story.act(.approve("change-manager"), by: .bo)
      try story.act(.withdraw(), by: .bo)
      try story.merge(old)
      return Answer("awaiting", "prevented").dropping(old, "withdrawn", "duplicate")
    },
    CorpusCase(
      "B71", "old-resolution-after-objection",
      "A resolution from before a second objection is merged afterwards", by: .insider,
      from: .complete
    ) { story in
      try story.act(.object("S1", as: "security"), by: .eli)
      let old = try story.act(.resolve("S1", as: "security"), by: .eli, on: [story.tip])
      try story.act(.object("S1", as: "security"), by: .eli)
      try story.merge(old)
      return Answer("prevented").because("objection")
    },
    CorpusCase(
      "B72", "objection-resolved-by-another", "Another resolves the objection",
      by: .insider, from: .complete
    ) { story in
      try story.act(.object("S1", as: "security"), by: .eli)
      try story.act(.resolve("S1", as: "security"), by: .kim)
      return Answer("prevented").because("objection")
    },
    CorpusCase(
      "B73", "resolution-by-edit", "An edit of the record ends an objection", by: .author,
      from: .complete
    ) { story in
      try story.act(.object("S1", as: "security"), by: .eli)
      try story.edit("users-affected: 1400", to: "users-affected: 1401", by: .mallory)
      try story.edit("users-affected: 1401", to: "users-affected: 1400", by: .mallory)
      return Answer("prevented").because("objection")
    },
    CorpusCase(
      "B74", "record-made-again", "The record is deleted and made again after an objection",
      by: .author, from: .complete
    ) { story in
      try story.act(.object("S1", as: "security"), by: .eli)
      try story.commit("Delete\n", by: .mallory, changing: [story.record.path: .removed])
      try story.commit(
        "Make\n", by: .mallory, changing: [story.record.path: .text(story.record.text)])
      return Answer("prevented").because("objection")
    },
    CorpusCase(
      "B75", "record-deleted", "The record is deleted", by: .author, from: .complete
    ) { story in
      try story.commit("Delete\n", by: .mallory, changing: [story.record.path: .removed])
      return Answer("prevented", "invalid").because("record-missing")
    },
  ]

  static let carriers: [CorpusCase] = [
    CorpusCase(
      "B76", "unlanded-objection", "An objection on a carrier branch closes already",
      by: .none, from: .complete
    ) { story in
      let act = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      story.references["refs/heads/assent/CHG-2026-7F3K/eli.frost"] = act
      return Answer("prevented").because("objection").counting(act)
    },
    CorpusCase(
      "B77", "unlanded-objection-remote", "An objection on a remote's carrier branch closes",
      by: .none, from: .complete
    ) { story in
      let act = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      story.references["refs/remotes/fork/assent/CHG-2026-7F3K/eli.frost"] = act
      return Answer("prevented").because("objection").counting(act)
    },
    CorpusCase(
      "B78", "unlanded-approval", "An approval on a carrier branch opens nothing",
      by: .insider
    ) { story in
      let act = try story.act(.approve("change-manager"), by: .bo, on: [story.tip])
      story.references["refs/heads/assent/CHG-2026-7F3K/bo.chen"] = act
      return Answer("awaiting").dropping(act, "not-reachable")
    },
    CorpusCase(
      "B79", "unlanded-resolution", "A resolution on a carrier branch ends no objection",
      by: .insider, from: .complete
    ) { story in
      try story.act(.object("S1", as: "security"), by: .eli)
      let act = try story.act(.resolve("S1", as: "security"), by: .eli, on: [story.tip])
      story.references["refs/heads/assent/CHG-2026-7F3K/eli.frost"] = act
      return Answer("prevented").because("objection").dropping(act, "not-reachable")
    },
    CorpusCase(
      "B80", "forged-objection", "A stranger's objection on a carrier branch closes nothing",
      from: .complete
    ) { story in
      let act = try story.commit(
        story.message([.object("S1", as: "security")]), by: .eli, signedBy: .mallory,
        on: [story.tip])
      story.references["refs/heads/assent/CHG-2026-7F3K/eli.frost"] = act
      return Answer("allowed").dropping(act, "key-unknown")
    },
    CorpusCase(
      "B81", "policy-on-carrier", "A loosened policy waits on a carrier branch",
      from: .complete
    ) { story in
      let (side, _) = try story.policyBranch(by: []) {
        try $0.replace("threshold: 2", with: "threshold: 1", in: "assent.yaml")
        try $0.raise()
      }
      story.references["refs/heads/assent/policy/mal.lory"] = side
      return Answer("allowed")
    },
  ]
}

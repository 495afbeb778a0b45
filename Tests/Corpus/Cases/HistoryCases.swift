import TestSupport

/// What merges, replays and rewritten histories hide.
enum HistoryCases {
  static let merges: [CorpusCase] = [
    CorpusCase(
      "B57", "act-by-merge", "A merge commit carries the approval", by: .insider
    ) { story in
      let side = try story.commit("Side\n", by: .joe, on: [story.tip])
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .bo,
        on: [story.tip, side])
      story.tip = act
      return Answer("awaiting").dropping(act, "malformed")
    },
    CorpusCase(
      "B58", "act-by-root", "A commit without parents carries the approval", by: .insider
    ) { story in
      let files = story.files(of: story.tip)
      let tree = story.objects.tree(files)
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .bo, on: []
      ) { $0.tree = tree }
      try story.merge(act)
      return Answer("awaiting").dropping(act, "malformed")
    },
    CorpusCase(
      "B59", "act-by-true-merge", "A true merge brings the approval: a control", by: .none
    ) { story in
      let act = try story.act(.approve("change-manager"), by: .bo, on: [story.tip])
      try story.merge(act)
      return Answer("allowed").counting(act)
    },
    CorpusCase(
      "B60", "parent-twice", "The approval names its parent twice", by: .insider
    ) { story in
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .bo,
        on: [story.tip, story.tip])
      story.tip = act
      return Answer("awaiting").dropping(act, "malformed")
    },
    CorpusCase(
      "A62", "objection-by-octopus", "An objection stands on the third side of an octopus",
      from: .complete
    ) { story in
      let one = try story.commit("One\n", by: .joe, on: [story.tip])
      let act = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      try story.merge(one, act)
      return Answer("prevented").because("objection").counting(act)
    },
    CorpusCase(
      "A62-criss", "withdrawal-in-criss-cross", "A withdrawal comes through a criss-cross merge",
      from: .complete
    ) { story in
      let base = story.tip
      let act = try story.act(.withdraw(), by: .bo, on: [base])
      let other = try story.commit("Other\n", by: .joe, on: [base])
      let left = try story.commit("Left\n", by: .cto, on: [act, other])
      let right = try story.commit("Right\n", by: .cto, on: [other, act])
      try story.merge(left, right)
      return Answer("prevented", "awaiting").counting(act)
    },
    CorpusCase(
      "A62-root", "second-root", "A second root brings a policy of its own", from: .complete
    ) { story in
      var next = story.organisation
      try next.replace("threshold: 2", with: "threshold: 1", in: "assent.yaml")
      let island = try story.commit("Island\n", by: .mallory, changing: next.entries, on: [])
      try story.merge(island)
      return Answer("allowed")
    },
    CorpusCase(
      "A62-taken", "second-root-taken", "A merge takes over the files of a second root",
      from: .complete
    ) { story in
      var next = story.organisation
      try next.replace("threshold: 2", with: "threshold: 1", in: "assent.yaml")
      let island = try story.commit("Island\n", by: .mallory, changing: next.entries, on: [])
      try story.merge(island, taking: island)
      return Answer("invalid").because("policy-pending")
    },
    CorpusCase(
      "B61", "merge-swapped", "A merge the wrong way round leaves the trust root's line",
      from: .complete
    ) { story in
      let island = try story.commit("Island\n", by: .mallory, changing: ["x": .text("x\n")], on: [])
      let tree = story.objects.tree(story.files(of: story.tip))
      story.tip = try story.commit("Swap\n", by: .mallory, on: [island, story.tip]) {
        $0.tree = tree
      }
      return .error("trust-root-missing")
    },
    CorpusCase(
      "B62", "withdrawal-merged-away", "A merge keeps its own files and a side's withdrawal",
      from: .complete
    ) { story in
      let act = try story.act(.withdraw(), by: .bo, on: [story.tip])
      try story.commit("On\n", by: .joe, changing: ["README": .text("x\n")])
      try story.merge(act)
      return Answer("prevented", "awaiting").counting(act)
    },
    CorpusCase(
      "B63", "edit-in-merge", "A merge edits the approved plan by itself", from: .complete
    ) { story in
      let side = try story.commit("Side\n", by: .joe, on: [story.tip])
      try story.record.replace("Promote the standby that", with: "Drop the standby that")
      story.tip = try story.commit(
        "Merge\n", by: .mallory, changing: [story.record.path: .text(story.record.text)],
        on: [story.tip, side])
      return Answer("prevented").because("approval-stale")
    },
    CorpusCase(
      "B64", "merger-drops-side", "Who merges away a stricter plan approves the rest",
      by: .insider, from: .policy
    ) { story in
      try story.draft()
      let base = story.tip
      var strict = story.record
      try strict.replace("max-minutes: 30", with: "max-minutes: 20")
      let side = try story.commit(
        "Tighten\n", by: .joe, changing: [strict.path: .text(strict.text)], on: [base])
      try story.commit("On\n", by: .joe, changing: ["README": .text("x\n")])
      try story.merge(side, by: .bo)
      try story.act(.submit, by: .ana)
      try story.proceed()
      let act = try story.act(.approve("change-manager"), by: .bo)
      return Answer("awaiting").dropping(act, "contributor")
    },
    CorpusCase("B65", "wide-octopus", "A merge has sixty-four sides", from: .complete) { story in
      let base = story.tip
      var sides: [String] = []
      for number in 0..<64 {
        sides.append(
          try story.commit("Side \(number)\n", by: .joe, on: [base]))
      }
      try story.merge(sides)
      return Answer("allowed")
    },
    CorpusCase(
      "B66", "many-commits", "Fifteen hundred unsigned approvals stand before the sound one",
      by: .author, source: "spawned verifiers take 19 ms a commit"
    ) { story in
      let message = story.message([.approve("change-manager")])
      for _ in 0..<1500 { try story.commit(message, by: .bo) }
      let act = try story.act(.approve("change-manager"), by: .bo)
      return Answer("allowed").counting(act)
    },
    CorpusCase(
      "A0.5", "many-signatures", "Seven hundred signed approvals by a stranger",
      source: "spawned verifiers take 19 ms a commit"
    ) { story in
      let message = story.message([.approve("change-manager")])
      for _ in 0..<700 { try story.commit(message, by: .bo, signedBy: .mallory) }
      return Answer("awaiting").because("requirement-unsatisfied")
    },
  ]

  static let shapes: [CorpusCase] = [
    CorpusCase(
      "B146", "ladder", "Two branches edit the plan and merge each other, eighty times",
      by: .author, from: .complete
    ) { story in
      var (left, right) = (story.tip, story.tip)
      for number in 0..<80 {
        var edited = story.record
        try edited.replace("users-affected: 1400", with: "users-affected: \(1500 + number)")
        let first = try story.commit(
          "Left \(number)\n", by: .joe, changing: [edited.path: .text(edited.text)], on: [left])
        let second = try story.commit(
          "Right \(number)\n", by: .rob, changing: [edited.path: .text(story.record.text)],
          on: [right])
        left = try story.commit("Merge\n", by: .joe, on: [first, second])
        right = try story.commit("Merge\n", by: .rob, on: [second, first])
      }
      try story.merge(left, right)
      return Answer("allowed", "prevented", "awaiting")
    },
    CorpusCase(
      "B153", "many-votes", "A stranger votes for four hundred policies of her own",
      from: .complete
    ) { story in
      let filler = "# \(String(repeating: "x", count: 76))\n"
      var next = story.organisation
      try next.raise()
      let old = Organisation.digest(story.organisation)
      var side = story.tip
      let tip = story.tip
      for number in 0..<400 {
        let text = (next.files["workflow.yaml"] ?? "") + String(repeating: filler, count: 20)
        var other = next
        other.files["workflow.yaml"] = text + "# \(number)\n"
        side = try story.commit(
          Organisation.approval(of: Organisation.digest(other), from: old), by: .ciso,
          changing: ["policies/workflow.yaml": .text(other.files["workflow.yaml"] ?? "")],
          signedBy: .mallory, on: [side])
      }
      try story.merge(side, taking: tip)
      return Answer("allowed")
    },
    CorpusCase(
      "B154", "tree-bomb", "Ten folders of ten folders, seven deep, hold one file",
      by: .author, source: "git bomb", from: .complete
    ) { story in
      var (mode, id) = ("100644", story.objects.blob("x\n"))
      for _ in 0..<7 {
        id = story.objects.tree((0..<10).map { (mode, Array("d\($0)".utf8), id) })
        mode = "40000"
      }
      let files = story.files(of: story.tip)
      let bomb = id
      let record = try story.tree(of: files, holding: bomb, at: "changes/evidence/zz")
      try story.commit("Bomb\n", by: .mallory) { $0.tree = record }
      return .error("too-large")
    },
    CorpusCase(
      "B147", "foxtrot", "A merge the wrong way round lands a retired key's act anew",
      by: .thief
    ) { story in
      let base = story.tip
      let mine = try story.commit("Mine\n", by: .mallory, on: [base])
      try story.changePolicy(by: [.ciso, .cto]) {
        let line = try Organisation.keyLine(.bo)
        try $0.replace(line, with: line + "\n        status: retired", in: "people.yaml")
        try $0.raise()
      }
      let act = try story.act(.approve("change-manager"), by: .bo)
      let tree = story.objects.tree(story.files(of: act))
      story.tip = try story.commit("Swap\n", by: .mallory, on: [mine, act]) { $0.tree = tree }
      return Answer("awaiting").dropping(act, "key-not-in-force")
    },
  ]

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

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
      "B174", "ladder-of-octopuses", "Sixteen branches merge each other over and over",
      by: .author, from: .complete
    ) { story in
      let base = story.tip
      let texts = try (0..<16).map {
        try story.record.text.with("users-affected: 1400", "users-affected: \(2000 + $0)")
      }
      var layer: [String] = []
      for text in texts {
        layer.append(
          try story.commit(
            "Edit\n", by: .joe, changing: [story.record.path: .text(text)], on: [base]))
      }
      for round in 1...12 {
        layer = try layer.indices.map { number in
          try story.commit(
            "Merge \(round)\n", by: .joe,
            changing: [story.record.path: .text(texts[(number + round) % 16])],
            on: Array(layer[number...] + layer[..<number]))
        }
      }
      try story.merge(layer)
      return Answer("allowed")
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
}

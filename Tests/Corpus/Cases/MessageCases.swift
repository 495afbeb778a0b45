import TestSupport

/// What messages say, and what careless readers of trailers make of them.
enum MessageCases {
  private static let readers = "Git's trailers, git interpret-trailers and libgit2 disagree"
  private static let repository = "Change-Repository: harbourline/changes\n"

  static let all: [CorpusCase] = [
    .worded(
      "A0.2-empty", "empty-value", "A trailer without a value stands before the act",
      source: readers, "malformed"
    ) { try $0.with("Change-Approve", "Note:\nChange-Approve") },
    .worded(
      "A0.2-divider", "divider", "A --- line stands before the last paragraph",
      source: readers, "malformed"
    ) { try $0.with("Seen and understood.", "---\nSeen and understood.") },
    .worded(
      "A0.2-scissors", "scissors", "A scissors line follows the trailers", source: readers,
      "malformed"
    ) { $0 + "# ------------------------ >8 ------------------------\n" },
    .worded(
      "A21-scissors", "scissors-in-body", "A scissors line stands in the body",
      source: readers, "malformed"
    ) {
      try $0.with("Seen and understood.", "# ------------------------ >8 ------------------------")
    },
    .worded(
      "A21-comment", "comment-line", "A comment line stands among the trailers",
      source: readers, "malformed"
    ) { try $0.with(repository, "# not really\n" + repository) },
    .worded(
      "A21-conflicts", "conflicts", "A Conflicts: paragraph follows the trailers",
      source: "git merge", nearMiss: true
    ) { $0 + "\nConflicts:\n\tchanges/2026/CHG-2026-7F3K.yaml\n" },
    .worded("A0.2-tab", "fold-tab", "The act is folded with a tab", source: readers, "malformed") {
      try $0.with("; digest=", ";\n\tdigest=")
    },
    .worded("A23", "fold-blank", "The act is folded with a blank", source: readers, "malformed") {
      try $0.with("; digest=", ";\n digest=")
    },
    .worded(
      "A23-after", "continued", "A continuation follows the act", source: readers, "malformed"
    ) { try $0.with(repository, " or not\n" + repository) },
    .worded("A0.2-crlf", "crlf", "The lines end with CR and LF", source: readers, "malformed") {
      $0.replacing("\n", with: "\r\n")
    },
    .worded("A24", "lone-cr", "A CR hides the act from a terminal", source: readers, "malformed") {
      try $0.with("Seen and understood.", "Reviewed: x\rSeen and understood.")
    },
    .worded(
      "A0.2-prose", "quarter-rule", "The act is quoted between prose and a Signed-off-by",
      source: "Git's 25 % rule for trailers", "malformed"
    ) {
      try $0.with("Change-Approve", "I do not approve. See\nChange-Approve")
        + "Signed-off-by: Bo Chen <bo.chen@harbourline.example>\n"
    },
    .worded(
      "A22", "prose-behind", "Prose follows the act in its paragraph",
      source: "Git's 25 % rule for trailers", "malformed"
    ) { try $0.with(repository, "I do not mean it.\n" + repository) },
    .worded(
      "A0.2-space", "space-before-colon", "A blank stands before the colon", source: readers,
      nearMiss: true
    ) { try $0.with("Change-Approve:", "Change-Approve :") },
    .worded(
      "A0.2-case", "other-case", "The key is written in another case", source: readers,
      nearMiss: true
    ) { try $0.with("Change-Approve", "change-approve") },
    .worded(
      "A0.2-letter", "cyrillic-key", "A Cyrillic letter stands in the key", source: readers,
      nearMiss: true
    ) { try $0.with("Change-Approve", "Change-Appr\u{43e}ve") },
    .worded("A28-id", "cyrillic-id", "A Cyrillic letter stands in the id", nearMiss: true) {
      try $0.with("Approve: CHG", "Approve: \u{421}HG")
    },
    .worded("A28-fullwidth", "fullwidth-id", "A full-width letter stands in the id", nearMiss: true)
    {
      try $0.with("Approve: CHG-2026-7F3K", "Approve: CHG-2026-7F3\u{ff2b}")
    },
    .worded("A28-zero", "zero-width", "A zero-width space follows the id", "malformed") {
      try $0.with("Approve: CHG-2026-7F3K;", "Approve: CHG-2026-7F3K\u{200b};")
    },
    .worded("A28-nbsp", "no-break-space", "A no-break space stands before the id", nearMiss: true) {
      try $0.with("Approve: CHG", "Approve:\u{a0}CHG")
    },
    .worded("A28-bidi", "bidi", "A direction override stands in the role", "malformed") {
      try $0.with("role=change-manager", "role=\u{202e}change-manager")
    },
    .worded("A28-role", "cyrillic-role", "A Cyrillic letter stands in the role", "malformed") {
      try $0.with("role=change-manager", "role=ch\u{430}nge-manager")
    },
    .worded("A19", "not-last-paragraph", "The act is not in the last paragraph", nearMiss: true) {
      try $0.with("\nChange-Repository", "\n\nChange-Repository")
    },
    .worded("B20", "act-in-title", "The act is the title", nearMiss: true) {
      try $0.with("Approve CHG-2026-7F3K\n\nSeen and understood.\n\n", "")
    },
    .worded("B21", "indented", "The act is indented as code", nearMiss: true) {
      try $0.with("Change-Approve", "    Change-Approve")
    },
    .worded("B22", "quoted", "The act is quoted as in a mail", nearMiss: true) {
      try $0.with("Change-Approve", "> Change-Approve")
    },
    .worded("A25-key", "repeated-key", "The act names two roles", "malformed") {
      try $0.with("; digest=", "; role=security; digest=")
    },
    .worded("A25-repository", "two-repositories", "The commit names two repositories", "malformed")
    {
      try $0.with(repository, "Change-Repository: evil/fork\n" + repository)
    },
    .worded("A57-none", "no-repository", "The commit names no repository", "wrong-repository") {
      try $0.with(repository, "")
    },
    .worded(
      "A57", "fork", "The approval was made for a fork with the same ids",
      source: "Radicle: replay of signed references, 2026", "wrong-repository"
    ) { try $0.with("harbourline/changes", "harbourline/fork") },
    .worded(
      "B23", "other-case-repository", "The repository is written in another case",
      "wrong-repository"
    ) { try $0.with("harbourline/changes", "Harbourline/changes") },
    .worded("B24", "trailing-blank", "A blank follows the act", "malformed") {
      try $0.with("\nChange-Repository", " \nChange-Repository")
    },
    .worded("B25", "digest-upper-case", "The digest is written in upper case", "malformed") {
      let digest = try Hex.sha256(SampleRecord().text)
      return try $0.with(digest, digest.uppercased())
    },
    .worded("B26", "second-act-broken", "A second act of the commit is malformed", "malformed") {
      try $0.with(repository, "Change-Assess: CHG-2026-7F3K; rolle=x\n" + repository)
    },
    .worded("B27", "escape-sequence", "An escape sequence repaints the terminal", "malformed") {
      try $0.with("Seen and understood.", "\u{1b}[2K\u{1b}[1ASeen and rejected.")
    },
    .worded("B28", "unknown-parameter", "The act has a parameter that nobody knows", "malformed") {
      try $0.with("; digest=", "; unless=friday; digest=")
    },
    .worded("B29", "blank-paragraph", "The last paragraph is blanks", "malformed") {
      $0 + "\n \n"
    },
    CorpusCase(
      "A25", "same-act-twice", "The same act stands twice in one commit", by: .insider
    ) { story in
      var organisation = try Organisation.sample()
      try organisation.replace(
        "role: change-manager, count: 1}\n        - {id: owners",
        with: "role: change-manager, count: 2}\n        - {id: owners", in: "workflow.yaml")
      story = try Chronicle(organisation, story.record)
      try story.draft()
      try story.act(.submit, by: .ana)
      try story.proceed()
      try story.act(.approve("change-manager"), .approve("change-manager"), by: .bo)
      return Answer("awaiting").because("requirement-unsatisfied")
    },
    CorpusCase(
      "A26", "approve-and-reject", "One commit approves and rejects", by: .insider
    ) { story in
      try story.act(
        .approve("change-manager"), .decide("Reject", as: "change-manager"), by: .bo)
      return Answer("prevented").because("rejected")
    },
    CorpusCase(
      "A26-objection", "object-and-resolve", "One commit objects and resolves",
      by: .insider, from: .complete
    ) { story in
      try story.act(
        .object("S1", as: "security"), .resolve("S1", as: "security"), by: .eli)
      return Answer("prevented").because("objection")
    },
    CorpusCase("B30", "no-message", "The commit has no message at all", by: .insider) { story in
      try story.commit("", by: .bo, signedBy: .bo)
      return Answer("awaiting").because("requirement-unsatisfied")
    },
    CorpusCase(
      "B31", "no-line-end", "The message has no line end: a control", by: .none
    ) { story in
      let message = String(story.message([.approve("change-manager")]).dropLast())
      let act = try story.commit(message, by: .bo, signedBy: .bo)
      return Answer("allowed").counting(act)
    },
    CorpusCase("B32", "header-only", "The commit ends after its header", by: .insider) { story in
      let act = try story.act(.approve("change-manager"), by: .bo, on: [story.tip])
      let raw = String(decoding: try story.objects.content(act), as: UTF8.self)
      story.raw(Array(try CommitParts.of(raw).header.utf8))
      return Answer("awaiting").because("requirement-unsatisfied")
    },
  ]
}

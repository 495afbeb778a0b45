import Acts
import Decision
import Primitives
import Records
import Reporting
import Testing

struct VerdictTextTests {
  private let writer = VerdictText(hasColour: false)

  private func several() throws -> [Verdict] {
    let finished = GateReason(code: .finished, message: "the implementation has finished")
    let review = StageVerdict(
      stage: .reviewed, status: .unsatisfied,
      requirements: [
        Samples.requirement(
          "reviewer", .unsatisfied, could: ["kim.a", "kim.b", "kim.c", "kim.d"], verb: .review,
          role: "reviewer")
      ])
    return [
      try Samples.blocked(),
      try Samples.verdict(
        change: "CHG-2026-8Q1M", decision: .awaiting, reasons: [Samples.unmetSecurity],
        stages: try Samples.waitingStages()),
      try Samples.verdict(
        change: "CHG-2026-9ZT4", title: String(repeating: "long title ", count: 9),
        stage: .scheduled, decision: .allowed, reasons: []),
      try Samples.verdict(
        change: "CHG-2026-9ZT5", stage: .implemented, decision: .prevented, reasons: [finished],
        stages: [review]),
      try Samples.verdict(
        change: "CHG-2026-9ZT6", stage: .closed, state: .closed, decision: .prevented,
        reasons: [GateReason(code: .closed, message: "the change is closed")]),
      try Samples.verdict(
        change: "CHG-2026-9ZT7", stage: nil, state: .held, decision: .prevented,
        reasons: [
          Samples.unmetSecurity, GateReason(code: .held, message: "hal.iver holds the change"),
        ]),
      try Samples.verdict(
        change: "CHG-2026-9ZT8", stage: .scheduled, decision: .awaiting,
        reasons: [
          GateReason(code: .windowNotOpen, message: "the planned window opens at …")
        ], next: Instant(rfc3339: "2026-03-08T00:00:00Z")),
    ]
  }

  @Test func `status is a table with a count`() throws {
    try Golden.compare(writer.status(try several()), with: "status.txt")
  }

  @Test func `the way out is a list of acts, then what remains, then times`() throws {
    var security = ProposedAct(verb: .approve, person: "eli.frost", role: "security")
    security.alternatives = ["rey.adler"]
    let advice = Advice(
      acts: [
        ProposedAct(
          verb: .resolve, person: "eli.frost", role: nil,
          parameters: [Statement.Parameter(key: "objection", value: "S1")]),
        security,
        ProposedAct(verb: .approve, person: "dan.holt", role: "system-owner(claims-db)"),
      ],
      remaining: [
        GateReason(code: .windowMisfit, message: "scheduled/windows: the window does not fit"),
        GateReason(code: .leadTime, message: "scheduled/lead-time: two days are missing"),
      ], isApproximate: false)
    func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }
    let opening = ChangeRequest.Interval(
      start: try instant("2026-03-07T21:00:00Z"), end: try instant("2026-03-08T03:00:00Z"))
    let slot = NextSlot(
      opening: Opening(
        window: "standard-night", day: CivilDate(daysSinceEpoch: 20_519), interval: opening),
      interval: opening, zoneName: "Europe/Berlin", zone: TimeZoneRules(offset: 3600))
    let verdict = try Samples.verdict(
      decision: .prevented,
      reasons: [
        GateReason(code: .windowMisfit, message: "scheduled/windows: the window does not fit")
      ])
    try Golden.compare(
      writer.explanation(verdict, advice: advice, slot: slot), with: "explanation-advice.txt")
  }

  @Test func `a narrow terminal shortens titles first`() throws {
    let text = VerdictText(hasColour: false, width: 100).status(try several())
    try Golden.compare(text, with: "status-narrow.txt")
    for line in text.split(separator: "\n") { #expect(PlainText.width(String(line)) <= 100) }
  }

  @Test func `no changes are said to be none`() {
    #expect(writer.status([]) == "no changes\n")
  }

  @Test func `a closed gate says why and what to do`() throws {
    try Golden.compare(writer.gate(try Samples.blocked()), with: "gate-prevented.txt")
  }

  @Test func `an open gate says so`() throws {
    let open = try Samples.verdict(stage: .scheduled, decision: .allowed, reasons: [])
    try Golden.compare(writer.gate(open), with: "gate-allowed.txt")
  }

  @Test func `a gate that stays closed says so`() throws {
    let over = try Samples.verdict(
      stage: .implemented, decision: .prevented,
      reasons: [
        GateReason(code: .finished, message: "the implementation has finished"),
        GateReason(code: .windowPassed, message: "the planned window closed"),
      ])
    try Golden.compare(writer.gate(over), with: "gate-over.txt")
  }

  @Test func `an explanation shows everything`() throws {
    try Golden.compare(writer.explanation(try Samples.blocked()), with: "explanation.txt")
  }

  @Test func `an act made again needs no advice, and a reason is told once`() throws {
    let role = [("role", "security")]
    let verdict = try Samples.verdict(
      decision: .awaiting, reasons: [Samples.unmetSecurity],
      acts: [
        try Samples.act("1", .approve, role, by: "ana", counted: false, reason: .stale),
        try Samples.act("2", .approve, role, by: "bo", counted: false, reason: .stale),
        try Samples.act("3", .approve, role, by: "cy", counted: false, reason: .stale),
        try Samples.act("4", .approve, role, by: "ana"),
      ])
    let text = writer.explanation(verdict)
    #expect(text.contains("1111111111 ana approve as security: stale, made again in 4444444444\n"))
    #expect(text.contains("3333333333 cy approve as security: stale\n"))
    #expect(text.split(separator: "\n").count { $0.contains("Read the edit") } == 1)
  }

  @Test func `what is closed has nothing left to review`() throws {
    let over = try Samples.verdict(
      stage: .closed, decision: .prevented,
      reasons: [
        GateReason(code: .closed, message: "the change is closed"),
        GateReason(code: .finished, message: "the implementation has finished"),
      ])
    #expect(!writer.explanation(over).contains("Review and close"))
  }

  @Test func `an emergency that was started says what it owes`() throws {
    let stages = [
      StageVerdict(
        stage: .approved, status: .deferred,
        requirements: [
          Samples.requirement("cab", .unsatisfied),
          Samples.requirement(
            "cab/cab", .unsatisfied, of: 2, could: ["a"], verb: .approve, role: "cab"),
          Samples.requirement(
            "cab/cab-chair", .unsatisfied, could: ["b"], verb: .approve, role: "cab-chair"),
        ]),
      StageVerdict(
        stage: .closed, status: .unsatisfied,
        requirements: [Samples.requirement("ratification", .unsatisfied)]),
    ]
    func text(_ acts: [ActVerdict]) throws -> String {
      writer.explanation(
        try Samples.verdict(decision: .allowed, reasons: [], stages: stages, acts: acts))
    }
    let owed = "What the emergency owes before it can close"
    #expect(!(try text([])).contains(owed))
    let started = try text([Samples.act("1", .start, by: "vic")])
    #expect(started.contains("\(owed)\n  b:\n    assent approve CHG-2026-7F3K --role cab-chair\n"))
    #expect(!started.contains("--role cab\n"))
  }

  @Test func `an explanation breaks its lines at the terminal's width`() throws {
    let text = VerdictText(hasColour: false, width: 72).explanation(try Samples.blocked())
    try Golden.compare(text, with: "explanation-narrow.txt")
  }

  @Test func `an open gate is explained with what comes next`() throws {
    let implemented = StageVerdict(
      stage: .implemented, status: .unsatisfied,
      requirements: [
        Samples.requirement(
          "implementer", .unsatisfied, could: ["fay.stone"], verb: .finish, role: "implementer")
      ])
    let open = try Samples.verdict(
      stage: .scheduled, decision: .allowed, reasons: [], stages: [implemented])
    try Golden.compare(writer.explanation(open), with: "explanation-allowed.txt")
  }

  @Test func `colour comes only where it is wanted`() throws {
    let verdict = try Samples.blocked()
    let coloured = VerdictText(hasColour: true)
    for text in [coloured.gate(verdict), coloured.status([verdict]), coloured.explanation(verdict)]
    { #expect(text.contains("\u{1B}[")) }
    for text in [writer.gate(verdict), writer.status([verdict]), writer.explanation(verdict)] {
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test func `the first line fits a commit status`() throws {
    let verdict = try Samples.verdict(
      decision: .invalid,
      reasons: [GateReason(code: .policyError, message: String(repeating: "long ", count: 90))])
    let first = try #require(writer.gate(verdict).split(separator: "\n").first)
    #expect(first.count <= 140)
    #expect(first.hasPrefix("CHG-2026-7F3K is INVALID: long"))
  }

  // A title, a person or a message must not move the cursor or reorder what is read.
  @Test(arguments: [
    "\u{1B}[2J", "a\u{202E}b", "a\rb", "a\nb", "a\u{9B}b", "a\u{7F}b", "a\u{2028}b",
  ])
  func `text of users cannot control the terminal`(_ evil: String) throws {
    let verdict = try Samples.verdict(
      change: "CHG-\(evil)", title: "T \(evil)", decision: .prevented,
      reasons: [GateReason(code: .lint, message: "m \(evil)", at: Samples.place(3))],
      stages: [
        StageVerdict(
          stage: .approved, status: .unsatisfied,
          requirements: [
            Samples.requirement("r\(evil)", .unsatisfied, could: [evil], message: evil)
          ])
      ],
      acts: [
        try Samples.act(
          "1", .approve, [("role", evil)], by: evil, counted: false, reason: .malformed,
          explanation: evil)
      ],
      flags: [Flag(code: .mixed, message: evil, commit: nil)])
    for text in [writer.gate(verdict), writer.status([verdict]), writer.explanation(verdict)] {
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(scalar.properties.generalCategory != .control)
        #expect(!scalar.properties.isBidiControl && scalar != "\u{2028}")
      }
      #expect(!text.contains("\na b") && !text.contains("\nb"))
    }
  }
}

import Acts
import Decision
import Diagnostics
import Primitives
import Records
import Testing

/// Verdicts made by hand, as the decision could give them.
enum Samples {
  static func id(_ digit: Character) throws -> ObjectID {
    try #require(ObjectID(String(repeating: digit, count: 40)))
  }

  static func act(
    _ commit: Character, _ verb: Verb, _ parameters: [(String, String)] = [], by person: String?,
    counted: Bool = true, reason: ActReason? = nil, detail: [ActVerdict.Detail] = [],
    explanation: String? = nil, landed: Bool = true
  ) throws -> ActVerdict {
    let statement = Statement(
      index: 0, verb: verb, change: "CHG-2026-7F3K",
      parameters: parameters.map { Statement.Parameter(key: $0.0, value: $0.1) })
    let act = Act(
      commit: 0, id: try id(commit), statement: statement, person: person, isMachine: false,
      key: nil, faults: [], explanation: nil, version: 0, integration: landed ? 1 : nil,
      time: Instant(seconds: 0), integrationTime: nil, datedBeforeParent: false,
      hasBody: true)
    return ActVerdict(
      act: act, integrated: landed ? try id("f") : nil, recorded: nil, counted: counted,
      reason: reason,
      detail: detail, explanation: explanation)
  }

  static func requirement(
    _ id: String, _ status: Status, _ have: Int = 0, of need: Int = 1, acts: [ObjectID] = [],
    could: [String] = [], message: String? = nil, line: Int = 14, verb: Verb? = nil,
    role: String? = nil
  ) -> RequirementVerdict {
    RequirementVerdict(
      id: id, status: status, need: need, have: have, acts: acts, could: could, message: message,
      line: line, blamesRecord: false, verb: verb, role: role)
  }

  static func verdict(
    change: String = "CHG-2026-7F3K", title: String = "Move the claims database to version 16",
    stage: Stage? = .assessed, state: Verdict.State = .active, decision: GateDecision,
    reasons: [GateReason], next: Instant? = nil, stages: [StageVerdict] = [],
    acts: [ActVerdict] = [], flags: [Flag] = [], nearMisses: [LocatedNearMiss] = []
  ) throws -> Verdict {
    let digest = try #require(SHA256Digest(bytes: [UInt8](repeating: 0x9F, count: 32)))
    return Verdict(
      change: change,
      record: Verdict.Record(
        path: "changes/2026/\(change).yaml", commit: try id("7"), digest: digest, title: title),
      mode: .live, stage: stage, state: state, type: .normal, risk: .high,
      gate: Verdict.Gate(name: "deploy", decision: decision, reasons: reasons, next: next),
      stages: stages, acts: acts, flags: flags, nearMisses: nearMisses,
      policy: History.PolicyReference(commit: try id("3"), digest: digest, authorised: true),
      trunkReference: "refs/heads/main", trunkCommit: try id("8"),
      now: try #require(Instant(rfc3339: "2026-03-01T12:00:00Z")))
  }

  static func place(_ line: Int) -> Location {
    let start = Position(line: line, column: 1)
    return Location(path: "policies/workflow.yaml", span: Span(start: start, end: start))
  }

  static let unmetSecurity = GateReason(
    code: .requirementUnsatisfied, message: "approved/security: 0 of 1", at: place(14))

  /// Stages of a change that waits for approval.
  static func waitingStages() throws -> [StageVerdict] {
    [
      StageVerdict(
        stage: .initiated, status: .satisfied,
        requirements: [requirement("requester", .satisfied, 1, acts: [try id("1")])]),
      StageVerdict(
        stage: .assessed, status: .satisfied,
        requirements: [requirement("assessor", .overridden, 0)]),
      StageVerdict(
        stage: .approved, status: .unsatisfied,
        requirements: [
          requirement("change-manager", .satisfied, 1, acts: [try id("2")]),
          requirement("owners", .unsatisfied, 1, of: 2, could: ["dee.x"], line: 13),
          requirement("owners/claims-db", .satisfied, 1, acts: [try id("4")]),
          requirement(
            "owners/claims-api", .unsatisfied, could: ["dee.x"], line: 13, verb: .approve,
            role: "system-owner(claims-api)"),
          requirement(
            "security", .unsatisfied, could: ["eli.frost"], verb: .approve, role: "security"),
          requirement(
            "cab", .notApplicable, message: "not needed: risk is high, not critical", line: 15),
          requirement("quorum", .error, message: "no role `ghost` exists", line: 16),
        ]),
      StageVerdict(
        stage: .tested, status: .unsatisfied,
        requirements: [requirement("tester", .unsatisfied, verb: .test, role: "tester")]),
      StageVerdict(stage: .planned, status: .deferred, requirements: []),
      StageVerdict(stage: .scheduled, status: .notApplicable, requirements: []),
      StageVerdict(
        stage: .implemented, status: .unsatisfied,
        requirements: [requirement("implementer", .unsatisfied, could: ["fay.stone"])]),
    ]
  }

  /// A change with one of everything that an explanation shows.
  static func blocked() throws -> Verdict {
    try verdict(
      decision: .prevented,
      reasons: [
        GateReason(
          code: .objection, message: "hal.iver objects (S1); only their Resolve ends it"),
        GateReason(
          code: .freeze, message: "freeze `year-end` lasts until 2027-01-04T00:00:00Z",
          at: place(4)),
        GateReason(code: .requirementUnsatisfied, message: "approved/owners/claims-api: 0 of 1"),
        unmetSecurity,
        GateReason(code: .requirementUnsatisfied, message: "tested/tester: 0 of 1", at: place(20)),
        GateReason(
          code: .windowNotOpen, message: "the planned window opens at 2026-03-08T00:00:00Z"),
      ], next: Instant(rfc3339: "2026-03-08T00:00:00Z"), stages: try waitingStages(),
      acts: [
        try act("1", .submit, by: "ana.ruiz"),
        try act("2", .approve, [("role", "change-manager")], by: "bo.chen"),
        try act("4", .approve, [("role", "system-owner(claims-db)")], by: "dan.holt"),
        try act("5", .object, [("objection", "S1")], by: "hal.iver", landed: false),
        try act(
          "6", .approve, [("role", "security")], by: "eli.frost", counted: false, reason: .stale,
          detail: [
            ActVerdict.Detail(
              field: "rollback.steps[0].do", commit: try id("e"), people: ["ana.ruiz"])
          ]),
        try act(
          "9", .approve, [("role", "security")], by: nil, counted: false, reason: .unsigned,
          explanation: "the commit has no signature header"),
        try act(
          "a", .approve, [("role", "change-manager")], by: "ana.ruiz", counted: false,
          reason: .contributor,
          detail: [
            ActVerdict.Detail(field: "", commit: try id("e"), people: ["ana.ruiz"])
          ]),
      ],
      flags: [
        Flag(
          code: .mixed, message: "one commit of the trunk edits policy and records",
          commit: try id("c"))
      ],
      nearMisses: [
        LocatedNearMiss(
          commit: try id("d"),
          nearMiss: NearMiss(
            code: .misspelledKey, line: "Change-approve: CHG-2026-7F3K", change: nil))
      ])
  }
}

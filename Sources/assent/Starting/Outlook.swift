internal import Acts
internal import Decision
internal import Ledger
internal import PolicyTesting
internal import Primitives
internal import Records
internal import Reporting
internal import Starting

/// What the policy of the work tree will make of a draft, told while it is being answered.
struct Outlook {
  private let tree: WorkTree
  private let policy: Policy
  private let zone: TimeZoneRules?
  private let now: Instant

  init(tree: WorkTree, policy: Policy, now: Instant) {
    (self.tree, self.policy, self.now) = (tree, policy, now)
    zone = ZoneReader.rules(of: policy.calendar.timeZone)
  }

  /// The answers that a policy looks at.
  struct Plan {
    let requester: String
    let systems: [String]
    let environment: String
    var risk: ChangeRequest.Risk?
    var start: Instant?
    var end: Instant?
  }

  // MARK: Who must approve

  /// Who has to approve at each risk, in a line each; nil where that cannot be told.
  func approvals(_ plan: Plan) -> [ChangeRequest.Risk: String] {
    var lines: [ChangeRequest.Risk: String] = [:]
    for risk in ChangeRequest.Risk.allCases {
      var plan = plan
      plan.risk = risk
      guard let verdict = foresight(plan)?.verdict else { continue }
      let asked = verdict.stages.filter { $0.stage == .approved }.flatMap(Self.seats)
      lines[risk] = (asked + leadTime(at: risk)).joined(separator: "; ")
    }
    return lines
  }

  /// The open seats of a stage: each with those who could fill it.
  private static func seats(_ stage: StageVerdict) -> [String] {
    let open = stage.requirements.filter { requirement in
      requirement.verb == .approve && !requirement.isAdvisory
        && [.unsatisfied, .error].contains(requirement.status)
    }
    let ids = Set(open.map(\.id))
    // Alternatives of one seat are told by the seat.
    return open.filter { requirement in
      !ids.contains(requirement.id.split(separator: "/").dropLast().joined(separator: "/"))
    }.map { requirement in
      let people = requirement.could.prefix(4).joined(separator: ", ")
      let more = requirement.could.count > 4 ? ", …" : ""
      let count = requirement.need > 1 ? " ×\(requirement.need)" : ""
      return "\(requirement.id)\(count) (\(people.isEmpty ? "nobody yet" : people + more))"
    }
  }

  private func leadTime(at risk: ChangeRequest.Risk) -> [String] {
    guard let rule = policy.workflow.stages[.scheduled]?.leadTime, let period = rule.byRisk[risk]
    else { return [] }
    return ["\(period) before the window" + (rule.inWorkingDays ? ", in working days" : "")]
  }

  // MARK: When

  /// The next free time of a length in seconds, as two RFC 3339 times.
  func next(_ plan: Plan, length: Int64) -> (start: Instant, end: Instant)? {
    var plan = plan
    let start = Instant(seconds: (now.seconds / 3600 + 1) * 3600)
    (plan.start, plan.end) = (start, start.advanced(by: length))
    return foresight(plan, now: start)?.slot?.interval.map { ($0.start, $0.end) }
  }

  /// What stands against a planned time, in a line each.
  func obstacles(_ plan: Plan) -> [String] {
    guard let foresight = foresight(plan) else { return [] }
    let timely: Set<GateReason.Code> = [
      .windowMisfit, .freeze, .leadTime, .windowPassed, .conflict,
    ]
    let reasons = foresight.verdict.gate.reasons.filter { timely.contains($0.code) }
      .map { $0.message }
    let clashes = foresight.overlaps.map { overlap in
      "\(overlap.other) is planned from \(overlap.interval.start) to \(overlap.interval.end) on the "
        + "same systems or what they need" + (overlap.isHeld ? ", and holds the slot" : "")
    }
    return reasons + clashes
  }

  // MARK: Judging

  private static let id = "CHG-1000-0000"

  private func foresight(_ plan: Plan, now: Instant? = nil) -> Foresight? {
    let now = now ?? self.now
    let tests = PolicyTests(PolicyTests.World(policy: policy, zone: zone, record: { _ in nil }))
    let path = "changes/\(Self.id).yaml"
    return tests.foresee((path, Array(text(plan).utf8)), beside: neighbours, now: now)
  }

  /// The records of the work tree that plan for a time to come.
  private var neighbours: [PolicyTests.Text] {
    tree.listing(below: "changes").files.compactMap { path in
      guard path.hasSuffix(".yaml"), !path.utf8.starts(with: "changes/evidence/".utf8),
        case .bytes(let bytes) = PlainFile.read(tree.absolute(path), limit: 1 << 20),
        let change = RecordDocument.read(bytes, path: path).change, change.closure == nil,
        let window = change.schedule?.window, window.end > now
      else { return nil }
      return (path, bytes)
    }
  }

  private func text(_ plan: Plan) -> String {
    let interval = plan.start.flatMap { start in
      plan.end.map { "{start: \(start), end: \($0)}" }
    }
    let times = interval.map { ("\n  timeline: \($0)", "\nschedule: {window: \($0)}") } ?? ("", "")
    let risk = plan.risk.map { "\nassessment: {risk: \($0.rawValue)}" } ?? ""
    return """
      schema: assent/change/1
      id: \(Self.id)
      title: a draft
      type: normal
      request:
        requester: \(plan.requester)
        systems: \(YAMLText.list(plan.systems))
        environment: \(YAMLText.quoted(plan.environment))\(times.0)\(risk)
      implementation: {implementer: \(plan.requester)}\(times.1)

      """
  }
}

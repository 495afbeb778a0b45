internal import Diagnostics
internal import Primitives
internal import Records
internal import Starting

/// The risk, the time and the way back, with what the policy makes of them.
extension RecordInterview {
  // MARK: Risk

  func risk(_ draft: RecordDraft) throws -> ChangeRequest.Risk? {
    if let text = options.risk {
      guard let risk = ChangeRequest.Risk(rawValue: text) else {
        throw Failure(
          "usage", "--risk is low, medium, high or critical, not `\(text)`", exitStatus: 2)
      }
      return risk
    }
    // Whoever assesses may decide; it then stays a blank.
    guard Terminal.isInteractive else { return nil }
    let lines = outlook?.approvals(plan(draft)) ?? [:]
    let text = try Prompt.choice(
      "risk, and who approves then",
      of: ChangeRequest.Risk.allCases.map { ($0.rawValue, lines[$0] ?? "") }, flag: "--risk")
    return ChangeRequest.Risk(rawValue: text)
  }

  private var outlook: Outlook? { policy.map { Outlook(tree: tree, policy: $0, now: now) } }

  private func plan(_ draft: RecordDraft) -> Outlook.Plan {
    Outlook.Plan(
      requester: draft.requester, systems: draft.systems, environment: draft.environment,
      risk: draft.risk)
  }

  // MARK: Time

  func window(_ draft: RecordDraft) throws -> (String?, String?) {
    let given = (try time(options.start, "--start"), try time(options.end, "--end"))
    guard Terminal.isInteractive, given.0 == nil || given.1 == nil else {
      try report(given, draft)
      return given
    }
    let free = outlook?.next(plan(draft), length: 2 * 3600)
    if let free { Terminal.remark("the next two hours that are free begin \(free.start)") }
    while true {
      let later = "-"
      let start = try Prompt.answer(
        "the window begins, as RFC 3339, `-` to say so later", flag: "--start",
        otherwise: given.0 ?? free?.start.description ?? later
      ) { try $0 == later ? later : time($0, "--start") ?? later }
      guard start != later else { return given }
      let end = try Prompt.answer(
        "the window ends", flag: "--end",
        otherwise: given.1 ?? Instant(rfc3339: start)?.advanced(by: 2 * 3600).description
      ) { text -> String in
        guard let from = Instant(rfc3339: start), let until = Instant(rfc3339: text), from < until
        else { throw Failure("usage", "`\(text)` is no time after \(start)", exitStatus: 2) }
        return text
      }
      let isFree = try report((start, end), draft) == 0
      if try isFree || Prompt.isSo("keep that window", flag: "--start") { return (start, end) }
    }
  }

  /// Says what stands against a window, and how much that is.
  @discardableResult
  private func report(_ times: (String?, String?), _ draft: RecordDraft) throws -> Int {
    guard let outlook, let start = times.0.flatMap({ Instant(rfc3339: $0) }),
      let end = times.1.flatMap({ Instant(rfc3339: $0) }), start < end
    else { return 0 }
    var plan = plan(draft)
    (plan.start, plan.end) = (start, end)
    let obstacles = outlook.obstacles(plan)
    for obstacle in obstacles { Terminal.remark("note: \(obstacle)") }
    return obstacles.count
  }

  /// The time as written, if it is one.
  func time(_ text: String?, _ flag: String) throws -> String? {
    guard let text else { return nil }
    guard Instant(rfc3339: text) != nil else {
      throw Failure(
        "usage", "`\(flag) \(text)` is no RFC 3339 time",
        hint: "write it like 2026-03-08T01:00:00+01:00", exitStatus: 2)
    }
    return text
  }

  // MARK: The way back

  func strategy(_ isNeeded: Bool) throws -> String? {
    let names = ChangeRequest.Rollback.Strategy.allCases.map(\.rawValue)
    if let text = options.rollback {
      guard names.contains(text) else {
        throw Failure(
          "usage", "--rollback is one of \(names.joined(separator: ", ")), not `\(text)`",
          hint: NearestName.of(text, among: names).map { "did you mean `\($0)`" }, exitStatus: 2)
      }
      return text
    }
    guard isNeeded || Terminal.isInteractive else { return nil }
    return try Prompt.choice("the way back", of: names.map { ($0, "") }, flag: "--rollback")
  }

  /// An answer that may stay a blank of the draft.
  func open(
    _ given: String?, _ question: String, _ flag: String,
    _ read: (String) throws -> String = { $0 }
  ) throws -> String? {
    if let given { return try read(given) }
    guard Terminal.isInteractive else { return nil }
    let text = try Prompt.answer("\(question), `-` to say so later", flag: flag, otherwise: "-") {
      try $0 == "-" ? $0 : read($0)
    }
    return text == "-" ? nil : text
  }
}

internal import Records

/// The draft of a record: what is known is filled in, the rest says in comments what belongs there.
struct RecordDraft {
  let id: String
  let title: String
  let kind: ChangeRequest.Kind
  let requester: String
  var implementer: String?
  var systems: [String] = []
  var environment = "production"
  var risk: String?
  /// RFC 3339, as the user wrote them.
  var start: String?
  var end: String?
  var description: String?
  var justification: String?
  var expectedOutcome: String?
  var incident: String?
  var whyNotNormal: String?
  var template: String?

  /// The whole file.
  var text: String {
    ([head, request] + (kind == .standard ? [implementation, schedule] : plans)).joined(
      separator: "\n")
  }

  private var plans: [String] { [assessment, testing, implementation, rollback, schedule] }

  private var head: String {
    """
    # Fill in what is commented out; `assent lint` says what is missing or vague.
    # Approvals never stand in this file: they are signatures on it.
    schema: assent/change/1
    id: \(id)
    title: \(YAMLText.quoted(title))
    type: \(kind.rawValue)

    """
  }

  // MARK: Steps 1 and 2

  private var request: String { kind == .standard ? standardRequest : fullRequest }

  /// A standard change says no more than its template leaves open, unless more was asked for.
  private var standardRequest: String {
    let given = [
      ("description", description), ("justification", justification),
      ("expected-outcome", expectedOutcome),
    ].compactMap { name, text in text.map { line(name, $0, "") } }
    let lines =
      ["# 1. Who asks for it, when, and with which values.", "request:"]
      + ["  requester: \(requester)", "  \(interval("timeline"))"]
      + [line("template", template, "STD-TLS-ROTATE@3"), "  # parameters: {name: value}"]
      + given + (systems.isEmpty ? [] : ["  systems: [\(systems.joined(separator: ", "))]"])
    return lines.joined(separator: "\n") + "\n"
  }

  private var fullRequest: String {
    var lines = ["# 1. What is asked for, by whom and why.", "request:"]
    lines.append("  requester: \(requester)")
    lines.append(line("description", description, "what is changed, in a sentence or two"))
    lines.append(line("justification", justification, "why it is needed, and what waiting costs"))
    lines.append(line("expected-outcome", expectedOutcome, "how anybody can tell that it worked"))
    lines.append(
      systems.isEmpty
        ? "  # systems: [ids of policies/systems.yaml]"
        : "  systems: [\(systems.joined(separator: ", "))]")
    lines.append("  environment: \(YAMLText.quoted(environment))")
    lines.append("  \(interval("timeline"))")
    switch kind {
    case .emergency:
      lines.append(line("incident", incident, "INC-9012"))
      lines.append(line("why-not-normal", whyNotNormal, "why it cannot wait for the usual way"))
    case .standard, .normal: break
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var assessment: String {
    let start =
      risk.map { "assessment:\n  risk: \($0)" }
      ?? "# assessment:\n#   risk: low, medium, high or critical"
    let mark = risk == nil ? "#   " : "  # "
    return """
      # 2. What may go wrong, and for whom.
      \(start)
      \(mark)outage: {kind: planned, minutes: 25}   # none, degraded or planned
      \(mark)users-affected: 1400
      \(mark)dependencies: [systems that are needed or touched]
      \(mark)disruption: what users notice
      \(mark)security: what changes for attackers
      \(mark)privacy: what changes for personal data

      """
  }

  // MARK: Steps 4 to 6

  private var testing: String {
    """
    # 4. How it was tested, outside production. Evidence lies in changes/evidence/\(id)/.
    # testing:
    #   environment: preprod
    #   plan:
    #     - {kind: functional, do: what is tried}
    #   results:
    #     - kind: functional
    #       result: pass
    #       by: a tester
    #       at: 2026-01-31T14:00:00+01:00
    #       evidence: evidence/\(id)/functional.txt
    #       sha256: what sha256sum prints

    """
  }

  private var implementation: String {
    let start =
      implementer.map { "implementation:\n  implementer: \($0)" }
      ?? "# implementation:\n#   implementer: who carries it out"
    let mark = implementer == nil ? "#   " : "  # "
    return """
      # 5. What is deployed, step by step.
      \(start)
      \(mark)artifacts: [{name: what, commit: the full commit id}]
      \(mark)steps:
      \(mark)  - {id: P1, do: one action, by: implementer, expect: what is seen then, minutes: 10, reversible: true}

      """
  }

  private var rollback: String {
    """
    # The way back: an exact target, who decides, on what signal, and how it is known to be done.
    # rollback:
    #   strategy: redeploy-previous
    #   target: {name: what, commit: the full commit id}
    #   decision: {owner: who decides, deputy: who else}
    #   triggers:
    #     - {id: T1, signal: what is measured, source: where, when: "> 400 ms", for: 10m}
    #   point-of-no-return: none
    #   data: {loss: none, writes-after-change: what becomes of them}
    #   steps:
    #     - {id: R1, undoes: [P1], do: one action, by: implementer, expect: what is seen then, minutes: 5}
    #   max-minutes: 30
    #   verify:
    #     - {check: what is looked at, expect: what is seen, minutes: 5}
    #   rehearsal:
    #     environment: preprod
    #     at: 2026-01-31T16:00:00+01:00
    #     minutes: 12
    #     result: pass
    #     evidence: evidence/\(id)/rehearsal.txt
    #     sha256: what sha256sum prints

    """
  }

  private var schedule: String {
    let hasTimes = start != nil && end != nil
    let mark = hasTimes ? "  # " : "#   "
    let window =
      hasTimes
      ? "schedule:\n  \(interval("window"))" : "# schedule:\n#   window: {start: …, end: …}"
    return """
      # 6. When, and who is told.
      \(window)
      \(mark)communications:
      \(mark)  - {audience: who, channel: how, at: 2026-01-31T09:00:00+01:00, event: announcement}
      \(mark)coordination: [{team: who, for: what}]

      """
  }

  // MARK: Lines

  private func line(_ key: String, _ value: String?, _ advice: String) -> String {
    value.map { "  \(key): \(YAMLText.quoted($0))" } ?? "  # \(key): \(advice)"
  }

  private func interval(_ key: String) -> String {
    guard let start, let end else {
      return "# \(key): {start: 2026-01-31T22:00:00+01:00, end: 2026-02-01T02:00:00+01:00}"
    }
    return "\(key): {start: \(start), end: \(end)}"
  }
}

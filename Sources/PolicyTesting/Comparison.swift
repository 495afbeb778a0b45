internal import Acts
internal import Decision
internal import Diagnostics
internal import Records

/// Compares a verdict with what a case expects: only what is written is compared.
struct Comparison {
  let verdict: Verdict
  let steps: [(commit: Graph.Index, step: PolicyTestStep)]

  /// Everything that is otherwise; throws if the case expects what no verdict can say.
  func mismatches(with expected: PolicyTestExpectation?) throws(CaseFault) -> [CaseResult.Mismatch]
  {
    var found: [CaseResult.Mismatch] = []
    if let expected {
      found += try single(
        "stage", expected.stage, verdict.stage?.rawValue ?? "none",
        Stage.allCases.map(\.rawValue) + ["none"])
      found += try single(
        "state", expected.state, verdict.state.rawValue,
        ["active", "held", "rejected", "cancelled", "closed"])
      found += try single(
        "gate", expected.gate, verdict.gate.decision.rawValue,
        GateDecision.allCases.map(\.rawValue))
      found += try single(
        "risk", expected.risk, verdict.risk?.rawValue ?? "none",
        ChangeRequest.Risk.allCases.map(\.rawValue) + ["none"])
      found += try set(
        "reasons", expected.reasons, verdict.gate.reasons.map(\.code.rawValue),
        GateReason.Code.allCases.map(\.rawValue))
      found += try set(
        "flags", expected.flags, verdict.flags.map(\.code.rawValue),
        Flag.Code.allCases.map(\.rawValue))
      for entry in expected.stages { found += try stage(entry) }
      for entry in expected.requirements { found += try requirement(entry) }
      for entry in expected.could { found += could(entry) }
      for entry in expected.acts { found += try act(entry) }
    }
    for (commit, step) in steps {
      if let counts = step.counts {
        found += try count(counts, of: commit, "act \(name(of: step))")
      }
    }
    return found
  }

  // MARK: Words and sets

  private func known(_ word: Placed<String>, among words: [String], _ subject: String)
    throws(CaseFault)
  {
    guard !words.contains(word.value) else { return }
    throw CaseFault(
      "`\(word.value)` is no \(subject)", at: word.span,
      advice: NearestName.of(word.value, among: words).map { "did you mean `\($0)`" }
        ?? "use one of \(words.joined(separator: ", "))")
  }

  private func single(
    _ subject: String, _ expected: Placed<String>?, _ got: String, _ words: [String]
  ) throws(CaseFault) -> [CaseResult.Mismatch] {
    guard let expected else { return [] }
    try known(expected, among: words, subject)
    return difference(subject, expected.value, got, expected.span)
  }

  private func set(
    _ subject: String, _ expected: Placed<[Placed<String>]>?, _ got: [String], _ words: [String]
  ) throws(CaseFault) -> [CaseResult.Mismatch] {
    guard let expected else { return [] }
    for word in expected.value { try known(word, among: words, "code of \(subject)") }
    return difference(subject, list(expected.value.map(\.value)), list(got), expected.span)
  }

  private func list(_ words: [String]) -> String {
    words.isEmpty ? "none" : Set(words).sorted().joined(separator: ", ")
  }

  private func difference(_ subject: String, _ expected: String, _ got: String, _ span: Span)
    -> [CaseResult.Mismatch]
  {
    guard expected != got else { return [] }
    return [
      CaseResult.Mismatch(
        subject: subject, expected: expected, got: got, line: span.start.line)
    ]
  }

  // MARK: Stages and requirements

  private static let absent = "absent"

  private func stage(_ entry: PlacedEntry<Placed<String>>) throws(CaseFault)
    -> [CaseResult.Mismatch]
  {
    try known(entry.key, among: Stage.allCases.map(\.rawValue), "stage")
    try known(entry.value, among: Status.allCases.map(\.rawValue), "status")
    let got = verdict.stages.first { $0.stage.rawValue == entry.key.value }?.status.rawValue
    return difference(
      "stage \(entry.key.value)", entry.value.value, got ?? Self.absent, entry.value.span)
  }

  private func requirements(_ key: String) -> [RequirementVerdict] {
    verdict.stages.flatMap { stage in
      stage.requirements.filter { $0.id == key || "\(stage.stage.rawValue)/\($0.id)" == key }
    }
  }

  private func requirement(_ entry: PlacedEntry<Placed<String>>) throws(CaseFault)
    -> [CaseResult.Mismatch]
  {
    try known(entry.value, among: Status.allCases.map(\.rawValue) + [Self.absent], "status")
    let found = Set(requirements(entry.key.value).map(\.status.rawValue))
    return difference(
      "requirement \(entry.key.value)", entry.value.value,
      found.isEmpty ? Self.absent : list(Array(found)), entry.value.span)
  }

  private func could(_ entry: PlacedEntry<[Placed<String>]>) -> [CaseResult.Mismatch] {
    let people = requirements(entry.key.value).flatMap(\.could)
    return difference(
      "could \(entry.key.value)", list(entry.value.map(\.value)), list(people), entry.key.span)
  }

  // MARK: Acts

  private func act(_ entry: PlacedEntry<Placed<String>>) throws(CaseFault) -> [CaseResult.Mismatch]
  {
    let named = steps.filter { $0.step.id?.value == entry.key.value }
    guard !named.isEmpty else {
      throw CaseFault(
        "no act of the case has the id `\(entry.key.value)`", at: entry.key.span,
        advice: NearestName.of(entry.key.value, among: steps.compactMap(\.step.id?.value))
          .map { "did you mean `\($0)`" } ?? "give the act an `id`")
    }
    var found: [CaseResult.Mismatch] = []
    for (commit, _) in named {
      found += try count(entry.value, of: commit, "act \(entry.key.value)")
    }
    return found
  }

  private func count(_ expected: Placed<String>, of commit: Graph.Index, _ subject: String)
    throws(CaseFault) -> [CaseResult.Mismatch]
  {
    let act = verdict.acts.first { $0.act.commit == commit }
    let got =
      act.map { $0.counted ? "it counts" : "it does not count (\($0.reason?.rawValue ?? "?"))" }
      ?? "it is not there"
    switch expected.value {
    case "true": return difference(subject, "it counts", got, expected.span)
    case "false":
      guard act?.counted ?? true else { return [] }
      return difference(subject, "it does not count", got, expected.span)
    default:
      try known(expected, among: ActReason.allCases.map(\.rawValue), "reason of an act")
      return difference(subject, "it does not count (\(expected.value))", got, expected.span)
    }
  }

  private func name(of step: PolicyTestStep) -> String {
    guard case .act(let verb) = step.deed else { return step.by.value }
    let role = step.parameters.first { $0.key == "role" }?.value
    return step.id?.value ?? "\(verb.name) by \(step.by.value)\(role.map { " as \($0)" } ?? "")"
  }
}

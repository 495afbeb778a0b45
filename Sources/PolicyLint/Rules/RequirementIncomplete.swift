internal import Diagnostics
internal import Records

extension PolicyRule {
  /// A requirement leaves out what it needs to be decided.
  static let requirementIncomplete = PolicyRule(
    name: "requirement-incomplete",
    summary: "A requirement leaves out what it needs to be decided.",
    rationale: """
      A requirement without `count`, an `at-least` without a possible `n`, `system-owner` without \
      `per`, and a requirement that asks for nothing are never taken as satisfied: the gate \
      answers `invalid` for every change that they apply to.
      """,
    source: "the policy model: quorum per role, nothing matched", severity: .error,
    canBeLowered: false,
    examples: [
      .bad(
        "workflow.yaml", "stages: {reviewed: {require: {id: reviewer, role: reviewer}}}",
        without: ["stages.reviewed.require"], at: "stages.reviewed.require"),
      .bad(
        "workflow.yaml",
        "stages: {reviewed: {require: {at-least: {n: 2, of: [{role: reviewer, count: 1}]}}}}",
        without: ["stages.reviewed.require"], at: "stages.reviewed.require.at-least.n"),
      .bad(
        "workflow.yaml", without: ["stages.reviewed.require"], at: "stages.reviewed"),
      .bad(
        "workflow.yaml", "stages: {reviewed: {require: {level: advisory}}}",
        at: "stages.reviewed.require.level"),
      .good("workflow.yaml", "stages: {reviewed: {require: {count: 2}}}"),
    ],
    check: { context in
      context.asks.compactMap { ask in
        if ask.isRoot, ask.isAdvice, ask.rule.workflow.isEmpty {
          return PolicyViolation(
            "`\(ask.isEmergency ? "emergency" : ask.rule.stage.rawValue)` asks for nothing but advice",
            at: ask.spot.appending("level"), advice: "ask for somebody as well, or remove `level`")
        }
        if !ask.requirement.parts.isEmpty, ask.requirement.bindingParts.isEmpty {
          return PolicyViolation(
            "\(ask.name) has no part that does more than advise", at: ask.spot,
            advice: "ask for somebody as well, or make the whole `advisory`")
        }
        return switch ask.requirement.kind {
        case .empty:
          PolicyViolation(
            "\(ask.name) asks for nothing", at: ask.spot,
            advice: "write who has to act: `role` and `count`")
        case .atLeast(let number, _)
        where !(1...max(1, ask.requirement.bindingParts.count)).contains(number ?? 0):
          PolicyViolation(
            "\(ask.name) has \(number.map { "`n: \($0)`" } ?? "no `n`") for "
              + "\(ask.requirement.bindingParts.count) parts",
            at: ask.spot.appending("at-least").appending("n"),
            advice: "write a number from 1 to \(ask.requirement.bindingParts.count)")
        case .quorum(let quorum) where (quorum.count ?? 0) < 1:
          PolicyViolation(
            "\(ask.name) does not say its `count`", at: ask.spot,
            advice: "add `count: 1`, or more")
        case .quorum(let quorum) where quorum.role == "system-owner" && quorum.per == nil:
          PolicyViolation(
            "\(ask.name) asks `system-owner` without `per`", at: ask.spot.appending("role"),
            advice: "add `per: system`")
        default: nil
        }
      }
    })
}

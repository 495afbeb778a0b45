import Primitives
import Testing

@testable import Decision

/// Further workflows only ever add: a file more never raises a stage nor opens a gate.
struct WorkflowLawTests {
  private static func stage(_ name: String, _ rule: String) -> String {
    "  \(name): {\(rule)}\n"
  }

  private static let rules = [
    stage(
      "approved", "act: approve, require: {id: x, role: security, count: 1}, covers: [request]"),
    stage(
      "approved",
      "act: approve, require: {id: x, level: advisory, role: cab, count: 3}, covers: [request]"),
    stage(
      "approved",
      "act: approve, require: {all: [{id: x, role: everyone, count: 1}]}, not: [testers], covers: [testing], valid-for: 1h"
    ),
    stage("tested", "act: test, require: {role: tester, count: 1, seat: any}, covers: [testing]"),
    stage("planned", "reviewed-by: approved"),
    stage("initiated", "act: submit, by: requester"),
    stage(
      "scheduled",
      "act: schedule, require: {role: change-manager, count: 1}, covers: [schedule], lead-time: {high: 0h}"
    ),
    stage(
      "scheduled",
      "act: schedule, require: {role: change-manager, count: 1, when: {risk: [low]}}, covers: [schedule]"
    ),
    stage(
      "assessed",
      "act: assess, require: {role: risk-assessor, count: 1}, covers: [assessment], valid-for: 30d"),
    stage("implemented", "act: finish, require: {role: implementer, count: 1}, not: [approvers]"),
    stage("closed", "act: close, require: {role: cab, count: 2}"),
  ]

  private static let conditions = [
    "risk: [high]", "risk: [low]", "type: [normal]", "environment: [production, preprod]",
    "system: [mail-relay]",
  ]

  private static func text(_ random: inout SplitMix) -> String {
    let count = 1 + random.below(3)
    var stages: [String: String] = [:]
    for _ in 0..<count {
      let rule = rules[random.below(rules.count)]
      stages[String(rule.prefix { $0 != ":" })] = rule
    }
    return "schema: assent/workflow/1\nfor: {\(conditions[random.below(conditions.count)])}\n"
      + "stages:\n" + stages.sorted { $0.key < $1.key }.map(\.value).joined()
  }

  @Test(arguments: 1...120) func `a workflow more never raises a stage nor opens a gate`(
    _ seed: UInt64
  ) throws {
    var random = SplitMix(state: seed)
    let moves = Story.way.filter { _ in random.below(6) > 0 }
    let files = (0..<(1 + random.below(2))).map { _ in Self.text(&random) }
    let before = try Story(moves).verdict()
    let after = try Story(
      moves,
      policy: try Story.policy { organisation in
        for (number, text) in files.enumerated() {
          organisation.files["workflows/w\(number).yaml"] = text
        }
      }
    ).verdict()
    let ranks = [before, after].map { $0.stage.map { $0.rank + 1 } ?? 0 }
    #expect(ranks[1] <= ranks[0], "\(files)")
    #expect(after.gate.decision >= before.gate.decision, "\(files)")
    for (old, new) in zip(before.stages, after.stages) where new.status.passes {
      #expect(old.status.passes || old.status == .notApplicable, "\(files) \(new.stage)")
    }
  }
}

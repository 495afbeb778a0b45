internal import Acting
internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Reporting

/// `assent/land/1`: what landed and what did not, for scripts.
enum LandingJSON {
  static func result(_ result: LandingResult) -> JSONValue {
    .object([
      ("schema", .string("assent/land/1")),
      (
        "trunk",
        .object([
          ("ref", .string(result.trunk)), ("before", .text(result.before)),
          ("after", result.isDryRun ? .null : .text(result.after)),
        ])
      ),
      ("pushed", .bool(result.isPushed)),
      ("branches", .array(result.branches.map { branch($0, result) })),
      (
        "changes",
        .array(
          result.verdicts.map { verdict in
            .object([
              ("change", .string(verdict.change)), ("stage", .text(verdict.stage?.rawValue)),
              ("decision", .string(verdict.gate.decision.rawValue)),
            ])
          })
      ),
    ])
  }

  private static func branch(
    _ branch: LandingResult.Branch, _ result: LandingResult
  ) -> JSONValue {
    var (word, merge): (String, ObjectID?) = ("", nil)
    var obstacle = JSONValue.null
    switch branch.outcome {
    case .landed(let commit): (word, merge) = ("landed", result.isDryRun ? nil : commit)
    case .landedBefore: word = "landed-before"
    case .gone: word = "gone"
    case .refused(let found):
      word = "refused"
      obstacle = .object([
        ("code", .string(found.code)), ("commit", .text(found.commit)),
        ("message", .string(found.message)), ("hint", .string(found.hint)),
      ])
    }
    return .object([
      ("branch", .string(branch.branch.name)), ("ref", .string(branch.branch.reference)),
      ("commit", .text(branch.branch.tip)), ("outcome", .string(word)), ("merge", .text(merge)),
      ("deleted", branch.isDeleted.map { .bool($0) } ?? .null),
      ("acts", .array(branch.acts.map(act))), ("obstacle", obstacle),
    ])
  }

  private static func act(_ act: LandedAct) -> JSONValue {
    var (verb, change, role): (String, String?, String?)
    switch act.kind {
    case .change(let statement):
      (verb, change, role) = (statement.verb.name, statement.change, statement.role)
    case .policyApproval: (verb, change, role) = ("policy-approve", nil, nil)
    case .delegation(let delegation):
      (verb, change, role) = (
        delegation.days == nil ? "role-recall" : "role-delegate", nil, delegation.role
      )
    }
    return .object([
      ("commit", .text(act.commit)), ("change", .text(change)), ("verb", .string(verb)),
      ("role", .text(role)), ("person", .text(act.person)),
      ("counted", .bool(act.reason == nil)), ("reason", .text(act.reason?.rawValue)),
    ])
  }
}

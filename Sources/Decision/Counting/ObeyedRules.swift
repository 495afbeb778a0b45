internal import Acts
internal import Records

extension Workflow {
  /// By verb the rule whose `not` its acts obey: that of their own stage, Start's being that of
  /// implemented and that of Except and Override approved's.
  func rules(obeyedBy verbs: some Sequence<Verb>) -> [Verb: StageRule] {
    var rules: [Verb: StageRule] = [:]
    for verb in verbs {
      switch verb {
      case .start: rules[verb] = stages[.implemented]
      case .except, .override: rules[verb] = stages[.approved]
      default: rules[verb] = stages.values.first { $0.act == verb }
      }
    }
    return rules
  }
}

extension Requirement {
  /// Whether the tree holds a requirement of that id.
  func contains(id: String) -> Bool { node(id: id) != nil }
}

internal import Acts
internal import Primitives
internal import Records

extension Policy {
  /// Whether more than the one main workflow has to be asked.
  var choosesWorkflows: Bool { !furtherWorkflows.isEmpty || !workflow.appliesTo.isEmpty }

  /// The policy with the workflow that governs a record: every workflow that is for it asks for
  /// what it asks for, none takes anything away.
  ///
  /// A record of which it cannot be said whether a workflow is for it is governed by it.
  func governing(_ record: ChangeRequest) -> Policy {
    guard choosesWorkflows else { return self }
    let conditions = ConditionEvaluator(
      record: record, risk: record.assessment?.risk, policy: self)
    func governs(_ workflow: Workflow) -> Bool {
      if case .doesNotApply = conditions.evaluate(workflow.appliesTo) { return false }
      return true
    }
    let further = furtherWorkflows.filter(governs)
    var policy = self
    if !governs(workflow) { policy.workflow.stages = [:] }
    for workflow in further {
      for (stage, rule) in workflow.stages { policy.workflow.add(rule, to: stage) }
    }
    if policy.workflow.stages.isEmpty { policy.workflow.stages = Self.ungoverned }
    return policy
  }

  /// Stages that ask for nothing, which is an error and never satisfied.
  private static let ungoverned: [Stage: StageRule] = {
    var stages: [Stage: StageRule] = [:]
    for stage in Stage.allCases {
      var rule = StageRule(stage: stage)
      rule.require = Requirement(kind: .empty)
      stages[stage] = rule
    }
    return stages
  }()
}

extension Workflow {
  /// Makes a stage ask for what another workflow asks for as well.
  fileprivate mutating func add(_ rule: StageRule, to stage: Stage) {
    guard var merged = stages[stage] else {
      stages[stage] = rule
      return
    }
    merged.act = merged.act ?? rule.act
    merged.not += rule.not.filter { !merged.not.contains($0) }
    if merged.covers != nil || rule.covers != nil {
      let covered = Set(merged.coveredSections + rule.coveredSections)
      merged.covers = Section.allCases.filter(covered.contains)
    }
    if let period = rule.validFor, period.seconds < merged.validFor?.seconds ?? .max {
      merged.validFor = period
    }
    merged.reviewedBy = merged.reviewedBy ?? rule.reviewedBy
    merged.byRequester = merged.byRequester || rule.byRequester
    merged.further.append(rule)
    // All parts obey what the stage as a whole covers and whom it keeps out.
    merged.further = merged.further.map { part in
      var part = part
      (part.not, part.covers, part.validFor) = (merged.not, merged.covers, merged.validFor)
      return part
    }
    stages[stage] = merged
  }
}

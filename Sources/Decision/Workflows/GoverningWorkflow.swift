internal import Acts
internal import Primitives
package import Records

extension Policy {
  /// Whether more than the one main workflow has to be asked.
  var choosesWorkflows: Bool { !furtherWorkflows.isEmpty || !workflow.appliesTo.isEmpty }

  /// The policy with the workflow that governs a record: every workflow that is for it asks for
  /// what it asks for, none takes anything away.
  ///
  /// A record of which it cannot be said whether a workflow is for it is governed by it. A
  /// workflow that was for `earlier`, the same record at Start, governs it still.
  package func governing(_ record: ChangeRequest, as earlier: ChangeRequest? = nil) -> Policy {
    guard choosesWorkflows else { return self }
    func applicability(_ workflow: Workflow, _ record: ChangeRequest) -> Applicability {
      ConditionEvaluator(record: record, risk: record.assessment?.risk, policy: self)
        .evaluate(workflow.appliesTo)
    }
    func governs(_ workflow: Workflow) -> Bool {
      guard case .doesNotApply = applicability(workflow, record) else { return true }
      return earlier.map { applicability(workflow, $0) == .applies } ?? false
    }
    let further = furtherWorkflows.filter(governs)
    var policy = self
    let isMain = governs(workflow)
    if !isMain { policy.workflow.stages = [:] }
    for workflow in further {
      for (stage, rule) in workflow.stages { policy.workflow.add(rule, to: stage) }
    }
    if !isMain { policy.workflow.demand(further.isEmpty ? Stage.allCases : [.approved, gate]) }
    return policy
  }

  private var gate: Stage { workflow.gateStage }
}

extension Workflow {
  /// Without the main workflow, stages that nobody asks for are an error: whatever stands in for
  /// it has to have the stages that the main one cannot do without.
  fileprivate mutating func demand(_ needed: [Stage]) {
    for stage in needed where stages[stage] == nil {
      var rule = StageRule(stage: stage)
      rule.require = Requirement(kind: .empty)
      rule.isUngoverned = true
      stages[stage] = rule
    }
  }

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

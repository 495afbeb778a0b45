internal import Acts
internal import Diagnostics
internal import Primitives
internal import YAMLTree

extension WorkflowShape {
  /// The nine stages, each with the keys that mean something to it.
  static let stages = Shape<[Stage: StageRule]>.object({ [:] }) {
    field(.initiated, initiated, "Step 1: the record is submitted.")
    field(.assessed, judged(.assessed, .assess) {}, "Step 2: the risk is assessed.")
    field(.approved, judged(.approved, .approve) {}, "Step 3: the change is approved.")
    field(.tested, judged(.tested, .test) {}, "Step 4: the tests are vouched for.")
    field(.planned, planned, "Step 5: both plans were seen by those who approved.")
    field(.scheduled, judged(.scheduled, .schedule) { timing() }, "Step 6: the window is agreed.")
    field(.implemented, reported(.implemented, .finish), "Step 7: implementation has ended.")
    field(.reviewed, reported(.reviewed, .review), "Step 8: the review was held.")
    field(.closed, reported(.closed, .close), "Step 9: the documentation is complete.")
  }

  private static func field(
    _ stage: Stage, _ shape: Shape<StageRule>, _ documentation: String
  ) -> Field<[Stage: StageRule]> {
    Field(stage.rawValue, shape, documentation) { $1[stage] = $0 }
  }

  private static let initiated = Shape<StageRule>.object(
    { StageRule(stage: .initiated) }, line: \.line
  ) {
    act(.submit)
    Field("by", .choice([("requester", true)]), \.byRequester, "Whose act it has to be.")
  }

  private static let planned = Shape<StageRule>.object(
    { StageRule(stage: .planned) }, line: \.line
  ) {
    Field(
      "reviewed-by", .choice([("approved", Stage.approved)]), \.reviewedBy, required: true,
      "The stage whose acts have to have seen both plans.")
  }

  /// A stage whose acts have to say what they cover.
  private static func judged(
    _ stage: Stage, _ verb: Verb, @Fields<StageRule> more: @Sendable () -> [Field<StageRule>]
  ) -> Shape<StageRule> {
    Shape<StageRule>.object({ StageRule(stage: stage) }, line: \.line) {
      common(verb)
      Field(
        "covers", sections, \.covers, required: true,
        "The sections whose change makes an act stale.")
      Field("valid-for", .period, \.validFor, "How long an act holds.")
      more()
    }.then(fillRequirement)
  }

  /// A stage whose acts cover its own section where nothing else is said.
  private static func reported(_ stage: Stage, _ verb: Verb) -> Shape<StageRule> {
    Shape<StageRule>.object({ StageRule(stage: stage) }, line: \.line) {
      common(verb)
      Field("covers", sections, \.covers, "The sections whose change makes an act stale.")
    }.then(fillRequirement)
  }

  private static func act(_ verb: Verb) -> Field<StageRule> {
    Field("act", .choice([(verb.name, verb)]), \.act, required: true, "The act of the stage.")
  }

  @Fields<StageRule>
  private static func common(_ verb: Verb) -> [Field<StageRule>] {
    act(verb)
    Field("require", RequirementShape.requirement, \.require, "Who has to act.")
    Field(
      "distinct", Shape.text(.identifier).list(), \.distinct,
      "Requirements whose seats need different people.")
    Field("not", exclusion.list(), \.not, "Whom the stage keeps out.")
  }

  @Fields<StageRule>
  private static func timing() -> [Field<StageRule>] {
    Field("lead-time", leadTime, \.leadTime, "From the submission to the window's start.")
    Field(
      "windows", Shape.text(.identifier).list(), \.windows,
      "The windows of the calendar in which it may happen.")
    Field("conflicts", .choice, \.conflicts, "Which other changes take the slot.")
  }

  private static let leadTime = Shape<StageRule.LeadTime>.object({ StageRule.LeadTime() }) {
    lead(.low)
    lead(.medium)
    lead(.high)
    lead(.critical)
    Field(
      "counted-in", .choice([("working-days", true), ("calendar-days", false)]),
      \.inWorkingDays, "Whether `d` are working days.")
  }

  private static func lead(_ risk: ChangeRequest.Risk) -> Field<StageRule.LeadTime> {
    Field(risk.rawValue, .period, "The least time at \(risk.rawValue) risk.") {
      $1.byRisk[risk] = $0
    }
  }

  private static let exclusion = Shape<StageRule.Exclusion>.choice([
    ("requester", .requester), ("contributors", .contributors), ("implementer", .implementer),
    ("approvers", .approvers), ("testers", .testers), ("requesters", .requester),
    ("contributor", .contributors), ("implementers", .implementer), ("approver", .approvers),
    ("tester", .testers),
  ])

  private static let sections = Shape<Section>.choice.list(isEmptyAllowed: false)

  /// A stage that forgot what it asks for asks for something that is never satisfied.
  @Sendable
  private static func fillRequirement(
    _ rule: StageRule, _ node: Node, _ reading: inout Reading
  ) -> StageRule? {
    guard rule.require == nil else { return rule }
    var requirement = Requirement(kind: .empty)
    requirement.line = rule.line
    var rule = rule
    rule.require = requirement
    return rule
  }
}

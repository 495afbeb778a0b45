package import Records
internal import YAMLTree

/// What a rule may look at: one record, the policy, and the stage it is judged for.
package struct LintContext: Sendable {
  package let document: RecordDocument
  /// The record, of the type by which it is judged.
  package let change: ChangeRequest
  // The sections of the change once more: out of their boxes they are read without being copied,
  // by a hundred rules a record.
  let request: ChangeRequest.Request?
  let assessment: ChangeRequest.Assessment?
  let testing: ChangeRequest.Testing?
  let implementation: ChangeRequest.Implementation?
  let rollback: ChangeRequest.Rollback?
  let schedule: ChangeRequest.Schedule?
  let execution: ChangeRequest.Execution?
  let review: ChangeRequest.Review?
  let closure: ChangeRequest.Closure?
  package let policy: Policy?
  /// The stage that the record must be complete for.
  package let stage: Stage
  package let evidence: EvidenceLookup
  /// The template that a standard change is made from; nil for any other change.
  let template: Template?
  /// What else may be known.
  package let surroundings: Surroundings
  /// Texts that should not be in the record.
  let texts: RecordTexts

  /// Whether the record says that it is made from a template.
  let saysStandard: Bool
  /// What it sets beyond what its template leaves open, which makes it a normal change.
  let furtherKeys: [Template.Departure]
  /// Whether only the short set of an emergency is asked for.
  let isEmergencyStart: Bool
  /// Whether the record closes a change that was never carried out. Looked at for the stage closed
  /// alone, so that the word cannot be used to get past a gate.
  private let isAbandoned: Bool
  private let stageRank: Int

  init(
    document: RecordDocument, change: ChangeRequest, policy: Policy?, stage: Stage,
    evidence: EvidenceLookup, judgedAs kind: ChangeRequest.Kind? = nil,
    template: Template? = nil, surroundings: Surroundings = Surroundings()
  ) {
    self.document = document
    var change = change
    saysStandard = change.kind == .standard
    let further = saysStandard ? document.root.map(Template.furtherKeys) ?? [] : []
    furtherKeys = further
    if let kind { change.kind = kind } else if !further.isEmpty { change.kind = .normal }
    self.change = change
    request = change.request
    assessment = change.assessment
    testing = change.testing
    implementation = change.implementation
    rollback = change.rollback
    schedule = change.schedule
    execution = change.execution
    review = change.review
    closure = change.closure
    self.policy = policy
    self.stage = stage
    self.evidence = evidence
    self.surroundings = surroundings
    texts = RecordTexts(document.root)
    self.template = change.kind == .standard ? template ?? policy?.template(of: change) : nil
    stageRank = stage.rank
    isEmergencyStart = change.kind == .emergency && stage.rank <= Stage.approved.rank
    let outcome = closure?.outcome
    isAbandoned = stage == .closed && (outcome == .cancelled || outcome == .rejected)
  }

  /// The risk by which the record is judged: a standard change has that of its template; high
  /// where none is stated that can be read.
  var risk: ChangeRequest.Risk { assessment?.risk ?? templateRisk ?? .high }

  private var templateRisk: ChangeRequest.Risk? {
    guard change.kind == .standard, let reference = request?.template,
      let templates = policy?.templates
    else { return nil }
    // A version that was replaced is known by its successor.
    let name = reference.prefix { $0 != "@" }
    let template =
      templates.first { $0.reference == reference } ?? templates.first { $0.id == name }
    return template?.content.assessment?.risk ?? template?.risk
  }

  /// The column of the rubric that applies.
  var column: Levels.Column {
    if isEmergencyStart { return .emergency }
    switch risk {
    case .low: return .low
    case .medium: return .medium
    case .high, .critical: return .high
    }
  }

  /// Whether a rule has anything to say about this record at this stage.
  ///
  /// - Parameters:
  ///   - fromRank: the rank of the first stage that it is for.
  ///   - section: the section that it is about, if it is about one.
  func applies(from fromRank: Int, about section: Section?) -> Bool {
    guard fromRank <= stageRank else { return false }
    if isAbandoned, fromRank > 0, fromRank != Self.closedRank { return false }
    guard change.kind == .standard, let section else { return true }
    return !Self.inherited.contains(section)
  }

  private static let closedRank = Stage.closed.rank

  /// The sections that a standard change takes from its template.
  static let inherited: Set<Section> = [.assessment, .testing, .implementation, .rollback]

  /// Whether a value is missing. One that stands there and could not be read has a finding
  /// already.
  func lacks<Value>(_ value: Value?, _ place: @autoclosure () -> Place) -> Bool {
    value == nil && document.root?.at(place()) == nil
  }

  /// Whether a text is missing or blank.
  func lacks(_ text: String?, _ place: @autoclosure () -> Place) -> Bool {
    guard let text else { return document.root?.at(place()) == nil }
    return Phrase.isBlank(text)
  }

  /// One violation for each field that is missing, reported where its parent stands.
  func missing(_ fields: [(name: String, isMissing: Bool)], in parent: Place) -> [Violation] {
    fields.filter(\.isMissing).map { field in
      Violation(
        "`\(parent).\(field.name)` is missing", at: Place("\(parent).\(field.name)"),
        advice: "add `\(field.name)` to `\(parent)`")
    }
  }
}

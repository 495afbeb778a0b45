internal import Records

/// Whether a requirement applies to a change.
enum Applicability: Hashable {
  case applies
  case doesNotApply(String)
  /// A `when` on a field that the record does not have.
  case undecidable(String)
}

/// Evaluates `when`: every field must match, one of its values being enough.
struct ConditionEvaluator {
  let record: ChangeRequest
  let risk: ChangeRequest.Risk?
  let policy: Policy

  func evaluate(_ conditions: [Requirement.Condition]) -> Applicability {
    var mismatch: String?
    for condition in conditions {
      guard let values = values(of: condition.field), !values.isEmpty else {
        return .undecidable("the record does not say its \(condition.field.rawValue)")
      }
      if !values.contains(where: condition.values.contains) {
        // What is unknown of one system might match: its neighbours do not speak for it.
        if condition.field == .criticality, let system = unrated {
          return .undecidable("the inventory does not say the criticality of \(system)")
        }
        mismatch =
          mismatch
          ?? "\(condition.field.rawValue) is \(values.uniqued().joined(separator: ", ")), asked for at "
          + condition.values.joined(separator: ", ")
      }
    }
    return mismatch.map { .doesNotApply($0) } ?? .applies
  }

  private func values(of field: Requirement.Condition.Field) -> [String]? {
    switch field {
    case .risk: risk.map { [$0.rawValue] }
    case .type: [record.kind.rawValue]
    case .environment: record.request?.environment.map { [$0] }
    case .system: record.request?.systems
    case .outage: record.assessment?.outage.map { [$0.rawValue] }
    case .zone: known { $0.zones.isEmpty ? ["none"] : $0.zones }
    case .criticality: known { $0.criticality.map { [$0.rawValue] } ?? [] }
    }
  }

  /// The first affected system of which the inventory does not say the criticality.
  private var unrated: String? {
    record.request?.systems?.first { policy.systems.systems[$0]?.criticality == nil }
  }

  /// What the inventory says of the affected systems; nil if one of them is not in it.
  private func known(_ property: (Systems.System) -> [String]) -> [String]? {
    guard let names = record.request?.systems else { return nil }
    let systems = names.compactMap { policy.systems.systems[$0] }
    guard systems.count == names.count else { return nil }
    return systems.flatMap(property)
  }
}

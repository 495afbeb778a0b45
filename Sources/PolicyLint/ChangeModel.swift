internal import Records

/// A kind of change, told apart only by what a policy's `when` looks at.
struct ChangeModel: Hashable {
  /// A value of every field that has one, by field.
  var single: [Requirement.Condition.Field: String] = [:]
  /// The one system that changes; nil where the policy has no systems.
  var system: Systems.System?
  /// The fields that are told apart.
  var told: [Requirement.Condition.Field] = []
  /// Whether the environment is one that the policy does not mention.
  var isElsewhere = false

  /// What stands for every environment that the policy does not mention.
  static let elsewhere = "another environment"

  /// Every kind of change that the conditions below a requirement can tell apart; each of one
  /// system, since a second one only makes more conditions hold.
  ///
  /// - Parameters:
  ///   - byOwners: whether systems with other owners count as others.
  ///   - limits: what every one of them meets: whom the workflow is for.
  static func all(
    for requirement: Requirement, in context: PolicyContext, isEmergency: Bool,
    byOwners: Bool = false, limits: [Requirement.Condition] = []
  ) -> [ChangeModel] {
    all(
      by: requirement.allConditions + limits, in: context, isEmergency: isEmergency,
      byOwners: byOwners
    ).filter { $0.meets(limits) }
  }

  private static func all(
    by conditions: [Requirement.Condition], in context: PolicyContext, isEmergency: Bool,
    byOwners: Bool
  ) -> [ChangeModel] {
    func mentioned(_ field: Requirement.Condition.Field) -> [String]? {
      let found = conditions.filter { $0.field == field }
      return found.isEmpty ? nil : found.flatMap(\.values).uniqued()
    }
    var models = [ChangeModel()]
    for field in Requirement.Condition.Field.allCases {
      guard let named = mentioned(field), let values = field.domain(named, in: context) else {
        continue
      }
      models = models.flatMap { model in
        values.map { value in
          var model = model
          model.single[field] = value
          model.told.append(field)
          if field == .environment { model.isElsewhere = value == elsewhere }
          return model
        }
      }
    }
    if isEmergency {
      for index in models.indices { models[index].single[.type] = "emergency" }
      models = models.uniqued()
    }
    let fields: [Requirement.Condition.Field] = [.system, .zone, .criticality]
    let isTold = fields.contains { mentioned($0) != nil }
    let kinds = systems(
      in: context, ids: mentioned(.system), zones: mentioned(.zone),
      byCriticality: mentioned(.criticality) != nil, byOwners: byOwners)
    guard isTold || byOwners, !kinds.isEmpty else { return models }
    return models.flatMap { model in
      kinds.map { system in
        var model = model
        model.system = system
        model.told.append(.system)
        return model
      }
    }
  }

  /// One system of each kind.
  private static func systems(
    in context: PolicyContext, ids: [String]?, zones: [String]?, byCriticality: Bool,
    byOwners: Bool
  ) -> [Systems.System] {
    var seen: Set<[String]> = []
    return context.systems.filter { system in
      let kind =
        [(ids ?? []).contains(system.id) ? system.id : "", system.zones.isEmpty ? "none" : ""]
        + (zones ?? []).filter(system.zones.contains).sorted()
        + [byCriticality ? system.criticality?.rawValue ?? "" : "", "owners"]
        + (byOwners ? system.owners.sorted() : [])
      return seen.insert(kind).inserted
    }
  }

  /// Whether a requirement's own `when` holds. What cannot be told is taken to hold: it is an
  /// error of its own, and never `not-applicable`.
  func meets(_ conditions: [Requirement.Condition]) -> Bool {
    conditions.allSatisfy { condition in
      switch condition.field {
      case .system: system.map { condition.values.contains($0.id) } ?? false
      case .zone:
        system.map { system in
          (system.zones.isEmpty ? ["none"] : system.zones).contains(
            where: condition.values.contains)
        } ?? false
      case .criticality:
        system.map { $0.criticality.map { condition.values.contains($0.rawValue) } ?? true }
          ?? false
      default: single[condition.field].map(condition.values.contains) ?? true
      }
    }
  }

  /// `a change with risk low of wifi`.
  var words: String {
    let fields = told.uniqued().compactMap { field -> String? in
      guard let value = single[field] else { return nil }
      return value == Self.elsewhere ? "in another environment" : "\(field.rawValue) `\(value)`"
    }
    let kinds = fields.isEmpty ? "" : " with " + fields.joined(separator: ", ")
    return "a change" + kinds + (system.map { " of `\($0.id)`" } ?? "")
  }
}

extension Requirement.Condition.Field {
  /// The values that tell changes apart; nil for what belongs to systems.
  fileprivate func domain(_ named: [String], in context: PolicyContext) -> [String]? {
    switch self {
    case .risk, .outage: possible(in: context)
    // The template's own approval stands for a standard change.
    case .type: possible(in: context)?.filter { $0 != "standard" }
    case .environment: named + [ChangeModel.elsewhere]
    case .system, .zone, .criticality: nil
    }
  }

  /// The values that a change can have at all; nil where anything goes.
  func possible(in context: PolicyContext) -> [String]? {
    switch self {
    case .risk: return ChangeRequest.Risk.allCases.map(\.rawValue)
    case .outage: return ChangeRequest.Assessment.OutageKind.allCases.map(\.rawValue)
    case .type:
      let hasEmergencies = context.workflow.emergency != nil
      let hasTemplates = !context.policy.templates.isEmpty
      return ["normal"] + (hasEmergencies ? ["emergency"] : [])
        + (hasTemplates ? ["standard"] : [])
    case .system: return context.systems.map(\.id)
    case .zone:
      return context.systems.flatMap { $0.zones.isEmpty ? ["none"] : $0.zones }.uniqued()
    case .criticality:
      return context.systems.compactMap { $0.criticality?.rawValue }.uniqued()
    case .environment: return nil
    }
  }
}

extension Requirement {
  /// The conditions of the node and of all below it.
  var allConditions: [Condition] { when + parts.flatMap(\.allConditions) }
}

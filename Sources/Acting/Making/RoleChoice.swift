internal import Acts
internal import Decision
internal import Records

/// The roles in which a person could make an act, from what the policy's stages and powers ask.
struct RoleChoice {
  let policy: Policy
  let record: ChangeRequest?
  let person: String

  /// Whether an act of that verb is made in a role that has to be found where none is given.
  static func isNeeded(_ verb: Verb) -> Bool {
    switch verb {
    case .submit, .resolve, .withdraw, .cancel, .hold, .resume: false
    default: true
    }
  }

  /// The roles that the verb asks for on this change, held or not, in the policy's order.
  func asked(_ item: ActRequest.Item) -> [String] {
    var seen: Set<String> = []
    return names(item).flatMap(expanded).filter { seen.insert($0).inserted }
  }

  /// Those of them that the person holds.
  func held(_ item: ActRequest.Item) -> [String] {
    let roles = Roles(policy: policy)
    return asked(item).filter { roles.holders(of: $0).contains(person) }
  }

  private func names(_ item: ActRequest.Item) -> [String] {
    let workflow = governing
    switch item.verb {
    case .object: return workflow.powers?.object ?? quorumRoles(of: .approve)
    case .reject: return workflow.powers?.reject ?? quorumRoles(of: .approve)
    case .start:
      return (workflow.stages[.implemented]?.requirements ?? []).flatMap { roles(in: $0) }
    case .approve:
      let before = record?.kind == .emergency ? roles(in: workflow.emergency?.before) : []
      return before + quorumRoles(of: .approve)
    case .except:
      let named = item.parameters.first { $0.key == "freeze" }?.value
      return policy.calendar.freezes.filter { $0.id == named }.compactMap(\.exceptRole)
    case .override:
      let named = item.parameters.first { $0.key == "requirement" }?.value ?? ""
      let key = named.split(separator: ":", maxSplits: 1).first.map { String($0) } ?? named
      return workflow.powers?.override[key] ?? []
    default: return quorumRoles(of: item.verb)
    }
  }

  private func quorumRoles(of verb: Verb) -> [String] {
    Stage.allCases.compactMap { governing.stages[$0] }.filter { $0.act == verb }
      .flatMap(\.requirements).flatMap { roles(in: $0) }
  }

  /// What all workflows that are for the record ask.
  private var governing: Workflow { (record.map { policy.governing($0) } ?? policy).workflow }

  private func roles(in requirement: Requirement?) -> [String] {
    (requirement?.quorums ?? []).flatMap { [$0.role] + [$0.fallback].compactMap { $0 } }
  }

  /// `system-owner` as the roles of the owners of the systems that the record names, and of
  /// those it depends on.
  private func expanded(_ role: String) -> [String] {
    guard role == "system-owner" else { return [role] }
    let systems = record?.request?.systems ?? []
    let further = systems.flatMap { policy.systems.systems[$0]?.dependsOn ?? [] }
    return (systems + further).map { Roles.owner(of: $0) }
  }
}

internal import Diagnostics
internal import YAMLTree

/// Whether what a workflow names exists, and whether its gate can be judged at all.
struct WorkflowCheck {
  private let file: PolicyFile<Workflow>
  private let people: People
  private let systems: Systems
  private let calendar: Calendar
  /// The other workflows, whose requirements the powers may name too.
  private let others: [Workflow]

  /// What a workflow names that does not exist, and why its gate could not be judged.
  static func findings(
    _ file: PolicyFile<Workflow>, people: People, systems: Systems, calendar: Calendar,
    others: [Workflow] = []
  ) -> [Finding] {
    let check = WorkflowCheck(
      file: file, people: people, systems: systems, calendar: calendar, others: others)
    return check.appliesTo() + check.stages() + check.gate() + check.emergency() + check.powers()
  }

  private var workflow: Workflow { file.content }

  private static let root = YAMLTree.KeyPath()

  /// Systems that the condition of the whole workflow names.
  private func appliesTo() -> [Finding] {
    workflow.appliesTo.filter { $0.field == .system }.findings { condition in
      file.unknown(
        condition.values, at: Self.root.appending("for").appending("system"),
        rule: "policy-unknown-system", what: "system of `systems.yaml`",
        isKnown: { systems.systems[$0] != nil }, candidates: Array(systems.systems.keys))
    }
  }

  private func stages() -> [Finding] {
    Stage.allCases.findings { stage in
      guard let rule = workflow.stages[stage] else { return [] }
      let place = Self.root.appending("stages").appending(stage.rawValue)
      var found: [Finding] = []
      var ids: Set<String> = []
      if let require = rule.require {
        found += requirement(
          require, at: place.appending("require"),
          machinesAllowed: stage == .tested || stage == .implemented, ids: &ids)
      }
      return found + references(of: rule, ids: ids, at: place)
    }
  }

  private func references(
    of rule: StageRule, ids: Set<String>, at place: YAMLTree.KeyPath
  ) -> [Finding] {
    let windows = calendar.windows.map(\.id)
    return file.unknown(
      rule.distinct, at: place.appending("distinct"), rule: "policy-unknown-requirement",
      what: "requirement of this stage", isKnown: { ids.contains($0) }, candidates: Array(ids))
      + file.unknown(
        rule.windows ?? [], at: place.appending("windows"), rule: "policy-unknown-window",
        what: "window of `calendar.yaml`", isKnown: { windows.contains($0) },
        candidates: windows)
  }

  private func requirement(
    _ requirement: Requirement, at place: YAMLTree.KeyPath, machinesAllowed: Bool,
    ids: inout Set<String>
  ) -> [Finding] {
    var found = conditions(requirement, at: place)
    if let id = requirement.id, !ids.add(id) {
      found.append(
        file.finding(
          "policy-duplicate-id", "the id `\(id)` is given twice in one stage",
          at: place.appending("id"), advice: "give each requirement its own id"))
    }
    switch requirement.kind {
    case .quorum(let quorum):
      found += self.quorum(quorum, at: place, machinesAllowed: machinesAllowed)
    case .all(let parts):
      found += children(parts, at: place.appending("all"), machinesAllowed, &ids)
    case .any(let parts):
      found += children(parts, at: place.appending("any"), machinesAllowed, &ids)
    case .atLeast(_, let parts):
      found += children(
        parts, at: place.appending("at-least").appending("of"), machinesAllowed, &ids)
    case .empty: break
    }
    return found
  }

  private func children(
    _ parts: [Requirement], at place: YAMLTree.KeyPath, _ machinesAllowed: Bool,
    _ ids: inout Set<String>
  ) -> [Finding] {
    var found: [Finding] = []
    for (index, part) in parts.enumerated() {
      found += requirement(
        part, at: place.appending(index), machinesAllowed: machinesAllowed, ids: &ids)
    }
    return found
  }

  private func quorum(
    _ quorum: Requirement.Quorum, at place: YAMLTree.KeyPath, machinesAllowed: Bool
  ) -> [Finding] {
    var found =
      role(quorum.role, at: place.appending("role"))
      + role(quorum.fallback, at: place.appending("fallback"))
    if quorum.seat != .human, !machinesAllowed {
      found.append(
        file.finding(
          "policy-seat", "`seat: \(quorum.seat.rawValue)` is not allowed in this stage",
          at: place.appending("seat"),
          advice: "remove it; machines may only test and implement"))
    }
    return found
  }

  private func conditions(
    _ requirement: Requirement, at place: YAMLTree.KeyPath
  ) -> [Finding] {
    requirement.when.filter { $0.field == .system }.findings { condition in
      file.unknown(
        condition.values, at: place.appending("when").appending("system"),
        rule: "policy-unknown-system", what: "system of `systems.yaml`",
        isKnown: { systems.systems[$0] != nil }, candidates: Array(systems.systems.keys))
    }
  }

  private func role(_ name: String?, at place: YAMLTree.KeyPath) -> [Finding] {
    file.unknown(
      name, at: place, rule: "policy-unknown-role", what: "role of `people.yaml`",
      isKnown: { people.knows(role: $0) }, candidates: people.roleNames)
  }

  private func roles(_ names: [String], at place: YAMLTree.KeyPath) -> [Finding] {
    file.unknown(
      names, at: place, rule: "policy-unknown-role", what: "role of `people.yaml`",
      isKnown: { people.knows(role: $0) }, candidates: people.roleNames)
  }
}

extension WorkflowCheck {
  /// A gate without approval would open for anybody.
  private func gate() -> [Finding] {
    // A further workflow adds to the stages of the main one, which has the gate.
    guard workflow.name.isEmpty else { return [] }
    var found: [Finding] = []
    let place = Self.root.appending("gate").appending(workflow.gateName)
    if workflow.stages[.approved] == nil {
      found.append(
        file.finding(
          "policy-stage", "the workflow has no stage `approved`",
          at: Self.root.appending("stages"), advice: "add it"))
    }
    let stage = workflow.gateStage
    if workflow.stages[stage] == nil, stage != .approved {
      found.append(
        file.finding(
          "policy-gate", "the gate asks for `\(stage.rawValue)`, which the workflow lacks",
          at: place, advice: "add the stage, or name another"))
    }
    if stage < .approved {
      found.append(
        file.finding(
          "policy-gate", "the gate asks for `\(stage.rawValue)`, which comes before approval",
          at: place, advice: "name `approved` or a later stage"))
    }
    return found
  }

  private func emergency() -> [Finding] {
    guard let emergency = workflow.emergency else { return [] }
    var ids: Set<String> = []
    return requirement(
      emergency.before, at: Self.root.appending("emergency").appending("before"),
      machinesAllowed: false, ids: &ids)
  }

  private func powers() -> [Finding] {
    guard let powers = workflow.powers else { return [] }
    let place = Self.root.appending("powers")
    let lists = [
      ("object", powers.object), ("reject", powers.reject), ("hold", powers.hold),
      ("cancel", powers.cancel), ("lift", powers.lift),
    ]
    let named = lists.flatMap { key, names in roles(names ?? [], at: place.appending(key)) }
    let known = overridable
    let overrides = powers.override.keys.sorted().findings { key in
      let entry = place.appending("override").appending(key)
      return roles(powers.override[key] ?? [], at: entry) + misspelled(key, known, at: entry)
    }
    return named + overrides
  }

  /// Flags are the decision's to name, so that only what is nearly a known name is a mistake.
  private func misspelled(
    _ key: String, _ known: Set<String>, at place: YAMLTree.KeyPath
  ) -> [Finding] {
    guard !known.contains(key), let near = NearestName.of(key, among: known.sorted()) else {
      return []
    }
    return [
      file.finding(
        "policy-unknown-requirement", "`\(key)` is no requirement and no flag", at: place,
        advice: "did you mean `\(near)`")
    ]
  }

  /// Ids of all requirements, and what else an Override may name.
  private var overridable: Set<String> {
    var names: Set<String> = [
      "objection", "contributor", "ratification", "started-unauthorised", "edited-after-start",
      "outside-window",
    ]
    let requirements =
      ([workflow] + others).flatMap { $0.stages.values.compactMap(\.require) }
      + [workflow.emergency?.before]
      .compactMap { $0 }
    for requirement in requirements { requirement.collectIDs(into: &names) }
    return names
  }
}

extension Requirement {
  fileprivate func collectIDs(into names: inout Set<String>) {
    if let id { names.insert(id) }
    switch kind {
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      for part in parts { part.collectIDs(into: &names) }
    case .quorum, .empty: break
    }
  }
}

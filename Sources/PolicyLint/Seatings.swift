internal import Decision
internal import Records

/// The ways in which the requirements of a `distinct` could be filled, if everybody acted.
struct Seatings {
  /// The most ways that are tried; a policy beyond it is left alone.
  private static let widest = 256

  let context: PolicyContext
  let rule: StageRule
  let model: ChangeModel

  /// The benches of each way; nil if there are too many ways to tell.
  var ways: [[Seating.Bench]]? {
    guard let root = rule.require else { return nil }
    var ways: [[Seating.Bench]] = [[]]
    for id in rule.distinct {
      guard let node = find(id, in: root) else { continue }
      let next = waysOfMeeting(node)
      ways = ways.flatMap { way in next.map { way + $0 } }
      if ways.count > Self.widest { return nil }
    }
    return ways
  }

  /// Whether somebody is enough for everybody, one person excepted.
  static func canSeat(_ ways: [[Seating.Bench]], without person: String? = nil) -> Bool {
    ways.contains { way in
      let benches = way.map { bench in
        Seating.Bench(
          requirement: bench.requirement, count: bench.count,
          people: bench.people.filter { $0 != person })
      }
      return Seating(benches: benches).isComplete
    }
  }

  /// The node of an id, where the change asks for it.
  private func find(_ id: String, in node: Requirement) -> Requirement? {
    guard model.meets(node.when) else { return nil }
    if node.id == id { return node }
    for part in node.parts {
      if let found = find(id, in: part) { return found }
    }
    return nil
  }

  private func waysOfMeeting(_ node: Requirement) -> [[Seating.Bench]] {
    guard model.meets(node.when), node.level != .advisory else { return [[]] }
    switch node.kind {
    case .empty: return []
    case .quorum(let quorum): return [benches(quorum, node)]
    case .all(let parts): return combined(parts)
    case .any(let parts): return applying(parts).flatMap(waysOfMeeting)
    case .atLeast(let number, let parts):
      return choices(of: number ?? 0, from: applying(parts)[...]).flatMap(combined)
    }
  }

  private func applying(_ parts: [Requirement]) -> [Requirement] {
    parts.filter { model.meets($0.when) && $0.level != .advisory }
  }

  private func benches(_ quorum: Requirement.Quorum, _ node: Requirement) -> [Seating.Bench] {
    guard let count = quorum.count else { return [] }
    let role = model.system.map { context.role(of: quorum, for: $0) } ?? quorum.role
    return [
      Seating.Bench(
        requirement: node.id ?? quorum.role, count: count,
        people: context.able(role, quorum.seat))
    ]
  }

  private func combined(_ nodes: [Requirement]) -> [[Seating.Bench]] {
    nodes.reduce([[]]) { ways, node in
      let next = waysOfMeeting(node)
      return Array(ways.flatMap { way in next.map { way + $0 } }.prefix(Self.widest + 1))
    }
  }

  private func choices(of number: Int, from nodes: ArraySlice<Requirement>) -> [[Requirement]] {
    if number <= 0 { return [[]] }
    guard let first = nodes.first, nodes.count >= number else { return [] }
    let with = choices(of: number - 1, from: nodes.dropFirst()).map { [first] + $0 }
    if with.count > Self.widest { return with }
    return Array((with + choices(of: number, from: nodes.dropFirst())).prefix(Self.widest + 1))
  }
}

extension PolicyContext {
  /// By stage with a `distinct`, the kinds of change and the ways of filling it for each.
  var seatings: [(rule: StageRule, model: ChangeModel, ways: [[Seating.Bench]])] {
    stages.filter { !$0.distinct.isEmpty }.flatMap { rule in
      guard let require = rule.require else {
        return [] as [(StageRule, ChangeModel, [[Seating.Bench]])]
      }
      let isPerSystem = asks.contains { ask in
        guard ask.rule.stage == rule.stage, ask.rule.workflow == rule.workflow, !ask.isEmergency,
          ask.requirement.quorums.contains(where: { $0.per != nil })
        else { return false }
        return ask.requirement.id.map(rule.distinct.contains) ?? false
      }
      var seen: Set<[[Seating.Bench]]> = []
      return ChangeModel.all(
        for: require, in: self, isEmergency: false, byOwners: isPerSystem,
        limits: conditions(of: rule)
      ).compactMap { model in
        guard let ways = Seatings(context: self, rule: rule, model: model).ways,
          // Benches that are too small alone have findings of their own.
          ways.contains(where: { $0.allSatisfy { $0.people.count >= $0.count } }),
          seen.insert(ways).inserted
        else { return nil }
        return (rule, model, ways)
      }
    }
  }
}

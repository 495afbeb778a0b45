import Acts
import Primitives
import Records

@testable import Decision

extension Reference {
  /// Somebody whose act asks for a seat.
  struct Voter: Hashable {
    /// Whoever may stand for whom is one.
    var name: String
    var isMachine: Bool
  }

  /// A requirement whose conditions and systems are worked out.
  indirect enum Question {
    case seats(key: String, id: String?, role: String, need: Int, seat: Requirement.Seat)
    case all(String?, [Question])
    case any(String?, [Question])
    case atLeast(Int, String?, [Question])
    case notApplicable
    case error(blamesRecord: Bool)
  }

  /// How a question is answered, and whose fault an error is.
  struct Answer {
    var status: Status
    /// Whether blame falls on records (true) and on policies (false).
    var blames: Set<Bool> = []
  }

  // MARK: Questions

  func question(
    _ requirement: Requirement, key: String, in scene: Scene, risk: ChangeRequest.Risk?
  ) -> Question {
    guard let policy = policy(in: scene) else { return .error(blamesRecord: false) }
    for condition in requirement.when {
      guard let values = values(of: condition.field, in: scene, policy, risk) else {
        return .error(blamesRecord: true)
      }
      if Set(values).isDisjoint(with: condition.values) { return .notApplicable }
    }
    func parts(_ parts: [Requirement]) -> [Question] {
      parts.enumerated().map {
        question($1, key: "\(key)/\($0)", in: scene, risk: risk)
      }
    }
    switch requirement.kind {
    case .empty: return .error(blamesRecord: false)
    case .all(let children): return .all(requirement.id, parts(children))
    case .any(let children): return .any(requirement.id, parts(children))
    case .atLeast(let number, let children):
      // More than there are can never hold: the policy asks for nothing sensible.
      guard let number, number <= children.count else { return .error(blamesRecord: false) }
      return .atLeast(number, requirement.id, parts(children))
    case .quorum(let quorum): return seats(quorum, requirement.id, key, in: scene, policy)
    }
  }

  private func seats(
    _ quorum: Requirement.Quorum, _ id: String?, _ key: String, in scene: Scene, _ policy: Policy
  ) -> Question {
    guard let count = quorum.count else { return .error(blamesRecord: false) }
    guard let per = quorum.per else {
      if holders(of: quorum.role, in: policy).isEmpty { return .error(blamesRecord: false) }
      return .seats(key: key, id: id, role: quorum.role, need: count, seat: quorum.seat)
    }
    var systems = record(in: scene)?.request?.systems ?? []
    if per == .systemAndDependencies {
      for system in systems {
        systems += (policy.systems.systems[system]?.dependsOn ?? []).filter {
          !systems.contains($0)
        }
      }
    }
    if systems.isEmpty { return .error(blamesRecord: true) }
    return .all(
      id,
      systems.map { system in
        guard let known = policy.systems.systems[system] else { return .error(blamesRecord: true) }
        if known.owners.isEmpty { return .error(blamesRecord: false) }
        return .seats(
          key: "\(key)/\(system)", id: nil, role: "\(quorum.role)(\(system))", need: count,
          seat: quorum.seat)
      })
  }

  private func values(
    of field: Requirement.Condition.Field, in scene: Scene, _ policy: Policy,
    _ risk: ChangeRequest.Risk?
  ) -> [String]? {
    let record = record(in: scene)
    let systems = record?.request?.systems
    switch field {
    case .risk: return risk.map { [$0.rawValue] }
    case .type: return record.map { [$0.kind.rawValue] }
    case .environment: return record?.request?.environment.map { [$0] }
    case .system: return systems
    case .zone: return systems?.flatMap { policy.systems.systems[$0]?.zones ?? [] }
    case .criticality:
      return systems?.compactMap { policy.systems.systems[$0]?.criticality?.rawValue }
    case .outage: return record?.assessment?.outage.map { [$0.rawValue] }
    }
  }

  // MARK: Answers

  /// The best answer that any way of seating people gives.
  func answer(
    _ question: Question, distinct: [String], verb: Verb, overridden: Set<String>,
    unsatisfiable: Bool, in scene: Scene, doubt: Bool
  ) -> Answer {
    let candidates = candidates(for: verb, in: scene, doubt: doubt)
    func eligible(_ role: String, _ seat: Requirement.Seat) -> Set<Voter> {
      if unsatisfiable { return [] }
      return (candidates[role] ?? []).filter { voter in
        switch seat {
        case .human: !voter.isMachine
        case .any: true
        case .machine: voter.isMachine
        }
      }
    }
    let shared = seats(in: question, under: Set(distinct), isUnder: false)
    let people = Set(shared.flatMap { eligible($0.role, $0.seat).map(\.name) }).sorted()
    var best: Answer?
    func try_(_ index: Int, _ seated: [String: Int]) {
      if best?.status.passes ?? false { return }
      guard index < people.count else {
        let answer = evaluate(question, overridden) { key, role, seat in
          shared.contains { $0.key == key }
            ? seated[key] ?? 0 : Set(eligible(role, seat).map(\.name)).count
        }
        if best == nil || rank(answer.status) > rank(best?.status ?? .error) { best = answer }
        return
      }
      for place in shared
      where eligible(place.role, place.seat).contains(where: { $0.name == people[index] }) {
        var next = seated
        next[place.key, default: 0] += 1
        try_(index + 1, next)
      }
      try_(index + 1, seated)
    }
    try_(0, [:])
    return best ?? Answer(status: .error, blames: [false])
  }

  private func rank(_ status: Status) -> Int {
    switch status {
    case .error: 0
    case .unsatisfied: 1
    case .notApplicable: 2
    case .deferred, .overridden: 3
    case .satisfied: 4
    }
  }

  private struct Place {
    let key: String
    let role: String
    let seat: Requirement.Seat
  }

  private func seats(in question: Question, under ids: Set<String>, isUnder: Bool) -> [Place] {
    switch question {
    case .seats(let key, let id, let role, _, let seat):
      return isUnder || id.map { ids.contains($0) } ?? false
        ? [Place(key: key, role: role, seat: seat)] : []
    case .all(let id, let parts), .any(let id, let parts), .atLeast(_, let id, let parts):
      let inside = isUnder || id.map { ids.contains($0) } ?? false
      return parts.flatMap { seats(in: $0, under: ids, isUnder: inside) }
    case .notApplicable, .error: return []
    }
  }

  private func evaluate(
    _ question: Question, _ overridden: Set<String>,
    _ have: (String, String, Requirement.Seat) -> Int
  ) -> Answer {
    func settle(_ id: String?, _ answer: Answer) -> Answer {
      guard answer.status == .unsatisfied, let id, overridden.contains(id) else { return answer }
      return Answer(status: .overridden)
    }
    switch question {
    case .notApplicable: return Answer(status: .notApplicable)
    case .error(let blamesRecord): return Answer(status: .error, blames: [blamesRecord])
    case .seats(let key, let id, let role, let need, let seat):
      return settle(
        id, Answer(status: have(key, role, seat) >= need ? .satisfied : .unsatisfied))
    case .all(let id, let parts):
      let answers = parts.map { evaluate($0, overridden, have) }
      let applicable = answers.filter { $0.status != .notApplicable }
      if applicable.isEmpty { return Answer(status: .error, blames: [false, true]) }
      if applicable.contains(where: { $0.status == .error }) { return error(applicable) }
      let isMet = applicable.allSatisfy { $0.status.passes }
      return settle(id, Answer(status: isMet ? .satisfied : .unsatisfied))
    case .any(let id, let parts):
      return settle(id, some(1, parts.map { evaluate($0, overridden, have) }))
    case .atLeast(let number, let id, let parts):
      return settle(id, some(number, parts.map { evaluate($0, overridden, have) }))
    }
  }

  private func some(_ number: Int, _ answers: [Answer]) -> Answer {
    let applicable = answers.filter { $0.status != .notApplicable }
    if applicable.isEmpty { return Answer(status: .error, blames: [false, true]) }
    if applicable.count(where: { $0.status.passes }) >= number { return Answer(status: .satisfied) }
    if applicable.contains(where: { $0.status == .error }) { return error(applicable) }
    return Answer(status: .unsatisfied)
  }

  private func error(_ answers: [Answer]) -> Answer {
    Answer(
      status: .error,
      blames: answers.filter { $0.status == .error }.reduce(into: []) { $0.formUnion($1.blames) })
  }

  /// By role, those whose act of that verb counts; a delegate and the delegator are one.
  ///
  /// - Parameter doubt: what acts of which it is unclear whether they count are taken for.
  func candidates(for verb: Verb, in scene: Scene, doubt: Bool) -> [String: Set<Voter>] {
    let outcomes = outcomes(in: scene)
    var links: [String: Set<String>] = [:]
    for (number, outcome) in outcomes.enumerated() {
      guard let delegator = outcome?.delegator, let person = change.acts[number].person else {
        continue
      }
      links[person, default: []].insert(delegator)
      links[delegator, default: []].insert(person)
    }
    /// Everybody linked to a person, by name: the first of all stands for them.
    func voter(_ person: String) -> String {
      var group: Set<String> = [person]
      while case let more = group.union(group.flatMap { links[$0] ?? [] }), more != group {
        group = more
      }
      return group.min() ?? person
    }
    var result: [String: Set<Voter>] = [:]
    for (number, outcome) in outcomes.enumerated() {
      let act = change.acts[number]
      guard let outcome, act.statement.verb == verb, let role = act.statement.role,
        let person = act.person, isLanded(act, in: scene),
        outcome.isUnclear ? doubt : outcome.counted
      else { continue }
      if Self.isFailingTest(act) { continue }
      result[role, default: []].insert(Voter(name: voter(person), isMachine: act.isMachine))
    }
    return result
  }
}

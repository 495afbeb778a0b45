internal import Acts
internal import Records

/// Finds the fewest acts that meet one goal.
///
/// What each role has to contribute at least is found first; then further acts are added in order
/// of their number until the goal is met, which the decision itself tells. People are chosen so
/// that one fills one seat where that is possible.
struct FewestActs {
  /// So many questions are put to the decision before a merely sufficient set is taken.
  private static let patience = 3000

  let advisor: Advisor
  let goal: Goal
  /// Acts that are assumed already.
  let given: [ProposedAct]

  struct Result {
    let acts: [ProposedAct]
    let isApproximate: Bool
  }

  /// The acts of one verb and role by everybody who could make them, those preferred first.
  private struct Group {
    let acts: [ProposedAct]

    func people(avoiding used: Set<String>) -> [String] {
      let people = acts.map(\.person)
      return people.filter { !used.contains($0) } + people.filter(used.contains)
    }

    func act(by person: String) -> ProposedAct? { acts.first { $0.person == person } }
  }

  /// Nil if the goal is met or acts cannot meet it.
  func run() -> Result? {
    let present = advisor.assumption(room: given.count).evaluation(after: given)
    guard !goal.isMet(in: present) else { return nil }
    let groups = groups(in: present)
    let everything = groups.flatMap(\.acts)
    let trial = Trial(advisor, goal, given, room: everything.count)
    guard !groups.isEmpty else { return nil }
    guard trial.meets(everything) else {
      // Something else is missing too: then everything that could help in vain is no advice.
      return partial(groups, trial)
    }
    let least = groups.indices.map { fewest(of: $0, groups, trial) }
    guard let (acts, isApproximate) = search(groups, least, trial) else { return nil }
    return Result(acts: withAlternatives(acts, groups, trial), isApproximate: isApproximate)
  }

  // MARK: Candidates

  private func groups(in evaluation: Evaluation) -> [Group] {
    let (_, requirements) = goal.standing(in: evaluation)
    var groups: [Group] = []
    var seen: Set<String> = []
    for verdict in requirements where verdict.status != .notApplicable && !verdict.isAdvisory {
      guard let verb = verdict.verb else { continue }
      let could = verdict.isOpen ? verdict.could : verdict.candidates
      let role = verdict.role ?? evaluation.roleOfFailing(verdict)
      guard !could.isEmpty, seen.insert("\(verb.rawValue) \(role ?? "")").inserted else { continue }
      groups.append(
        Group(
          acts: ranked(could, role, evaluation).map {
            evaluation.proposed(verb, by: $0, as: role)
          }))
    }
    return groups
  }

  /// Whoever acted in the role before knows the change: their acts went stale. Machines come last.
  private func ranked(_ people: [String], _ role: String?, _ evaluation: Evaluation) -> [String] {
    let roles = Roles(policy: evaluation.view.policy)
    let acts = evaluation.tally.acts
    func rank(_ person: String) -> Int {
      if roles.isMachine(person) { return 2 }
      let canonical = evaluation.view.history.canonical(person)
      return acts.contains { $0.person == canonical && $0.statement.role == role } ? 0 : 1
    }
    return people.uniqued().enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  // MARK: Search

  /// The fewest acts of one group with which the goal can be met if all others do what they can.
  private func fewest(of index: Int, _ groups: [Group], _ trial: Trial) -> Int {
    let others = groups.indices.filter { $0 != index }.flatMap { groups[$0].acts }
    for count in 0..<groups[index].acts.count
    where trial.meets(others + groups[index].acts.prefix(count)) {
      return count
    }
    return groups[index].acts.count
  }

  private func search(_ groups: [Group], _ least: [Int], _ trial: Trial)
    -> (acts: [ProposedAct], isApproximate: Bool)?
  {
    let most = groups.map(\.acts.count)
    let slack = zip(most, least).reduce(0) { $0 + $1.0 - $1.1 }
    for extra in 0...slack {
      for counts in Self.counts(least, most, extra: extra) {
        guard trial.count < Self.patience else { return (sufficient(groups, trial), true) }
        if let acts = chosen(groups, counts, trial) { return (acts, false) }
      }
    }
    return (sufficient(groups, trial), true)
  }

  /// Every way of spreading so many further acts over the groups.
  private static func counts(_ least: [Int], _ most: [Int], extra: Int) -> [[Int]] {
    var ways: [([Int], Int)] = [(least, extra)]
    for index in least.indices {
      ways = ways.flatMap { counts, left -> [([Int], Int)] in
        (0...max(0, min(left, most[index] - least[index]))).map { more in
          var counts = counts
          counts[index] += more
          return (counts, left - more)
        }
      }
      if ways.count > patience { return [] }
    }
    return ways.filter { $0.1 == 0 }.map(\.0)
  }

  /// A choice of people for these numbers that meets the goal, or nil.
  private func chosen(_ groups: [Group], _ counts: [Int], _ trial: Trial) -> [ProposedAct]? {
    let benches = groups.indices.map { index in
      Seating.Bench(
        requirement: "\(index)", count: counts[index],
        people: groups[index].people(avoiding: trial.acting))
    }
    let seated = Seating(benches: benches).seated
    let apart = groups.indices.flatMap { index in
      seated[index].compactMap { groups[index].act(by: $0) }
    }
    if apart.count == counts.reduce(0, +), trial.meets(apart) { return apart }
    let first = groups.indices.flatMap { groups[$0].acts.prefix(counts[$0]) }
    return trial.meets(first) ? first : nil
  }

  /// Enough acts, none of which can be left out.
  private func sufficient(_ groups: [Group], _ trial: Trial) -> [ProposedAct] {
    var acts = groups.flatMap(\.acts)
    for act in acts.reversed() {
      let without = acts.filter { $0 != act }
      if trial.meets(without) { acts = without }
    }
    return acts
  }

  /// As far as acts get where something else is missing too: one for each seat that is open.
  private func partial(_ groups: [Group], _ trial: Trial) -> Result? {
    let (_, requirements) = goal.standing(in: trial.evaluation(after: []))
    let acts = groups.flatMap { group -> [ProposedAct] in
      guard let model = group.acts.first else { return [] }
      let missing =
        requirements.filter { $0.isOpen && $0.role == model.role }
        .map { $0.need - $0.have }.max() ?? 0
      return Array(group.acts.prefix(max(0, missing)))
    }
    guard !acts.isEmpty else { return nil }
    return Result(acts: acts, isApproximate: true)
  }

  private func withAlternatives(
    _ acts: [ProposedAct], _ groups: [Group], _ trial: Trial
  ) -> [ProposedAct] {
    acts.indices.map { index in
      var act = acts[index]
      let group = groups.first { $0.acts.contains(act) }?.acts ?? []
      act.alternatives = group.filter { another in
        guard another.person != act.person, !acts.contains(another) else { return false }
        var other = acts
        other[index] = another
        return trial.meets(other)
      }.map(\.person)
      return act
    }
  }
}

/// Puts sets of acts to the decision, and counts how often.
final class Trial {
  private let assumption: Assumption
  private let goal: Goal
  private let given: [ProposedAct]
  private(set) var count = 0
  /// People who sit on the change already.
  let acting: Set<String>

  init(_ advisor: Advisor, _ goal: Goal, _ given: [ProposedAct], room: Int) {
    assumption = advisor.assumption(room: given.count + room)
    self.goal = goal
    self.given = given
    let tally = assumption.evaluation(after: given).tally
    acting = Set(
      tally.acts.indices.filter { tally.counts($0) }.compactMap { tally.acts[$0].person })
  }

  func evaluation(after acts: [ProposedAct]) -> Evaluation {
    assumption.evaluation(after: given + acts)
  }

  /// Whether the goal would be met.
  func meets(_ acts: [ProposedAct]) -> Bool {
    count += 1
    return goal.isMet(in: evaluation(after: acts))
  }
}

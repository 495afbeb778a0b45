internal import Decision
internal import Primitives
internal import Records

/// Measures the search for the fewest acts that open a gate, on a change of high risk that touches
/// twenty systems and on which nobody has acted yet.
struct AdviceTimes {
  let changes: Int
  let runs: Int
  let root: String

  /// Alternatives within alternatives, and people who may sit once.
  private static let alternatives = """
          all:
            - {id: owners, role: system-owner, per: system, count: 1}
            - id: board
              at-least:
                n: 3
                of:
                  - {id: manager, role: change-manager, count: 1}
                  - {id: security, role: security, count: 2}
                  - {id: privacy, role: privacy, count: 1}
                  - {id: cab, any: [{role: cab, count: 3}, {role: cab-chair, count: 1}]}
                  - {id: tests, role: tester, count: 2}
            - {id: reviewers, role: reviewer, count: 2}
            - {id: assessors, any: [{role: risk-assessor, count: 2}, {role: everyone, count: 5}]}
        distinct: [board, reviewers, assessors]
    """

  func measure() throws {
    try measure("systems", Organisation(root: root))
    try measure("alternatives", Organisation(root: root, approvals: Self.alternatives))
  }

  private func measure(_ name: String, _ organisation: Organisation) throws {
    let systems = organisation.policy.systems.systems.keys.sorted().prefix(20)
    let population = try Population(
      changes, of: organisation, threads: Decisions.threads, systems: Array(systems))
    guard let id = population.ids.last else { return }
    var found: Advice?
    let times = (0..<runs).map { _ in
      Decisions.seconds { found = advice(on: id, in: population.history, now: Population.now) }
    }
    Decisions.report(times, of: name)
    print("\(name)-acts \(found?.acts.count ?? 0)")
    print("\(name)-approximate \(found?.isApproximate ?? true)")
    print("\(name)-remaining \(found?.remaining.map(\.code.rawValue) ?? [])")
  }
}

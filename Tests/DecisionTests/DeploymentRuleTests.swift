import Primitives
import Records
import Testing

@testable import Decision

/// The rule about deployments on values alone.
struct DeploymentRuleTests {
  /// The commit that is deployed is number 9, what runs is number 0.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    /// By change: its artifacts, and the word of its gate for them.
    var changes: [String: Change] = [:]
    /// By commit: the changes it links, and the artifacts that reach it.
    var commits: [Int: (links: [String], reachedBy: [Int])] = [:]
    var added: [String] = []
    var linked: Set<String> = []
    var unexplained: [String] = []
    var system: String?
    var unsettled: [GateReason.Code] = []
    let decision: GateDecision
    var codes: [GateReason.Code] = []

    var testDescription: String { name }
  }

  struct Change: Sendable {
    var artifacts = [9]
    var gate = GateDecision.allowed
    var systems = ["shop"]
    var supersedes: [String] = []
    var hasFinished = false
  }

  static let rows: [Row] = [
    Row(name: "nothing links anything", decision: .prevented, codes: [.artifactWrong]),
    Row(
      name: "one commit of one allowed change", changes: ["A": Change()],
      commits: [1: (["A"], [9])], decision: .allowed),
    Row(
      name: "an allowed change that no protected commit links", changes: ["A": Change()],
      linked: ["A"], decision: .allowed),
    Row(
      name: "no link", changes: ["A": Change()], commits: [1: (["A"], [9]), 2: ([], [])],
      decision: .prevented, codes: [.noChange]),
    Row(
      name: "no link, but the change is added", changes: ["A": Change()],
      commits: [1: ([], [9])], added: ["A"], decision: .allowed),
    Row(
      name: "an artifact below what is deployed",
      changes: ["A": Change(), "B": Change(artifacts: [2])],
      commits: [1: (["B"], [2, 9]), 3: (["A"], [9])], decision: .allowed),
    Row(
      name: "an artifact below that waits",
      changes: ["A": Change(), "B": Change(artifacts: [2], gate: .awaiting)],
      commits: [1: (["B"], [2, 9]), 3: (["A"], [9])], decision: .awaiting,
      codes: [.changeAwaiting]),
    Row(
      name: "an artifact that does not reach the commit",
      changes: ["A": Change(), "B": Change(artifacts: [2])],
      commits: [1: (["B"], [9])], added: ["A"], decision: .prevented, codes: [.changePrevented]),
    Row(
      name: "every linked change counts, the worst decides",
      changes: ["A": Change(), "B": Change(gate: .awaiting), "C": Change(gate: .invalid)],
      commits: [1: (["A", "B", "C"], [9])], decision: .invalid,
      codes: [.changeInvalid, .changeAwaiting]),
    Row(
      name: "a change without artifacts", changes: ["A": Change(artifacts: [])],
      commits: [1: (["A"], [])], decision: .prevented,
      codes: [.noChange, .artifactWrong, .changePrevented]),
    Row(
      name: "a finished change does not open the gate",
      changes: ["A": Change(gate: .prevented, hasFinished: true)], commits: [1: (["A"], [9])],
      decision: .prevented, codes: [.changePrevented]),
    Row(
      name: "a finished change is past its own",
      changes: [
        "A": Change(), "B": Change(artifacts: [2], gate: .prevented, hasFinished: true),
      ], commits: [1: (["B"], [2, 9])], added: ["A"], decision: .allowed),
    Row(
      name: "a finished change whose artifact does not reach the commit",
      changes: ["A": Change(), "B": Change(artifacts: [2], gate: .prevented, hasFinished: true)],
      commits: [1: (["B"], [9])], linked: ["A"], decision: .prevented, codes: [.noChange]),
    Row(
      name: "superseded by an allowed change",
      changes: ["A": Change(supersedes: ["B"]), "B": Change(artifacts: [2], gate: .prevented)],
      commits: [1: (["B"], [2, 9])], decision: .allowed),
    Row(
      name: "superseded by one that waits",
      changes: [
        "A": Change(gate: .awaiting, supersedes: ["B"]),
        "B": Change(artifacts: [2], gate: .prevented),
      ],
      commits: [1: (["B"], [2, 9])], decision: .prevented,
      codes: [.changePrevented, .changeAwaiting]),
    Row(
      name: "superseded by one that is superseded in turn",
      changes: [
        "A": Change(supersedes: ["C"]), "B": Change(artifacts: [2], gate: .prevented),
        "C": Change(gate: .prevented, supersedes: ["B"]),
      ],
      commits: [1: (["B"], [2, 9])], decision: .prevented, codes: [.changePrevented]),
    Row(
      name: "superseded by an allowed change of other commits",
      changes: [
        "A": Change(artifacts: [5], supersedes: ["B"]),
        "B": Change(artifacts: [2], gate: .prevented),
        "C": Change(),
      ],
      commits: [1: (["B"], [2, 9])], linked: ["C"], decision: .prevented,
      codes: [.changePrevented]),
    Row(
      name: "nobody supersedes themselves",
      changes: ["A": Change(gate: .prevented, supersedes: ["A"])], commits: [1: (["A"], [9])],
      decision: .prevented, codes: [.changePrevented]),
    Row(
      name: "a link to nothing", changes: ["A": Change()], commits: [1: (["A", "X"], [9])],
      decision: .prevented, codes: [.noChange]),
    Row(
      name: "old code taken up by a merge", changes: ["A": Change()], linked: ["A"],
      unexplained: ["src/app.c"], decision: .prevented, codes: [.noChange]),
    Row(
      name: "an unsettled policy", changes: ["A": Change()], commits: [1: (["A"], [9])],
      unsettled: [.policyPending], decision: .invalid, codes: [.policyPending]),
    Row(
      name: "another system's change waits, and is left out",
      changes: ["A": Change(), "B": Change(artifacts: [2], gate: .awaiting, systems: ["mail"])],
      commits: [1: (["B"], [2, 9]), 3: (["A"], [9])], system: "shop", decision: .allowed),
    Row(
      name: "another system's change still has to reach its commits",
      changes: ["A": Change(), "B": Change(artifacts: [2], systems: ["mail"])],
      commits: [1: (["B"], [9]), 3: (["A"], [9])], system: "shop", decision: .prevented,
      codes: [.noChange]),
    Row(
      name: "another system's change opens nothing", changes: ["B": Change(systems: ["mail"])],
      commits: [1: (["B"], [9])], system: "shop", decision: .prevented, codes: [.artifactWrong]),
    Row(
      name: "another system's change supersedes nothing",
      changes: [
        "A": Change(systems: ["mail"], supersedes: ["B"]),
        "B": Change(artifacts: [2], gate: .prevented), "C": Change(),
      ],
      commits: [1: (["B"], [2, 9])], linked: ["C"], system: "shop", decision: .prevented,
      codes: [.changePrevented]),
    Row(
      name: "a part, a whole and a need belong to the system",
      changes: [
        "A": Change(), "B": Change(gate: .awaiting, systems: ["till"]),
        "C": Change(gate: .awaiting, systems: ["company"]),
        "D": Change(gate: .awaiting, systems: ["store"]), "E": Change(gate: .awaiting, systems: []),
        "F": Change(gate: .awaiting, systems: ["mail", "unheard-of"]),
      ],
      commits: [1: (["A", "B", "C", "D", "E", "F"], [9])], system: "shop", decision: .awaiting,
      codes: Array(repeating: .changeAwaiting, count: 5)),
  ]

  private static var inventory: Systems {
    var systems = Systems()
    for id in ["shop", "till", "company", "store", "mail"] {
      systems.systems[id] = Systems.System(id: id)
    }
    systems.systems["shop"]?.parent = "company"
    systems.systems["till"]?.parent = "shop"
    systems.systems["till"]?.dependsOn = ["store"]
    systems.systems["mail"]?.dependsOn = ["shop"]
    return systems
  }

  @Test(arguments: rows) func `a deployment is as good as its changes`(_ row: Row) throws {
    let tip = RandomGraph.id(9)
    let commits = row.commits.sorted { $0.key < $1.key }.map { number, commit in
      CodeCommit(
        id: RandomGraph.id(number), subject: "Work", links: commit.links, paths: ["src/app.c"],
        pathCount: 1, reachedBy: Set(commit.reachedBy.map(RandomGraph.id)))
    }
    var standings: [String: ChangeStanding] = [:]
    for (id, change) in row.changes {
      standings[id] = ChangeStanding(
        id: id, artifacts: change.artifacts.map(RandomGraph.id), systems: change.systems,
        supersedes: change.supersedes, hasFinished: change.hasFinished)
    }
    let rule = DeploymentRule(
      commit: tip, since: RandomGraph.id(0), commits: commits, linked: row.linked,
      added: row.added, unexplained: row.unexplained, standings: standings,
      scope: try row.system.map { try #require(SystemScope(of: $0, in: Self.inventory)) },
      unsettled: row.unsettled.map { GateReason(code: $0, message: "unsettled") }
    ) { id, question in
      row.changes[id].map { Self.verdict(id, on: $0, question) }
    }
    let answer = rule.deployment()
    #expect(answer.decision == row.decision, "\(answer.reasons)")
    #expect(answer.reasons.map(\.code) == row.codes, "\(answer.reasons)")
    #expect(answer.changes.map(\.change) == answer.changes.map(\.change).sorted())
  }

  @Test func `a system that is not in the inventory has no scope`() {
    #expect(SystemScope(of: "bakery", in: Self.inventory) == nil)
  }

  /// The change's word, or `artifact-wrong` for what is none of its artifacts.
  private static func verdict(
    _ id: String, on change: Change, _ question: GateQuestion
  ) -> Verdict {
    let isOwn =
      !question.artifacts.isEmpty
      && question.artifacts.allSatisfy { artifact in
        change.artifacts.contains { artifact == .commit(RandomGraph.id($0)) }
      }
    let reasons =
      isOwn
      ? [] : [GateReason(code: .artifactWrong, message: "it is not an artifact of this change")]
    return Verdict(
      change: id, record: nil, mode: .live, stage: nil, state: .active, type: .normal, risk: nil,
      gate: Verdict.Gate(
        name: "deploy", decision: isOwn ? change.gate : max(change.gate, .prevented),
        reasons: reasons, next: nil), stages: [], acts: [], flags: [], nearMisses: [],
      policy: History.PolicyReference(commit: nil, digest: nil, authorised: true),
      trunkReference: "refs/heads/main", trunkCommit: RandomGraph.id(0),
      now: Instant(seconds: 0))
  }
}

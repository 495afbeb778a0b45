internal import Acts
internal import Primitives
internal import Records

/// Evaluates the requirement tree of one stage. Everything is evaluated, nothing short-circuits,
/// so that the verdict can say what is missing everywhere at once.
struct RequirementEvaluator {
  /// A node with its verdict, its people and its children.
  struct Node {
    var verdict: RequirementVerdict
    /// The id that the policy gives it, by which others name it.
    var ownID: String?
    /// The seats of a quorum, one bench for each system where it is repeated.
    var benches: [Seating.Bench] = []
    var children: [Node] = []
    let kind: Requirement.Kind

    /// Makes the node and all below it advice.
    mutating func advise() {
      verdict.isAdvisory = true
      for index in children.indices { children[index].advise() }
    }
  }

  let view: View
  let tally: Tally
  let rule: StageRule
  let risk: ChangeRequest.Risk?
  /// Requirements that a counted Override sets aside.
  let overridden: Set<String>

  /// The status of the whole tree and the verdicts of its nodes, parents first.
  func evaluate(_ requirement: Requirement) -> (Status, [RequirementVerdict]) {
    // A quorum that the policy left unnamed is listed by its role, here as below others.
    var root = node(requirement, prefix: "", name: requirement.id ?? requirement.fallbackName)
    var status = root.verdict.status
    // A stage that only advises asks for nothing; a further workflow may leave it at advice.
    if root.verdict.isAdvisory, status != .error {
      status = rule.workflow.isEmpty ? .error : .notApplicable
      if status == .error {
        root.verdict = root.verdict.changed(.error, "the stage asks for nothing but advice")
      }
    }
    if !rule.distinct.isEmpty, let short = unseated(in: root) {
      mark(short, in: &root)
      if status.passes {
        status = root.verdict.status == .error ? .error : .unsatisfied
      }
    }
    if status == .notApplicable, isComposite(requirement) { status = .error }
    let path = rule.path
    let verdicts = flatten(root).map { verdict in
      var verdict = verdict
      verdict.path = path
      return verdict
    }
    return (status, verdicts)
  }

  private func isComposite(_ requirement: Requirement) -> Bool {
    switch requirement.kind {
    case .all, .any, .atLeast: requirement.when.isEmpty
    case .quorum, .empty: false
    }
  }

  /// A node without a name is listed only if it errs, under the name of its stage.
  private func unnamedError(_ verdict: RequirementVerdict) -> [RequirementVerdict] {
    guard verdict.status == .error else { return [] }
    return [verdict.named(rule.stage.rawValue)]
  }

  private func flatten(_ node: Node, isMoot: Bool = false) -> [RequirementVerdict] {
    var verdict = node.verdict
    verdict.isMoot = isMoot
    let own = verdict.id.isEmpty ? unnamedError(verdict) : [verdict]
    let isMet = isMoot || verdict.status.passes
    return own + node.children.flatMap { flatten($0, isMoot: isMet) }
  }

  // MARK: Nodes

  private func node(
    _ requirement: Requirement, prefix: String, name: String?, within isHard: Bool = false
  ) -> Node {
    let isHard = isHard || requirement.level == .hard
    let id = prefix + (name ?? "")
    if !requirement.when.isEmpty, let record = view.record {
      let conditions = ConditionEvaluator(record: record, risk: risk, policy: view.policy)
      switch conditions.evaluate(requirement.when) {
      case .applies: break
      case .doesNotApply(let why):
        return leaf(requirement, id, .notApplicable, message: "not needed: \(why)")
      case .undecidable(let why):
        return leaf(requirement, id, .error, message: why, blamesRecord: true)
      }
    }
    var node =
      switch requirement.kind {
      case .quorum(let quorum): self.quorum(quorum, requirement, id)
      case .all(let children): composite(requirement, children, id, need: children.count, isHard)
      case .any(let children): composite(requirement, children, id, need: 1, isHard)
      case .atLeast(let number, let children):
        composite(requirement, children, id, need: number ?? 0, isHard)
      case .empty: leaf(requirement, id, .error, message: emptiness)
      }
    node.ownID = requirement.id
    // What cannot be decided is not set aside either.
    if node.verdict.status == .unsatisfied, let own = requirement.id, overridden.contains(own),
      !isHard, !requirement.isHard
    {
      node.verdict.status = .overridden
    }
    if requirement.level == .advisory { node.advise() }
    return node
  }

  private var emptiness: String {
    rule.isUngoverned ? "no workflow is for this change" : "the requirement asks for nothing"
  }

  private func leaf(
    _ requirement: Requirement, _ id: String, _ status: Status, message: String,
    blamesRecord: Bool = false, need: Int = 0
  ) -> Node {
    Node(
      verdict: RequirementVerdict(
        id: id.isEmpty ? rule.stage.rawValue : id, status: status, need: need, have: 0, acts: [],
        could: [], message: message, line: requirement.line, blamesRecord: blamesRecord),
      kind: requirement.kind)
  }

  private func composite(
    _ requirement: Requirement, _ children: [Requirement], _ id: String, need: Int,
    _ isHard: Bool
  ) -> Node {
    let prefix = requirement.id == nil ? id : id + "/"
    let nodes = children.enumerated().map { index, child in
      node(
        child, prefix: prefix, name: child.id ?? child.fallbackName ?? "\(index + 1)",
        within: isHard)
    }
    // What only advises neither blocks nor helps; what it cannot decide is still an error.
    let binding = nodes.filter { !$0.verdict.isAdvisory || $0.verdict.status == .error }
    let passing = binding.count {
      $0.verdict.status == .satisfied || $0.verdict.status == .overridden
    }
    let applicable = binding.filter { $0.verdict.status != .notApplicable }
    var message: String?
    var status: Status
    if applicable.isEmpty {
      status = .error
      message =
        nodes.contains(where: \.verdict.isAdvisory)
        ? "nothing but advice applies" : "none of the alternatives applies"
    } else {
      status = self.status(of: requirement.kind, applicable, passing: passing, need: need)
      if status == .error { message = applicable.compactMap(\.verdict.message).first }
    }
    var isMiscounted = false
    let most = children.count { $0.level != .advisory }
    if case .atLeast(let number, _) = requirement.kind, most > 0,
      (number ?? 0) < 1 || (number ?? 0) > most
    {
      isMiscounted = true
      status = .error
      message = "`at-least` needs a number from 1 to \(most)"
    }
    let erring = applicable.filter { $0.verdict.status == .error }
    let blamesRecord =
      !isMiscounted && status == .error && !erring.isEmpty
      && erring.allSatisfy(\.verdict.blamesRecord)
    var verdictNeed = need
    if case .all = requirement.kind { verdictNeed = applicable.count }
    return Node(
      verdict: RequirementVerdict(
        id: requirement.id == nil ? "" : id, status: status, need: verdictNeed, have: passing,
        acts: [], could: [], message: message, line: requirement.line, blamesRecord: blamesRecord),
      children: nodes, kind: requirement.kind)
  }

  private func status(of kind: Requirement.Kind, _ nodes: [Node], passing: Int, need: Int)
    -> Status
  {
    let erring = nodes.contains { $0.verdict.status == .error }
    if case .all = kind {
      if erring { return .error }
      return passing == nodes.count ? .satisfied : .unsatisfied
    }
    if passing >= max(1, need) { return .satisfied }
    return erring ? .error : .unsatisfied
  }

  // MARK: Quorums

  private func quorum(_ quorum: Requirement.Quorum, _ requirement: Requirement, _ id: String)
    -> Node
  {
    guard let count = quorum.count, count >= 1 else {
      return leaf(requirement, id, .error, message: "the requirement does not say its `count`")
    }
    guard let per = quorum.per else {
      if quorum.role == "system-owner" {
        return leaf(
          requirement, id, .error, message: "`system-owner` needs `per: system`")
      }
      return seats(quorum, requirement, id, role: quorum.role, count: count)
    }
    guard let named = view.record?.request?.systems, !named.isEmpty else {
      return leaf(
        requirement, id, .error, message: "the record names no system", blamesRecord: true)
    }
    var systems = named.uniqued()
    if per == .systemAndDependencies {
      systems += systems.flatMap { view.policy.systems.systems[$0]?.dependsOn ?? [] }
      systems = systems.uniqued()
    }
    let children = systems.map { system in
      perSystem(quorum, requirement, id + "/" + system, system: system, count: count)
    }
    let statuses = children.map(\.verdict.status)
    let status: Status =
      statuses.contains(.error) ? .error : statuses.allSatisfy(\.passes) ? .satisfied : .unsatisfied
    let faults = children.filter { $0.verdict.status == .error }
    return Node(
      verdict: RequirementVerdict(
        id: id, status: status, need: children.reduce(0) { $0 + $1.verdict.need },
        have: children.reduce(0) { $0 + min($1.verdict.have, $1.verdict.need) },
        acts: children.flatMap(\.verdict.acts).uniqued(),
        could: children.filter { !$0.verdict.status.passes }.flatMap(\.verdict.could).uniqued(),
        message: faults.first?.verdict.message, line: requirement.line,
        blamesRecord: !faults.isEmpty && faults.allSatisfy(\.verdict.blamesRecord)),
      benches: children.flatMap(\.benches), children: children, kind: requirement.kind)
  }

  private func perSystem(
    _ quorum: Requirement.Quorum, _ requirement: Requirement, _ id: String, system: String,
    count: Int
  ) -> Node {
    guard let known = view.policy.systems.systems[system] else {
      return leaf(
        requirement, id, .error, message: "the inventory has no system `\(system)`",
        blamesRecord: true)
    }
    guard quorum.role == "system-owner" else {
      return seats(quorum, requirement, id, role: quorum.role, count: count)
    }
    if known.owners.isEmpty, let fallback = quorum.fallback {
      return seats(quorum, requirement, id, role: fallback, count: count)
    }
    return seats(quorum, requirement, id, role: Roles.owner(of: system), count: count)
  }

  private func seats(
    _ quorum: Requirement.Quorum, _ requirement: Requirement, _ id: String, role: String,
    count: Int
  ) -> Node {
    let roles = Roles(policy: view.policy)
    guard roles.knows(role) else {
      return leaf(requirement, id, .error, message: "no role `\(role)` exists")
    }
    let holders = roles.holders(of: role)
    guard !holders.isEmpty else {
      return leaf(requirement, id, .error, message: "nobody holds the role `\(role)`")
    }
    var people: [String] = []
    var filling: [ObjectID] = []
    let voters = tally.voters
    for index in tally.counted(rule.act ?? .approve) {
      let act = tally.acts[index]
      guard act.statement.role == role, let person = act.person,
        quorum.seat.isOpen(toMachine: act.isMachine),
        rule.act != .test || act.statement["outcome"] == "pass"
      else { continue }
      let voter = voters[person] ?? person
      if people.contains(voter) { continue }
      people.append(voter)
      filling.append(act.id)
    }
    let could = holders.filter { holder in
      let person = view.history.canonical(holder)
      return !people.contains(voters[person] ?? person) && roles.isActive(holder)
        && quorum.seat.isOpen(toMachine: roles.isMachine(holder))
        && tally.duties.exclusion(of: person, from: rule) == nil
    }
    let isFilled = people.count >= count
    var verdict = RequirementVerdict(
      id: id, status: isFilled ? .satisfied : .unsatisfied, need: count,
      have: people.count, acts: filling, could: isFilled ? [] : could, message: nil,
      line: requirement.line, blamesRecord: false, verb: rule.act, role: role)
    verdict.candidates = could
    return Node(
      verdict: verdict,
      benches: [Seating.Bench(requirement: id, count: count, people: people)],
      kind: requirement.kind)
  }
}

extension Requirement.Seat {
  fileprivate func isOpen(toMachine isMachine: Bool) -> Bool {
    switch self {
    case .any: true
    case .human: !isMachine
    case .machine: isMachine
    }
  }
}

extension Requirement {
  /// How an unnamed node is called within its parent.
  fileprivate var fallbackName: String? {
    guard case .quorum(let quorum) = kind else { return nil }
    return quorum.role
  }
}

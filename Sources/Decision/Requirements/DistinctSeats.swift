internal import Records

extension RequirementEvaluator {
  /// The most ways of meeting alternatives that are tried; beyond it the policy is too wide.
  private static let widest = 256

  /// The requirements of `distinct` that no seating can fill together, with the people each gets
  /// in the best one; nil if all can be filled.
  func unseated(in root: Node) -> [String: Int]? {
    let ways =
      root.verdict.status.passes ? waysOfHolding(root, isListed: false) : waysOfListed(root)
    // A policy too wide to search is not met: it fails closed.
    if ways.isEmpty || ways.count > Self.widest {
      return rule.distinct.compactMap { find($0, in: root) }.reduce(into: [:]) {
        $0[$1.verdict.id] = 0
      }
    }
    var best: (Seating, [Seating.Bench])?
    for way in ways {
      let seating = Seating(benches: way)
      if seating.isComplete { return nil }
      if let known = best, known.0.filled >= seating.filled { continue }
      best = (seating, way)
    }
    guard let (seating, benches) = best else { return nil }
    var short: [String: Int] = [:]
    for (bench, people) in zip(benches, seating.seated) where people.count < bench.count {
      short[bench.requirement] = people.count
    }
    return short
  }

  /// What every listed requirement asks for, whatever the tree around it makes of it.
  private func waysOfListed(_ root: Node) -> [[Seating.Bench]] {
    let listed = rule.distinct.compactMap { find($0, in: root) }
    var ways: [[Seating.Bench]] = [[]]
    for node in listed where node.verdict.status != .overridden && !node.verdict.isAdvisory {
      let next = waysOfMeeting(node)
      ways = ways.flatMap { way in next.prefix(Self.widest).map { way + $0 } }
      if ways.count > Self.widest { break }
    }
    return ways
  }

  /// The seats that the listed requirements ask for in each way in which a satisfied tree holds:
  /// an alternative that is not needed asks for none.
  private func waysOfHolding(_ node: Node, isListed: Bool) -> [[Seating.Bench]] {
    if node.verdict.status == .notApplicable || node.verdict.isAdvisory { return [[]] }
    if let own = node.ownID, overridden.contains(own) { return [[]] }
    let isListed = isListed || node.ownID.map(rule.distinct.contains) ?? false
    switch node.kind {
    case .quorum:
      if isListed { return [node.benches] }
      return node.verdict.status.passes ? [[]] : []
    case .empty: return []
    case .all: return holding(node.children, isListed)
    case .any:
      return node.children.filter(isOpen).flatMap { waysOfHolding($0, isListed: isListed) }
    case .atLeast(let number, _):
      return choices(of: number ?? 0, from: node.children.filter(isOpen)[...])
        .flatMap { holding($0, isListed) }
    }
  }

  private func holding(_ nodes: [Node], _ isListed: Bool) -> [[Seating.Bench]] {
    nodes.reduce([[]]) { ways, node in
      let next = waysOfHolding(node, isListed: isListed)
      return Array(ways.flatMap { way in next.map { way + $0 } }.prefix(Self.widest + 1))
    }
  }

  /// The node of an id, however deep it stands: its verdict is named after its parents too.
  private func find(_ id: String, in node: Node) -> Node? {
    // What an Override sets aside asks for no seat, nor does anything below it.
    if let own = node.ownID, overridden.contains(own) { return nil }
    if node.ownID == id { return node }
    for child in node.children {
      if let found = find(id, in: child) { return found }
    }
    return nil
  }

  /// The sets of benches each of which would meet a node.
  private func waysOfMeeting(_ node: Node) -> [[Seating.Bench]] {
    if node.verdict.status == .notApplicable || node.verdict.status == .overridden { return [[]] }
    if node.verdict.isAdvisory { return [[]] }
    switch node.kind {
    case .quorum: return [node.benches]
    case .empty: return []
    case .all(_): return combined(node.children, all: true)
    case .any(_): return node.children.filter(isOpen).flatMap(waysOfMeeting)
    case .atLeast(let number, _):
      return choices(of: number ?? 0, from: node.children.filter(isOpen)[...])
        .flatMap { combined($0, all: true) }
    }
  }

  private func isOpen(_ node: Node) -> Bool {
    node.verdict.status != .notApplicable && node.verdict.status != .error
      && !node.verdict.isAdvisory
  }

  private func combined(_ nodes: [Node], all: Bool) -> [[Seating.Bench]] {
    nodes.reduce([[]]) { ways, node in
      let next = waysOfMeeting(node)
      return Array(ways.flatMap { way in next.map { way + $0 } }.prefix(Self.widest + 1))
    }
  }

  private func choices(of number: Int, from nodes: ArraySlice<Node>) -> [[Node]] {
    if number <= 0 { return [[]] }
    guard let first = nodes.first, nodes.count >= number else { return [] }
    let with = choices(of: number - 1, from: nodes.dropFirst()).map { [first] + $0 }
    if with.count > Self.widest { return with }
    return Array((with + choices(of: number, from: nodes.dropFirst())).prefix(Self.widest + 1))
  }

  /// Marks the requirements that no seating fills, and what rests on them.
  func mark(_ short: [String: Int], in node: inout Node) {
    for index in node.children.indices { mark(short, in: &node.children[index]) }
    if let seated = short[node.verdict.id], node.verdict.status != .error {
      node.verdict = node.verdict.changed(
        .unsatisfied, have: seated,
        node.verdict.status == .satisfied
          ? "one person fills one seat only among \(rule.distinct.joined(separator: ", "))"
          : node.verdict.message, could: node.verdict.candidates)
    } else if node.verdict.status == .satisfied,
      node.children.contains(where: { $0.verdict.isOpen && isDecisive($0, in: node) })
    {
      // An error beside it is no longer made up for.
      let errs = node.children.contains { $0.verdict.status == .error }
      node.verdict.status = errs ? .error : .unsatisfied
    }
  }

  private func isDecisive(_ child: Node, in node: Node) -> Bool {
    let binding = node.children.filter { !$0.verdict.isAdvisory }
    return switch node.kind {
    case .all, .quorum: true
    case .any:
      binding.allSatisfy { !$0.verdict.status.passes || $0.verdict.status == .notApplicable }
    case .atLeast(let number, _):
      binding.count { $0.verdict.status == .satisfied } < (number ?? 0)
    case .empty: false
    }
  }
}

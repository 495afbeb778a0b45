internal import Diagnostics
package import Records

extension LintContext {
  /// The place in the workflow because of which a section is asked for: a requirement for this
  /// record's risk, else the first stage that covers the section.
  func demand(for section: Section) -> Violation.Related? {
    guard let workflow = policy?.workflow else { return nil }
    let rules = Stage.allCases.compactMap { workflow.stages[$0] }
      .filter { $0.coveredSections.contains(section) && $0.stage != .closed }
    for rule in rules {
      guard let require = rule.require, let hit = requirement(in: require) else { continue }
      let name = hit.id.map { "`\($0)`" } ?? "a requirement"
      return .policy(
        "\(name) asks for more at risk \(risk.rawValue)", file: "workflow.yaml", line: hit.line)
    }
    guard let rule = rules.first else { return nil }
    return .policy(
      "`\(rule.stage.rawValue)` covers `\(section.rawValue)`", file: "workflow.yaml",
      line: rule.line)
  }

  /// The first requirement of a tree that has this record's risk as its condition.
  private func requirement(in root: Requirement) -> Requirement? {
    let isMeant = root.when.contains {
      $0.field == .risk && $0.values.contains(risk.rawValue)
    }
    if isMeant { return root }
    switch root.kind {
    case .all(let children), .any(let children), .atLeast(_, let children):
      for child in children {
        if let hit = requirement(in: child) { return hit }
      }
      return nil
    case .quorum, .empty:
      return nil
    }
  }

  /// Everybody whom the record names, with the place.
  var namedPeople: [(person: String, place: Place)] {
    var result: [(String, Place)] = []
    func add(_ person: String?, _ place: @autoclosure () -> Place) {
      if let person { result.append((person, place())) }
    }
    add(change.request?.requester, "request.requester")
    for (index, entry) in (change.testing?.results ?? []).enumerated() {
      add(entry.by, Place("testing.results[\(index)].by"))
    }
    add(change.implementation?.implementer, "implementation.implementer")
    for (index, entry) in (change.execution?.log ?? []).enumerated() {
      add(entry.by, Place("execution.log[\(index)].by"))
    }
    for (index, entry) in (change.review?.improvements ?? []).enumerated() {
      add(entry.owner, Place("review.improvements[\(index)].owner"))
    }
    result += decidingPeople.filter { $0.place != "request.requester" }
    return result
  }

  /// Those named people whose word decides something.
  var decidingPeople: [(person: String, place: Place)] {
    let places: [(String?, Place)] = [
      (change.request?.requester, "request.requester"),
      (change.testing?.waiver?.acceptedBy, "testing.waiver.accepted-by"),
      (change.rollback?.decisionOwner, "rollback.decision.owner"),
      (change.rollback?.decisionDeputy, "rollback.decision.deputy"),
      (change.rollback?.data?.acceptedBy, "rollback.data.accepted-by"),
      (change.rollback?.irreversible?.acceptedBy, "rollback.irreversible.accepted-by"),
      (change.execution?.rollback?.decidedBy, "execution.rollback.decided-by"),
    ]
    return places.compactMap { person, place in person.map { ($0, place) } }
  }

  /// Every system that the record names, with the place.
  var namedSystems: [(system: String, place: Place)] {
    var result: [(String, Place)] = []
    func add(_ systems: [String]?, _ place: String) {
      for (index, system) in (systems ?? []).enumerated() {
        result.append((system, Place("\(place)[\(index)]")))
      }
    }
    add(change.request?.systems, "request.systems")
    add(change.assessment?.dependencies, "assessment.dependencies")
    add(change.rollback?.requires, "rollback.requires")
    return result
  }

  /// The inventory's entries of the systems that change.
  var inventory: [Systems.System] {
    guard let systems = policy?.systems.systems else { return [] }
    return (change.request?.systems ?? []).compactMap { systems[$0] }
  }

  /// Every file that the record refers to, with the place of the path.
  var namedEvidence: [(evidence: ChangeRequest.Evidence, place: Place)] {
    var result: [(ChangeRequest.Evidence, Place)] = []
    for (index, entry) in (change.testing?.results ?? []).enumerated() {
      guard let evidence = entry.evidence else { continue }
      result.append((evidence, Place("testing.results[\(index)].evidence")))
    }
    if let evidence = change.rollback?.rehearsal?.evidence {
      result.append((evidence, "rollback.rehearsal.evidence"))
    }
    return result
  }

  /// The kinds of test that the record's risk asks for at least.
  var requiredTests: [ChangeRequest.Testing.TestKind] {
    switch risk {
    case .low: [.functional]
    case .medium: [.functional, .compatibility]
    case .high, .critical: [.functional, .compatibility, .security, .rollback]
    }
  }

  /// Whether an emergency states why it was not tested.
  var isTestingWaived: Bool { change.kind == .emergency && change.testing?.waiver != nil }

  /// Whether the record says that there is no way back.
  var isIrreversible: Bool {
    change.rollback?.strategy == ChangeRequest.Rollback.Strategy.none
      || change.rollback?.strategy == .forwardFix
  }
}

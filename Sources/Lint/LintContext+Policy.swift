internal import Diagnostics
internal import Records
internal import YAMLTree

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

  /// The file that sets limits, if the policy sets any.
  var settingsFile: Violation.Related? {
    guard let policy, policy.lint != LintSettings() else { return nil }
    return .policy("the limit", file: "lint.yaml", line: 0)
  }

  /// The file of a template.
  func file(of template: Template) -> Violation.Related {
    let folder = "policies/"
    let path =
      template.path.utf8.starts(with: folder.utf8)
      ? String(template.path.dropFirst(folder.count)) : "templates/\(template.id).yaml"
    return .policy("the template", file: path, line: 0)
  }

  /// The people whom the record names and for whom a test holds, with the place.
  func namedPeople(where test: (String) -> Bool) -> [(person: String, place: Place)] {
    var result: [(String, Place)] = []
    func look(_ person: String?, _ place: @autoclosure () -> Place) {
      if let person, test(person) { result.append((person, place())) }
    }
    for (index, entry) in (testing?.results ?? []).enumerated() {
      look(entry.by, Place("testing.results[\(index)].by"))
    }
    look(implementation?.implementer, "implementation.implementer")
    for (index, entry) in (execution?.log ?? []).enumerated() {
      look(entry.by, Place("execution.log[\(index)].by"))
    }
    for (index, entry) in (review?.improvements ?? []).enumerated() {
      look(entry.owner, Place("review.improvements[\(index)].owner"))
    }
    return result + decidingPeople(where: test)
  }

  /// Those of them whose word decides something.
  func decidingPeople(where test: (String) -> Bool) -> [(person: String, place: Place)] {
    var result: [(String, Place)] = []
    func look(_ person: String?, _ place: @autoclosure () -> Place) {
      if let person, test(person) { result.append((person, place())) }
    }
    look(request?.requester, "request.requester")
    look(testing?.waiver?.acceptedBy, "testing.waiver.accepted-by")
    look(rollback?.decisionOwner, "rollback.decision.owner")
    look(rollback?.decisionDeputy, "rollback.decision.deputy")
    look(rollback?.data?.acceptedBy, "rollback.data.accepted-by")
    look(rollback?.irreversible?.acceptedBy, "rollback.irreversible.accepted-by")
    look(execution?.rollback?.decidedBy, "execution.rollback.decided-by")
    return result
  }

  /// The systems that the record names and for which a test holds, with the place.
  func namedSystems(where test: (String) -> Bool) -> [(system: String, place: Place)] {
    var result: [(String, Place)] = []
    func look(_ systems: [String]?, _ place: String) {
      for (index, system) in (systems ?? []).enumerated() where test(system) {
        result.append((system, Place("\(place)[\(index)]")))
      }
    }
    look(request?.systems, "request.systems")
    look(assessment?.dependencies, "assessment.dependencies")
    look(rollback?.requires, "rollback.requires")
    return result
  }

  /// The inventory's entries of the systems that change.
  var inventory: [Systems.System] {
    guard let systems = policy?.systems.systems else { return [] }
    return (request?.systems ?? []).compactMap { systems[$0] }
  }

  /// The files that the record refers to and for which a test holds, with the place.
  func namedEvidence(
    where test: (ChangeRequest.Evidence) -> Bool
  ) -> [(evidence: ChangeRequest.Evidence, place: Place)] {
    var result: [(ChangeRequest.Evidence, Place)] = []
    for (index, entry) in (testing?.results ?? []).enumerated() {
      guard let evidence = entry.evidence, test(evidence) else { continue }
      result.append((evidence, Place("testing.results[\(index)].evidence")))
    }
    if let evidence = rollback?.rehearsal?.evidence, test(evidence) {
      result.append((evidence, "rollback.rehearsal.evidence"))
    }
    // What a template rests on is what each of its uses rests on.
    for evidence in template?.content.namedEvidence ?? [] where test(evidence) {
      result.append((evidence, "request.template"))
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
  var isTestingWaived: Bool { change.kind == .emergency && testing?.waiver != nil }

  /// Whether the record says that there is no way back.
  var isIrreversible: Bool {
    rollback?.strategy == ChangeRequest.Rollback.Strategy.none
      || rollback?.strategy == .forwardFix
  }
}

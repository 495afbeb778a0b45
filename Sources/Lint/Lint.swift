package import Diagnostics
internal import Primitives
package import Records
internal import YAMLTree

/// Everything that is wrong with one record, sorted by place.
///
/// The findings about its structure come first in their places and can be raised by
/// `policies/lint.yaml`, never lowered: what could not be read was not judged either.
///
/// - Parameters:
///   - kind: the type by which the change is judged, where that is not the one it states.
///   - template: the template that a standard change is made from, where it is not the policy's of
///     that name.
///   - surroundings: what rules may know beside the record; without it they say nothing of it.
///   - errorsAlone: whether nothing less than an error is asked for; rules that say less of such a
///     record are not run.
package func lint(
  _ document: RecordDocument, policy: Policy?, stage: Stage = .approved,
  evidence: EvidenceLookup = .unknown, judgedAs kind: ChangeRequest.Kind? = nil,
  template: Template? = nil, surroundings: Surroundings = Surroundings(),
  errorsAlone: Bool = false
) -> [Finding] {
  let settings = policy?.lint.severities ?? [:]
  var findings = document.findings.map { Severities.raised($0, settings) }
  guard let change = document.change else {
    if !findings.contains(where: { $0.severity == .error }) {
      findings.append(unreadable(document))
    }
    return findings.sorted(by: Order.isBefore)
  }
  // A draft with blanks is no plan yet: what else the rules would say of it is noise.
  guard !findings.contains(where: { $0.rule == Blank.rule }) else {
    return findings.sorted(by: Order.isBefore)
  }
  let context = LintContext(
    document: document, change: change, policy: policy, stage: stage, evidence: evidence,
    judgedAs: kind, template: template, surroundings: surroundings)
  let column = context.column
  if errorsAlone { findings.removeAll { $0.severity != .error } }
  for check in RecordCheck.all {
    guard context.applies(from: check.fromRank, about: check.section),
      let level = check.levels[column].severity,
      !errorsAlone || check.severity(level, settings) == .error
    else { continue }
    let violations = check.violations(context)
    guard !violations.isEmpty else { continue }
    let rule = Rule.all[check.index]
    guard let severity = Severities.severity(of: rule, level: level, settings) else { continue }
    for violation in violations {
      findings.append(finding(violation, of: rule, severity: severity, in: context))
    }
  }
  return findings.sorted(by: Order.isBefore)
}

/// What has to be known of a rule about one record to run it: the rest of a rule, its texts and
/// examples, would be copied for every rule and every record.
private struct RecordCheck: Sendable {
  /// Where the rule stands in `Rule.all`.
  let index: Int
  let name: String
  let canBeLowered: Bool
  let fromRank: Int
  let section: Section?
  let levels: Levels
  let violations: @Sendable (LintContext) -> [Violation]

  func severity(_ level: Severity, _ settings: [String: Severity?]) -> Severity? {
    Severities.severity(of: name, level: level, canBeLowered: canBeLowered, settings)
  }

  /// In the order of the rules.
  static let all = Rule.all.enumerated().compactMap { index, rule -> RecordCheck? in
    guard case .record(let violations) = rule.check else { return nil }
    return RecordCheck(
      index: index, name: rule.name, canBeLowered: rule.canBeLowered, fromRank: rule.fromRank,
      section: rule.section, levels: rule.levels,
      violations: violations)
  }
}

/// Everything that is wrong between the records of one tree, sorted by path and place.
///
/// - Parameter map: gives the findings of each of so many rules, in their order; they do not
///   depend on each other.
package func lintTogether(
  _ documents: [RecordDocument], policy: Policy? = nil,
  surroundings: Surroundings = Surroundings(),
  map: (Int, @escaping @Sendable (Int) -> [Finding]) -> [[Finding]] = { (0..<$0).map($1) }
) -> [Finding] {
  let set = RecordSet(documents, policy: policy, surroundings: surroundings)
  let rules = Rule.all.indices.filter { Rule.all[$0].isTogether }
  let found = map(rules.count) { findings(of: Rule.all[rules[$0]], in: set) }
  return found.joined().sorted(by: Order.isBefore)
}

/// What one rule about several records finds.
private func findings(of rule: Rule, in set: RecordSet) -> [Finding] {
  let settings = set.policy?.lint.severities ?? [:]
  if case .files = rule.check { return fileFindings(of: rule, in: set, settings) }
  guard case .together(let check) = rule.check,
    Severities.severity(of: rule, level: .error, settings) != nil
  else { return [] }
  var findings: [Finding] = []
  for found in check(set) {
    let document = set.documents[found.index]
    guard let change = document.change else { continue }
    let context = LintContext(
      document: document, change: change, policy: set.policy, stage: .approved, evidence: .unknown)
    guard let level = rule.levels[context.column].severity,
      let severity = Severities.severity(of: rule, level: level, settings)
    else { continue }
    var result = finding(found.violation, of: rule, severity: severity, in: context)
    if let other = found.other {
      let location = set.documents[other.index].location(of: other.place)
      result = result.with(Finding.Related(label: other.label, location: location))
    }
    findings.append(result)
  }
  return findings
}

/// What a rule about the files beside the records finds.
private func fileFindings(
  of rule: Rule, in set: RecordSet, _ settings: [String: Severity?]
) -> [Finding] {
  guard case .files(let check) = rule.check, let level = rule.levels.high.severity,
    let severity = Severities.severity(of: rule, level: level, settings)
  else { return [] }
  return check(set).map {
    Finding(
      rule: rule.name, severity: severity, message: $0.message,
      location: Location(path: $0.path), advice: $0.advice)
  }
}

/// The finding about a file below `changes/` that is neither a record nor evidence, or nil if the
/// path is a legal one.
package func strayFile(at path: String) -> Finding? {
  guard path.utf8.starts(with: "changes/".utf8), !path.utf8.starts(with: "changes/evidence/".utf8),
    RecordPath.read(path) == nil
  else { return nil }
  return Finding(
    rule: Rule.strayFile.name, message: Rule.strayMessage(path), location: Location(path: path),
    advice: Rule.strayAdvice)
}

private func finding(
  _ violation: Violation, of rule: Rule, severity: Severity, in context: LintContext
) -> Finding {
  var related = violation.related
  if related.isEmpty, rule.from > .initiated, let section = rule.section,
    let demand = context.demand(for: section)
  {
    related.append(demand)
  }
  return Finding(
    rule: rule.name, severity: severity, message: violation.message,
    location: context.document.location(of: violation.place),
    place: violation.place.description, advice: violation.advice,
    related: related.map { place(of: $0, in: context.document) }, fix: violation.fix)
}

private func place(of related: Violation.Related, in document: RecordDocument) -> Finding.Related {
  switch related {
  case .record(let label, let place):
    return Finding.Related(label: label, location: document.location(of: place))
  case .policy(let label, let file, let line):
    let start = Position(line: line, column: 1)
    let span = line > 0 ? Span(start: start, end: start) : nil
    return Finding.Related(label: label, location: Location(path: "policies/" + file, span: span))
  }
}

private func unreadable(_ document: RecordDocument) -> Finding {
  Finding(
    rule: "record-unreadable", message: "the file holds no record",
    location: document.location(of: Place([])), advice: "write a change request into it")
}

extension Finding {
  /// The same finding with one more place.
  fileprivate func with(_ place: Related) -> Finding {
    var result = self
    result.related.insert(place, at: 0)
    return result
  }
}

package import Records

/// One thing that can be wrong with a record: code, reasons and examples together.
///
/// The name is stable and reads after "allow": it is what `policies/lint.yaml` and every report
/// use. Each rule has one file in `Rules/` and one line in `Rule.all`.
package struct Rule: Sendable {
  /// How a rule looks at records.
  package enum Check: Sendable {
    /// At one record and the policy.
    case record(@Sendable (LintContext) -> [Violation])
    /// At all records of a tree at once.
    case together(@Sendable (RecordSet) -> [SetViolation])
    /// At the files beside the records of a tree.
    case files(@Sendable (RecordSet) -> [FileViolation])
  }

  /// The stable name, such as `rollback-missing`.
  package let name: String
  /// What a finding of the rule says, as one sentence.
  package let summary: String
  /// Why anybody should care.
  package let rationale: String
  /// Who asks for it.
  package let source: String
  /// The version of the toolchain that has it first.
  package let since: String
  /// The section that the rule is about, if it is about one.
  package let section: Section?
  /// The chapter of the documentation that it stands in.
  package let topic: Topic
  /// The first stage for which a record must satisfy the rule.
  package let from: Stage
  /// How much a finding weighs, by risk.
  package let levels: Levels
  /// Whether `policies/lint.yaml` may make findings weigh less.
  package let canBeLowered: Bool
  package let examples: [Example]
  package let check: Check
  /// The rank of `from`, which is asked for every record.
  let fromRank: Int

  init(
    name: String, summary: String, rationale: String, source: String, since: String = "0.1",
    section: Section? = nil, topic: Topic? = nil, from: Stage = .initiated,
    levels: Levels = .error, canBeLowered: Bool = true, examples: [Example],
    check: @escaping @Sendable (LintContext) -> [Violation]
  ) {
    self.name = name
    self.summary = summary
    self.rationale = rationale
    self.source = source
    self.since = since
    self.section = section
    self.topic = topic ?? section.map { Topic($0) } ?? .record
    self.from = from
    self.levels = levels
    self.canBeLowered = canBeLowered
    self.examples = examples
    self.check = .record(check)
    fromRank = from.rank
  }

  init(
    name: String, summary: String, rationale: String, source: String, since: String = "0.1",
    levels: Levels = .error, canBeLowered: Bool = true, examples: [Example],
    checkTogether: @escaping @Sendable (RecordSet) -> [SetViolation]
  ) {
    self.name = name
    self.summary = summary
    self.rationale = rationale
    self.source = source
    self.since = since
    section = nil
    topic = .together
    from = .initiated
    self.levels = levels
    self.canBeLowered = canBeLowered
    self.examples = examples
    check = .together(checkTogether)
    fromRank = 0
  }

  init(
    name: String, summary: String, rationale: String, source: String, since: String = "0.1",
    topic: Topic, levels: Levels = .warning, canBeLowered: Bool = true, examples: [Example],
    checkFiles: @escaping @Sendable (RecordSet) -> [FileViolation]
  ) {
    self.name = name
    self.summary = summary
    self.rationale = rationale
    self.source = source
    self.since = since
    section = nil
    self.topic = topic
    from = .initiated
    self.levels = levels
    self.canBeLowered = canBeLowered
    self.examples = examples
    check = .files(checkFiles)
    fromRank = 0
  }

  /// Whether it looks at several records, or at the files beside them.
  var isTogether: Bool {
    if case .record = check { return false }
    return true
  }

  /// The rule of that name, or nil.
  package static func named(_ name: String) -> Rule? { all.first { $0.name == name } }
}

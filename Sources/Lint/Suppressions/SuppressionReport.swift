package import Diagnostics
package import Primitives
package import Records
internal import YAMLTree

/// What the suppressions of a run leave out, and what is wrong with them.
package struct SuppressionReport: Sendable {
  /// The records that a run looked at, and what may leave findings about them out.
  package struct Scope: Sendable {
    /// The records that were linted.
    package let documents: [RecordDocument]
    /// What their comments say.
    package let comments: [CommentReading]
    /// The policy that they were judged by; nil where there was none.
    package let policy: Policy?
    package let stage: Stage
    /// Whether these are all records that there are.
    package let isWhole: Bool

    package init(
      documents: [RecordDocument], comments: [CommentReading], policy: Policy?, stage: Stage,
      isWhole: Bool
    ) {
      self.documents = documents
      self.comments = comments
      self.policy = policy
      self.stage = stage
      self.isWhole = isWhole
    }
  }

  /// A finding that is left out, with why and until when.
  package struct Suppressed: Hashable, Sendable {
    package let finding: Finding
    package let reason: String
    package let until: CivilDate
  }

  /// The findings that stand, in their order.
  package private(set) var kept: [Finding] = []
  /// The findings that are left out.
  package private(set) var suppressed: [Suppressed] = []
  /// What is wrong with the suppressions.
  package private(set) var faults: [Finding] = []
  /// Every suppression, those of the policy first.
  package private(set) var list: [Suppression] = []

  private let scope: Scope
  private let clock: SuppressionClock

  /// Divides the findings about the records of a scope; others are kept.
  package init(_ findings: [Finding], in scope: Scope, at clock: SuppressionClock) {
    self.scope = scope
    self.clock = clock
    faults = scope.comments.flatMap(\.findings)
    var byPath = Dictionary(grouping: findings) { $0.location.path }
    let settings = scope.policy?.lint ?? LintSettings()
    let accepted = PolicySuppressions(settings, at: clock)
    var uses = [Int](repeating: 0, count: settings.suppressions.count)
    var comments: [Suppression] = []
    for (index, document) in scope.documents.enumerated() {
      guard let own = byPath.removeValue(forKey: document.path) else {
        comments += heed(scope.comments[index], [], document)
        continue
      }
      let division = accepted.divide(own, of: document)
      for (finding, index) in division.suppressed {
        let item = settings.suppressions[index]
        suppressed.append(Suppressed(finding: finding, reason: item.reason, until: item.until))
        uses[index] += 1
      }
      comments += heed(scope.comments[index], division.kept, document)
    }
    kept += byPath.values.joined()
    kept.sort(by: Order.isBefore)
    list = settings.suppressions.indices.map { use(settings.suppressions[$0], times: uses[$0]) }
    list += comments
  }

  // MARK: Comments

  /// Leaves out what the comments of one record name; gives the comments with what they did.
  private mutating func heed(
    _ reading: CommentReading, _ findings: [Finding], _ document: RecordDocument
  ) -> [Suppression] {
    let isOver = reading.suppressions.map { clock.isOver($0.until) }
    var uses = reading.suppressions.map {
      Dictionary(uniqueKeysWithValues: $0.rules.map { ($0, 0) })
    }
    for finding in findings {
      let naming = reading.suppressions.indices.filter { reading.suppressions[$0].names(finding) }
      let hit = naming.first { !isOver[$0] }
      for index in naming { uses[index][finding.rule, default: 0] += 1 }
      guard finding.severity != .error else {
        kept.append(finding)
        if let hit { faults.append(Self.ofError(reading.suppressions[hit], finding)) }
        continue
      }
      guard let hit else {
        kept.append(finding)
        continue
      }
      let comment = reading.suppressions[hit]
      suppressed.append(
        Suppressed(finding: finding, reason: comment.reason, until: comment.until))
    }
    return reading.suppressions.indices.map { index in
      note(reading.suppressions[index], uses[index], isOver: isOver[index], document)
    }
  }

  private mutating func note(
    _ comment: CommentSuppression, _ uses: [String: Int], isOver: Bool, _ document: RecordDocument
  ) -> Suppression {
    let location = Location(path: comment.path, span: comment.span)
    var entry = Suppression(
      origin: .comment, rules: comment.rules, record: document.change?.id ?? document.path,
      place: comment.place.description, reason: comment.reason, until: comment.until,
      daysLeft: clock.daysLeft(of: comment.until), location: location, state: .unknown,
      findings: isOver ? 0 : uses.values.reduce(0, +))
    faults += Self.faults(of: entry, isOver: isOver)
    guard !isOver else {
      entry.state = .expired
      return entry
    }
    let idle = comment.rules.filter { uses[$0] == 0 }
    if idle.count < comment.rules.count { entry.state = .active }
    guard isJudged(document) else { return entry }
    let seen = idle.filter { Rule.named($0).map { $0.from <= scope.stage } ?? false }
    if seen.count == comment.rules.count { entry.state = .unused }
    faults += seen.map {
      Self.unused("the comment quiets no finding of `\($0)`", location)
    }
    return entry
  }

  /// Whether all rules could speak of a record, so that silence means something.
  private func isJudged(_ document: RecordDocument) -> Bool {
    scope.policy != nil && document.change != nil
      && !document.findings.contains { $0.severity == .error }
  }

  // MARK: The policy

  private mutating func use(_ suppression: LintSuppression, times: Int) -> Suppression {
    let (name, document) = subject(of: suppression)
    let start = Position(line: suppression.line, column: 1)
    let isOver = clock.isOver(suppression.until)
    var entry = Suppression(
      origin: .policy, rules: [suppression.rule], record: name,
      place: suppression.place?.description ?? "", reason: suppression.reason,
      until: suppression.until, daysLeft: clock.daysLeft(of: suppression.until),
      location: Location(path: "policies/lint.yaml", span: Span(start: start, end: start)),
      state: isOver ? .expired : times > 0 ? .active : .unknown, findings: times)
    faults += Self.faults(of: entry, isOver: isOver)
    guard let rule = Rule.named(suppression.rule), rule.canBeLowered else {
      faults.append(Self.unfit(suppression.rule, entry.location))
      return entry
    }
    guard entry.state == .unknown, scope.isWhole else { return entry }
    guard let document else {
      entry.state = .unused
      faults.append(Self.unused("there is no record \(name)", entry.location))
      return entry
    }
    guard isJudged(document), rule.from <= scope.stage else { return entry }
    entry.state = .unused
    faults.append(Self.unused("\(name) has no finding of `\(rule.name)` there", entry.location))
    return entry
  }

  private func subject(of suppression: LintSuppression) -> (String, RecordDocument?) {
    let document = scope.documents.first {
      PolicySuppressions.concerns(suppression.subject, $0)
    }
    switch suppression.subject {
    case .record(let id): return (id, document)
    case .path(let path): return (path, document)
    }
  }
}

internal import Decision
internal import Primitives
internal import Records
internal import Reporting

/// T17: what was recorded is still there, and history was not rewritten.
struct RetentionTest: Sendable {
  let result: TestResult
  /// By change of the population, what is gone.
  private let losses: [String: [AuditException]]
  private let checkpoint: AuditScope.Checkpoint?
  private let known: Set<String>

  init(_ evidence: RepositoryTests.Evidence) {
    checkpoint = evidence.scope.checkpoint
    let members = Set(evidence.population.ids)
    var losses: [String: [AuditException]] = [:]
    var own: [AuditException] = Self.rewriting(evidence) + Self.unapproved(evidence)
    for exception in Self.lists(evidence) {
      if let id = exception.change, members.contains(id) {
        losses[id, default: []].append(exception)
      } else {
        own.append(exception)
      }
    }
    for id in evidence.population.ids {
      guard let change = evidence.history.changes[id] else { continue }
      let lost = Self.lostEvidence(change, evidence.history)
      if !lost.isEmpty { losses[id, default: []] += lost }
    }
    self.losses = losses
    let shown = evidence.population.ids + evidence.population.overlapping
    known = Set(shown.filter { evidence.history.changes[$0]?.hasStoodOnTrunk ?? false })
    result = Self.judge(evidence, own, losses)
  }

  func result(of id: String) -> TestResult {
    if let lost = losses[id], !lost.isEmpty {
      return TestResult(
        .t17, .fail, lost[0].message, commits: lost.flatMap(\.commits), basis: [.orderProven],
        exceptions: lost)
    }
    guard known.contains(id) else {
      return TestResult(.t17, .notEvaluable, "no record of it ever stood on the trunk")
    }
    guard let checkpoint else {
      return TestResult(
        .t17, .notEvaluable,
        "its record and evidence are there; without a checkpoint nothing shows that history was "
          + "not rewritten", basis: [.orderProven])
    }
    guard checkpoint.isKept else {
      return TestResult(
        .t17, .notEvaluable,
        "its record and evidence are there, but history was rewritten since the checkpoint")
    }
    return TestResult(
      .t17, .pass,
      "its record and evidence are there, and the trunk descends from the checkpoint",
      commits: [checkpoint.commit], basis: [.orderProven])
  }

  // MARK: The repository

  private static func judge(
    _ evidence: RepositoryTests.Evidence, _ own: [AuditException],
    _ losses: [String: [AuditException]]
  ) -> TestResult {
    let ofChanges = losses.keys.sorted().flatMap { losses[$0] ?? [] }
    let all = own + ofChanges
    let gaps = evidence.population.gaps
    var remark = gaps.isEmpty ? "" : "; the ids have \(gaps.count) gaps, which prove nothing"
    remark += evidence.scope.isTrustRootGiven ? "" : "; the trust root was not given from outside"
    guard all.isEmpty else {
      let first = all[0].message
      let words = all.count == 1 ? first : "\(first), and \(all.count - 1) more"
      return TestResult(
        .t17, .fail, words + remark, commits: all.flatMap(\.commits), basis: [.orderProven],
        exceptions: own)
    }
    guard let checkpoint = evidence.scope.checkpoint else {
      return TestResult(
        .t17, .notEvaluable,
        "no record was deleted; no checkpoint was given, so that nothing shows that history was "
          + "not rewritten" + remark, basis: [.orderProven])
    }
    return TestResult(
      .t17, .pass,
      "no record was deleted, and the trunk descends from the checkpoint "
        + "\(checkpoint.commit.short)" + remark, commits: [checkpoint.commit],
      basis: [.orderProven])
  }

  private static func rewriting(_ evidence: RepositoryTests.Evidence) -> [AuditException] {
    guard let checkpoint = evidence.scope.checkpoint, !checkpoint.isKept else { return [] }
    return [
      AuditException(
        .historyRewritten, change: nil, test: .t17,
        "the trunk does not descend from the checkpoint \(checkpoint.commit)",
        commits: [checkpoint.commit], isOpen: true)
    ]
  }

  private static func unapproved(_ evidence: RepositoryTests.Evidence) -> [AuditException] {
    evidence.unrest.map { unrest in
      AuditException(
        .policyNotAuthorised, change: nil, test: .t17, unrest.message,
        commits: [unrest.from.commit].compactMap { $0 }, time: unrest.from.time,
        isOpen: unrest.until == nil)
    }
  }

  /// More files in the wrong place than this are only counted.
  private static let mostStrays = 20

  /// Deletions, doubles, and acts without a record.
  private static func lists(_ evidence: RepositoryTests.Evidence) -> [AuditException] {
    let population = evidence.population
    let members = Set(population.ids)
    let arrivals = TrunkArrivals(history: evidence.history, now: evidence.scope.now)
    var result: [AuditException] = []
    for deletion in population.deletions {
      let taken = deletion.moment.position.flatMap { arrivals[$0] } ?? deletion.moment.time
      // What came back before the period began was for an earlier audit to find.
      if deletion.isRestored, taken < evidence.scope.period.start,
        !members.contains(deletion.id)
      {
        continue
      }
      result.append(
        AuditException(
          .recordDeleted, change: deletion.id, test: .t17,
          "\(deletion.id) was deleted from the trunk by \(deletion.commit.short) at "
            + "\(deletion.moment.time) (\(deletion.moment.source.rawValue)) and "
            + (deletion.isRestored ? "came back later" : "has not come back"),
          commits: [deletion.commit], time: deletion.moment.time, isOpen: !deletion.isRestored))
    }
    for double in population.duplicates where double.commits.count == 1 {
      result.append(
        AuditException(
          .populationIncomplete, change: double.id, test: .t17,
          "\(double.id) stands in \(double.paths.joined(separator: " and "))",
          commits: double.commits, isOpen: true))
    }
    for id in population.idsWithoutRecord {
      result.append(
        AuditException(
          .populationIncomplete, change: id, test: .t17,
          "people acted on \(id), of which the trunk never had a record", isOpen: true))
    }
    for path in population.strays.prefix(mostStrays) {
      let more = population.strays.count - mostStrays
      let isLast = path == population.strays.prefix(mostStrays).last
      result.append(
        AuditException(
          .populationIncomplete, change: nil, test: .t17,
          "\(PlainText.line(path)) stands where no record is looked for, and could be one"
            + (isLast && more > 0 ? "; \(more) more files do" : ""),
          commits: [evidence.scope.standpoint], isOpen: true))
    }
    for id in population.besideTrunk {
      result.append(
        AuditException(
          .populationIncomplete, change: id, test: .t17,
          "a record of \(id) stands in commits that the trunk took up and never stood on it"))
    }
    return result
  }

  /// Files that the record at the standpoint names and that are not there, or others.
  private static func lostEvidence(
    _ change: ChangeHistory, _ history: History
  ) -> [AuditException] {
    guard let current = change.current, change.versions.indices.contains(current),
      let files = change.evidence[history.judgedTip]
    else { return [] }
    let named = change.versions[current].document.change?.namedEvidence ?? []
    let other = named.filter { evidence in
      guard let digest = evidence.digest, let own = files[evidence.path] else { return false }
      return own != nil && own != digest
    }
    let words =
      files.filter { $0.value == nil }.map { ($0.key, "which is not there") }
      + Set(other.map(\.path)).map { ($0, "which has another content than it says") }
    return words.sorted { $0.0 < $1.0 }.map { path, what in
      AuditException(
        .recordIncomplete, change: change.id, test: .t17,
        "\(change.id) names changes/\(path), \(what)",
        commits: [change.currentCommit].compactMap { $0 }, isOpen: true)
    }
  }
}

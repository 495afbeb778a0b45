internal import Acts
internal import Decision
internal import Primitives

/// T15: the tools keep the duties apart, and nobody acted who had left.
struct SegregationTest: Sendable {
  let result: TestResult
  /// By change, acts of people who had left.
  private let leavers: [String: [AuditException]]
  private let hasStaff: Bool

  init(_ evidence: RepositoryTests.Evidence) {
    hasStaff = evidence.staff != nil
    var leavers: [String: [AuditException]] = [:]
    var others: [AuditException] = []
    if let staff = evidence.staff {
      let comparison = StaffComparison(staff: staff, history: evidence.history)
      let members = Set(evidence.population.ids)
      for summary in evidence.summaries {
        let found = Self.leaverActs(summary, comparison, evidence)
        guard !found.isEmpty else { continue }
        // What an act in the period did is shown though the change belongs to another.
        if members.contains(summary.id) {
          leavers[summary.id] = found
        } else {
          others += found.filter { $0.time.map(evidence.scope.period.contains) ?? true }
        }
      }
      others += Self.leaverApprovals(comparison, evidence)
    }
    self.leavers = leavers
    result = Self.judge(evidence, others, leavers.values.reduce(0) { $0 + $1.count })
  }

  func result(of id: String) -> TestResult {
    if let exceptions = leavers[id], !exceptions.isEmpty {
      return TestResult(
        .t15, .fail, "somebody acted on it after leaving", commits: exceptions.flatMap(\.commits),
        basis: [.timeClaimed], exceptions: exceptions)
    }
    // Of the whole repository it is said already that there is no staff list.
    let words = hasStaff ? "; nobody acted on it after leaving" : ""
    guard result.outcome == .fail else {
      return TestResult(.t15, result.outcome, result.reason + words, basis: result.basis)
    }
    return TestResult(
      .t15, .notEvaluable, "of the repository it fails: \(result.reason)" + words)
  }

  // MARK: Leavers

  private static func leaverActs(
    _ summary: ChangeSummary, _ comparison: StaffComparison, _ evidence: RepositoryTests.Evidence
  ) -> [AuditException] {
    summary.participations.filter(\.counted).compactMap { part in
      let person = evidence.history.canonical(part.person)
      guard
        let end = comparison.end(of: person, in: evidence.scope.period.zone, evidence.zone),
        part.moment.time >= end
      else { return nil }
      return AuditException(
        .leaverActed, change: summary.id, test: .t15,
        "\(person) had left by \(end) and did \(part.verb.name) on \(summary.id) at "
          + "\(part.moment.time) (\(part.moment.source.rawValue))",
        commits: [part.commit], time: part.moment.time)
    }
  }

  private static func leaverApprovals(
    _ comparison: StaffComparison, _ evidence: RepositoryTests.Evidence
  ) -> [AuditException] {
    evidence.policies.flatMap { policy in
      policy.approvals.compactMap { approval in
        let person = evidence.history.canonical(approval.person)
        guard
          let end = comparison.end(of: person, in: evidence.scope.period.zone, evidence.zone),
          approval.time >= end
        else { return nil }
        return AuditException(
          .leaverActed, change: nil, test: .t15,
          "\(person) had left by \(end) and approved a policy at \(approval.time) (claimed)",
          commits: [approval.commit], time: approval.time)
      }
    }
  }

  // MARK: The tools

  private static func judge(
    _ evidence: RepositoryTests.Evidence, _ others: [AuditException], _ ofChanges: Int
  ) -> TestResult {
    var exceptions = others
    let shared = evidence.history.aliases.filter { $0.key != $0.value }
    for (person, other) in shared.sorted(by: { $0.key < $1.key }) {
      exceptions.append(
        AuditException(
          .toolAccessNotSegregated, change: nil, test: .t15,
          "\(person) and \(other) have, or had, one key: they count as one person", isOpen: true))
    }
    let forge = forge(evidence)
    exceptions += forge.exceptions
    let acted = others.count + ofChanges
    var words = [forge.reason]
    if !shared.isEmpty { words.append("two people share a key") }
    if acted > 0 { words.append("\(acted) act\(acted == 1 ? "" : "s") by people who had left") }
    if evidence.staff == nil { words.append("no staff list was given") }
    let outcome: TestResult.Outcome =
      !exceptions.isEmpty || acted > 0 ? .fail : forge.isSound == true ? .pass : .notEvaluable
    return TestResult(
      .t15, outcome, words.joined(separator: "; "), commits: exceptions.flatMap(\.commits),
      basis: [.stated], exceptions: exceptions)
  }

  private static func forge(
    _ evidence: RepositoryTests.Evidence
  ) -> (isSound: Bool?, reason: String, exceptions: [AuditException]) {
    guard !evidence.tools.isEmpty else {
      return (nil, "no snapshot of the forge's settings was given", [])
    }
    let trunk = evidence.scope.trunkReference.utf8.split(separator: UInt8(ascii: "/")).map {
      String(Substring($0))
    }
    let own = evidence.tools.filter { snapshot in
      guard let branch = snapshot.branch else { return false }
      return trunk == ["refs", "heads"] + parts(branch)
        || trunk.starts(with: ["refs", "remotes"]) && Array(trunk.dropFirst(3)) == parts(branch)
    }
    guard !own.isEmpty else {
      return (nil, "no snapshot says that it is about \(evidence.scope.trunkReference)", [])
    }
    let start = evidence.scope.period.start
    let now = evidence.scope.now
    let timely = own.filter { $0.taken.map { start <= $0 && $0 <= now } ?? false }
    guard !timely.isEmpty else {
      if own.contains(where: { $0.taken.map { $0 > now } ?? false }) {
        return (nil, "the snapshots say that they were taken after \(now), when this was asked", [])
      }
      let isDated = own.contains { $0.taken != nil }
      return (
        nil,
        isDated
          ? "the snapshots were taken before the period"
          : "no snapshot says when it was taken", []
      )
    }
    var exceptions: [AuditException] = []
    var unknown: Set<String> = []
    for snapshot in timely {
      unknown.formUnion(snapshot.weaknesses.unknown)
      for setting in snapshot.weaknesses.unsound {
        exceptions.append(
          AuditException(
            .toolAccessNotSegregated, change: nil, test: .t15,
            "\(snapshot.source) (\(snapshot.forge)): \(setting.name) is \(setting.value)",
            time: snapshot.taken, isOpen: true))
      }
    }
    if !exceptions.isEmpty { return (false, "the forge's settings let duties mix", exceptions) }
    guard unknown.isEmpty else {
      return (
        nil, "the snapshots do not tell \(unknown.sorted().joined(separator: ", "))", []
      )
    }
    let taken = timely.compactMap(\.taken).max().map { " at \($0)" } ?? ""
    return (true, "the settings of \(evidence.scope.trunkReference)\(taken) bind everybody", [])
  }

  private static func parts(_ branch: String) -> [String] {
    branch.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }
}

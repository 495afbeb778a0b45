package import Decision
package import Git
internal import Primitives
internal import Records

/// A history whose changes are read some at a time, so that large ones need little memory.
///
/// Of what is read for some changes every verdict on them is the same as of the whole history:
/// what a decision asks for beside them is read too, or else named by `ChangeHistories.missing`.
package struct SlicedHistory: Sendable {
  /// The history without any change: policies, graph and plans.
  package let ground: HistoryReader.Reading
  /// The ids of all changes that a record or an act names, in slices: neighbours in time stand
  /// together, since they are what decisions ask for, and uses of one template.
  package let slices: [[String]]

  private let options: LedgerOptions
  private let shared: HistoryReader.Ground
  private let plans: [String: [Plan]]

  /// How many changes a slice has at least, but for the last.
  package static let usualSize = 500

  /// Reads what all slices share.
  ///
  /// The trunk is taken as it stands at `options.at`, or at its tip, without what is not landed.
  package init(
    options: LedgerOptions, trunk: Trunk, size: Int = usualSize, _ repository: borrowing Repository
  ) throws(LedgerError) {
    var options = options
    let tip = options.at ?? trunk.tip
    try Self.check(tip, isOn: trunk, repository)
    options.at = tip
    options.assumedTrunk = Trunk(reference: trunk.reference, tip: tip)
    options.keepsIndex = true
    options.only = []
    let ground = try HistoryReader(options: options).read(repository)
    guard let index = ground.index else {
      throw LedgerError("internal", "the history could not be indexed", exitStatus: 70)
    }
    self.ground = ground
    options.keepsIndex = false
    options.treeFindings = ground.history.treeFindings
    self.options = options
    shared = try HistoryReader(options: options).ground(
      index, Trunk(reference: trunk.reference, tip: tip), repository)
    plans = Dictionary(grouping: index.plans.all, by: \.change)
    slices = Self.slices(of: index, plans, size: max(1, size))
  }

  /// What `body` makes of some changes, each judged as in the whole history, in their order.
  ///
  /// `body` runs over the cores, and again where a decision asked for what was not read: then only
  /// what it made of the last reading counts.
  package func map<Output: Sendable>(
    _ ids: [String], _ repository: borrowing Repository,
    _ body: @escaping @Sendable (History, String) -> Output
  ) throws(LedgerError) -> [Output] {
    try mapped(ids, options, repository) { history in
      parallelMap(ids, threads: options.threads, chunk: 8) { body(history, $0) }
    }
  }

  /// The same on one thread, for callers that judge many slices at once.
  ///
  /// - Parameter maker: makes, for a history that holds the changes, what is done with each.
  package func each<Output: Sendable>(
    _ ids: [String], _ repository: borrowing Repository,
    _ maker: (History) -> (String) -> Output
  ) throws(LedgerError) -> [Output] {
    var options = options
    options.threads = 1
    return try mapped(ids, options, repository) { ids.map(maker($0)) }
  }

  private func mapped<Output: Sendable>(
    _ ids: [String], _ options: LedgerOptions, _ repository: borrowing Repository,
    _ judge: (History) -> [Output]
  ) throws(LedgerError) -> [Output] {
    var wanted = Set(ids)
    var rounds = 0
    while true {
      let isNarrow = rounds < Self.mostRounds && wanted.count <= Self.mostWanted + ids.count * 3
      let history = try self.history(of: isNarrow ? wanted : nil, options, repository)
      let outputs = judge(history)
      let missing = history.changes.missing
      if missing.isEmpty { return outputs }
      wanted.formUnion(missing)
      rounds += 1
    }
  }

  /// So often more is read; then everything, since changes may wait for each other in a long row.
  private static let mostRounds = 4
  /// Beyond it, and three times what was asked for, everything is read at once.
  private static let mostWanted = 1000

  /// The history with the changes asked about, and as many others as they are likely to need.
  func history(of ids: Set<String>, _ repository: borrowing Repository)
    throws(LedgerError) -> History
  { try history(of: ids, options, repository) }

  /// The history with all changes.
  func whole(_ repository: borrowing Repository) throws(LedgerError) -> History {
    try history(of: nil, options, repository)
  }

  private func history(
    of ids: Set<String>?, _ options: LedgerOptions, _ repository: borrowing Repository
  ) throws(LedgerError) -> History {
    var options = options
    options.only = ids.map { $0.union(neighbours(of: $0)) }
    return try HistoryReader(options: options).read(upon: shared, repository)
  }

  /// Whether no certificate has a say, so that the history would be the same by any clock.
  ///
  /// What lapses are certificates alone: OpenPGP keys, and what SSH or X.509 authorities sign.
  package var isTimeless: Bool {
    let history = ground.history
    return history.problems.isEmpty
      && history.policies.allSatisfy { version in
        version.policy.people.people.values.allSatisfy { person in
          person.keys.allSatisfy { key in
            if case .ssh = key.material { true } else { false }
          }
        }
      }
  }

  /// What is planned for the same time by others.
  private func neighbours(of ids: Set<String>) -> Set<String> {
    var found: Set<String> = []
    for id in ids {
      for plan in plans[id] ?? [] {
        guard let window = plan.window, window.start < window.end else { continue }
        found.formUnion(
          ground.history.plans.overlapping(window) { other in
            guard let mine = plan.systems, let theirs = other.systems else { return true }
            return !Set(mine).isDisjoint(with: theirs)
          })
        // A window of years overlaps everything: then what is needed is found out by asking.
        if found.count > ids.count { return found }
      }
    }
    return found
  }

  // MARK: Slices

  private static func slices(
    of index: HistoryIndex, _ plans: [String: [Plan]], size: Int
  ) -> [[String]] {
    let (touches, acts) = (index.touches.all, index.acts.all)
    let ids = Set(touches.keys).union(acts.keys)
    let keyed = ids.map { id in
      let first = [touches[id]?.first, acts[id]?.first].compactMap { $0 }.min()
      let template = plans[id]?.compactMap(\.template).min()
      return (template: template ?? "", first: first ?? 0, id: id)
    }.sorted { ($0.template, $0.first, $0.id) < ($1.template, $1.first, $1.id) }
    return stride(from: 0, to: keyed.count, by: size).map { start in
      keyed[start..<min(keyed.count, start + size)].map(\.id).sorted()
    }
  }

  private static func check(
    _ tip: ObjectID, isOn trunk: Trunk, _ repository: borrowing Repository
  ) throws(LedgerError) {
    var next: ObjectID? = trunk.tip
    while let id = next {
      if id == tip { return }
      next = try reading { () throws(GitError) in try repository.commitHeader(id) }.parents.first
    }
    throw LedgerError(
      "not-on-spine", "\(tip) is not on the first-parent chain of \(trunk.reference)",
      hint: "--at takes a commit that the trunk's first parents reach", exitStatus: 2)
  }
}

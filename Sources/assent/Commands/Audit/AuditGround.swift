internal import Audit
internal import Decision
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives
internal import Records
internal import Signatures

/// From where an audit judges: the trunk at the period's end, and at its tip today.
struct AuditGround: Sendable {
  let scope: AuditScope
  /// The trunk up to the standpoint.
  let sliced: SlicedHistory
  /// The trunk up to its tip; nil if the same reading serves for both.
  private let tip: SlicedHistory?
  private let directory: String

  init(_ inputs: AuditInputs) throws {
    directory = inputs.place.directory
    do throws(GitError) { try PackMemory.bound() } catch { throw Failure(error) }
    let repository = try Session.open(inputs.place)
    var options = try Session.ledgerOptions(inputs.place, repository, now: inputs.now)
    options.isReplay = true
    options.signatures = SignatureMemo()
    if let threads = inputs.threads { options.threads = threads }
    threads = options.threads
    let trunk = try Self.trunk(inputs, options, repository)
    let tip = try Self.ledger { () throws(LedgerError) in
      try SlicedHistory(options: options, trunk: trunk, repository)
    }
    let chosen = try Self.standpoint(inputs, tip.ground.history, repository)
    let (period, standpoint) = (chosen.period, chosen.standpoint)
    guard let position = standpoint.position else {
      throw Failure(
        "nothing-to-audit", "the trunk begins after \(inputs.until), the end of the period",
        hint: "ask for a later period", exitStatus: 4)
    }
    let history = tip.ground.history
    let commit = history.graph.ids[history.graph.spine[position]]
    let asOf = min(period.end, inputs.now)
    if position == history.tipPosition, asOf == inputs.now || tip.isTimeless {
      (sliced, self.tip) = (tip, nil)
    } else {
      options.at = commit
      options.now = asOf
      // The whole trunk was asked; an earlier part of it need not reach so far.
      options.descendsFrom = nil
      sliced = try Self.ledger { () throws(LedgerError) in
        try SlicedHistory(options: options, trunk: trunk, repository)
      }
      self.tip = tip
    }
    scope = AuditScope(
      repository: Self.charter(sliced)?.repository ?? "", trunkReference: trunk.reference,
      standpoint: commit, asOf: asOf, tip: trunk.tip, now: inputs.now,
      trustRoot: sliced.ground.trustRoot,
      isTrustRootGiven: try Session.trustRoot(inputs.place).map { $0 != .first } ?? false,
      period: period, checkpoint: try Self.checkpoint(inputs, history, repository),
      engine: inputs.engine ?? AuditScope.Engine(name: engine, digest: EngineDigest.own),
      spineLength: position + 1,
      backdatedCommits: standpoint.backdated.map { history.graph.ids[history.graph.spine[$0]] })
  }

  /// Whether the policy of the standpoint protects any code.
  var governsCode: Bool { Self.charter(sliced)?.code.contains { !$0.protect.isEmpty } ?? false }

  /// How many threads judge changes, each some of its own.
  let threads: Int

  /// Slices in smaller pieces, one after the other: as many are in memory as there are threads.
  static func pieces<Item>(of slices: [[Item]]) -> [[Item]] {
    let all = slices.reduce(0) { $0 + $1.count }
    let size = min(250, max(16, all / 16))
    return slices.flatMap { slice in
      stride(from: 0, to: slice.count, by: size).map {
        Array(slice[$0..<min(slice.count, $0 + size)])
      }
    }
  }

  /// What is made of some changes as of the standpoint, on this thread.
  ///
  /// - Parameter maker: makes, for a history that holds them, what is done with each.
  func map<Output: Sendable>(
    _ ids: [String], _ maker: (History) -> (String) -> Output
  ) throws -> [Output] { try map(ids, sliced, maker) }

  private func map<Output: Sendable>(
    _ ids: [String], _ sliced: SlicedHistory, _ maker: (History) -> (String) -> Output
  ) throws -> [Output] {
    var place = PlaceOptions()
    place.directory = directory
    let repository = try Session.open(place)
    return try Self.ledger { () throws(LedgerError) in try sliced.each(ids, repository, maker) }
  }

  // MARK: Today

  /// How changes stand today, by the trunk's tip and today's clock.
  struct Today: Sendable {
    fileprivate let known: [String: ChangeSummary.Standing]?
    /// Today's clock; nil if it is that of the verdicts.
    fileprivate let now: Instant?

    /// Where a change that is judged by a history stands today; nil if nothing is known of it, or
    /// nothing but its verdict.
    func of(_ history: History) -> @Sendable (String) -> ChangeSummary.Standing? {
      if let known { return { known[$0] } }
      guard let now else { return { _ in nil } }
      return { id in
        Decision.evaluate(id, in: history, now: now).map(ChangeSummary.Standing.init)
      }
    }
  }

  /// Judges everything by the tip, unless the standpoint's own reading serves for it.
  func standingsToday() throws -> Today {
    guard let tip else {
      return Today(known: nil, now: scope.now == scope.asOf ? nil : scope.now)
    }
    var known: [String: ChangeSummary.Standing] = [:]
    let now = scope.now
    let work = OrderedWork<[String], [(String, ChangeSummary.Standing?)]>(
      Self.pieces(of: tip.slices), threads: threads)
    try work.run { ids in
      try Interruption.check()
      let standings = try map(ids, tip) { history in
        { Decision.evaluate($0, in: history, now: now).map(ChangeSummary.Standing.init) }
      }
      return zip(ids, standings).map { ($0, $1) }
    } _: { standings in
      for (id, standing) in standings { known[id] = standing }
    }
    return Today(known: known, now: now)
  }

  // MARK: Scope

  private static func ledger<R>(_ body: () throws(LedgerError) -> R) throws -> R {
    do throws(LedgerError) { return try body() } catch { throw Failure(error) }
  }

  private static func charter(_ sliced: SlicedHistory) -> Charter? {
    let history = sliced.ground.history
    return history.policy(at: history.tipPosition)?.policy.charter
  }

  private static func checkpoint(
    _ inputs: AuditInputs, _ history: History, _ repository: borrowing Repository
  ) throws -> AuditScope.Checkpoint? {
    guard let text = inputs.checkpoint else { return nil }
    // A checkpoint of a history that was rewritten is no commit of this one any more.
    guard let full = ObjectID(text) else {
      do throws(GitError) {
        let commit = try repository.resolve(revision: text)
        return checkpoint(commit, history)
      } catch { throw Failure(error) }
    }
    return checkpoint(full, history)
  }

  /// One above the standpoint is kept by the whole trunk, and the standpoint below it with it.
  private static func checkpoint(
    _ commit: ObjectID, _ history: History
  ) -> AuditScope.Checkpoint {
    AuditScope.Checkpoint(
      commit: commit, isKept: history.graph.spine.contains { history.graph.ids[$0] == commit })
  }
}

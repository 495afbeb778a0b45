internal import Decision
internal import Git
internal import Ledger

extension Session {
  /// So often the history is read for some changes; then for all of them, so that nobody can make a
  /// gate read it hundreds of times.
  private static let mostRounds = 4

  /// What `judge` makes of a history of which no more is read than some changes need, and no more
  /// anew than a cache does not hold: the same as of the whole history.
  ///
  /// `judge` may run more than once, since only the decision knows which other changes it asks for.
  static func narrow<Output>(
    to ids: [String], _ options: PlaceOptions, _ standpoint: StandpointOptions, cache: String?,
    _ judge: (Session) throws -> Output
  ) throws -> Output {
    let repository = try open(options)
    var store = cache.map { IndexStore(folder: $0, engine: engine) }
    if let distrust = store?.distrust {
      Terminal.remark("remark: the cache is not used: \(distrust)")
      store = nil
    }
    let known = store?.index(of: repository)
    let result = Result {
      try narrow(to: ids, repository, options, standpoint, store, after: known, judge)
    }
    guard known?.isDamaged ?? false else { return try result.get() }
    // Neither an answer nor a failure holds that rests on what is not as it was written.
    return try narrow(to: ids, repository, options, standpoint, store, after: nil, judge)
  }

  private static func narrow<Output>(
    to ids: [String], _ repository: borrowing Repository, _ options: PlaceOptions,
    _ standpoint: StandpointOptions, _ store: IndexStore?, after known: HistoryIndex?,
    _ judge: (Session) throws -> Output
  ) throws -> Output {
    var index = known
    var only: Set<String>? = Set(ids)
    var rounds = 0
    while true {
      let session = try Session(options, standpoint, index: index) {
        $0.only = only
        $0.keepsIndex = store != nil
      }
      let output = try judge(session)
      if let fresh = session.reading.index {
        index = fresh
        if let problem = store?.keep(fresh, of: repository) {
          Terminal.remark("remark: the cache is not kept: \(problem)")
        }
      }
      let missing = session.history.changes.missing
      if missing.isEmpty { return output }
      rounds += 1
      // Changes that wait for each other in a long row come to light one by one.
      only = rounds < mostRounds ? only?.union(missing) : nil
    }
  }
}

internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records

/// The trunk and the branches of acts as they are now.
struct LandingGround {
  let settings: Desk.Settings
  let git: GitCommand
  let remote: Remote?
  let trunk: Trunk
  let history: History
  let policy: Policy
  let keyHolders: KeyHolders
  /// In the order in which they are tried: by the date of their tips, then by name.
  let branches: [CarrierBranch]
  /// Branches whose acts the trunk lacks, and which the remote no longer has.
  let gone: [CarrierBranch]

  /// Fetches, and reads what there is.
  init(_ settings: Desk.Settings, in repository: borrowing Repository) throws(ActingError) {
    let git = try GitCommand(for: repository)
    let known = try inLedger { () throws(LedgerError) in
      try TrunkFinder(options: settings.ledger).find(in: repository)
    }
    let remote = try Remote(of: known, git: git)
    if settings.fetches { try remote?.fetch(git) }
    let reading = try inLedger { () throws(LedgerError) in
      try HistoryReader(options: settings.ledger).read(repository)
    }
    guard let policy = reading.history.policy(at: reading.history.tipPosition)?.policy else {
      throw ActingError("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    var onRemote: Set<String>?
    if settings.fetches { onRemote = try remote?.carriers(git) }
    let graph = reading.history.graph
    let found = try Self.branches(remote, onRemote, graph, in: repository)
    self.settings = settings
    self.git = git
    self.remote = remote
    trunk = reading.trunk
    history = reading.history
    keyHolders = reading.keyHolders
    self.policy = policy
    branches = Self.ordered(found.present, graph)
    gone = Self.ordered(found.gone, graph).filter { branch in
      graph.ids.firstIndex(of: branch.tip).map { graph.integrations[$0] == nil } ?? false
    }
  }

  /// The remote's branches, and local ones that hold something else.
  ///
  /// - Parameter onRemote: the names that the remote has; nil if it was not asked.
  private static func branches(
    _ remote: Remote?, _ onRemote: Set<String>?, _ graph: Graph, in repository: borrowing Repository
  ) throws(ActingError) -> (present: [CarrierBranch], gone: [CarrierBranch]) {
    let references = try inLedger { () throws(LedgerError) in
      try CarrierReference.all(in: repository)
    }
    var (present, gone): ([CarrierBranch], [CarrierBranch]) = ([], [])
    for carrier in references {
      let isLocal = carrier.reference == "refs/heads/\(carrier.branch)"
      let isTracked = carrier.reference == remote?.tracking(carrier.branch)
      guard isLocal || isTracked else { continue }
      let branch = CarrierBranch(
        name: carrier.branch, reference: carrier.reference, tip: carrier.commit,
        isOnRemote: isTracked)
      let isGone = isTracked && !(onRemote?.contains(carrier.branch) ?? true)
      if isGone { gone.append(branch) } else { present.append(branch) }
    }
    // A local branch that the remote's goes beyond is a copy for the eye.
    let tracked = present.filter(\.isOnRemote)
    present.removeAll { branch in
      !branch.isOnRemote
        && tracked.contains { $0.name == branch.name && graph.reaches($0.tip, branch.tip) }
    }
    gone.removeAll { branch in present.contains { $0.tip == branch.tip } }
    return (present, gone)
  }

  /// By the date of the newest tip of their name; of one name, what holds more comes first.
  private static func ordered(_ branches: [CarrierBranch], _ graph: Graph) -> [CarrierBranch] {
    let times = branches.map { branch in
      graph.ids.firstIndex(of: branch.tip).map { graph.times[$0] } ?? Instant(seconds: .max)
    }
    var newest: [String: Instant] = [:]
    for (branch, time) in zip(branches, times) {
      newest[branch.name] = max(newest[branch.name] ?? time, time)
    }
    return zip(branches, times).sorted { left, right in
      let (one, two) = (newest[left.0.name] ?? left.1, newest[right.0.name] ?? right.1)
      if one != two { return one < two }
      if left.0.name != right.0.name {
        return left.0.name.utf8.lexicographicallyPrecedes(right.0.name.utf8)
      }
      if left.1 != right.1 { return left.1 > right.1 }
      return left.0.reference.utf8.lexicographicallyPrecedes(right.0.reference.utf8)
    }.map(\.0)
  }

  /// The same after somebody else's push.
  func refreshed(in repository: borrowing Repository) throws(ActingError) -> LandingGround {
    var settings = settings
    settings.fetches = true
    return try LandingGround(settings, in: repository)
  }

  /// The history as it would be with a commit as the trunk's tip.
  ///
  /// - Parameter isAlone: whether acts on branches are left out.
  func history(
    assuming tip: ObjectID, isAlone: Bool = false, in repository: borrowing Repository
  ) throws(ActingError) -> History {
    var options = settings.ledger
    options.assumedTip = tip
    if isAlone { options.at = trunk.tip }
    return try inLedger { () throws(LedgerError) in
      try HistoryReader(options: options).read(repository).history
    }
  }
}

extension Remote {
  /// The names of the branches of acts that the remote has now.
  func carriers(_ git: GitCommand) throws(ActingError) -> Set<String> {
    let listed = try git.text(
      ["ls-remote", "--heads", name, "refs/heads/assent/*"],
      hint: "to land what was fetched last: --no-fetch")
    let names = listed.split(separator: "\n").compactMap { line in
      line.split(separator: "\t").dropFirst().first
    }
    return Set(names.map { String($0.dropFirst("refs/heads/".utf8.count)) })
  }
}

extension Graph {
  /// Whether `ancestor` is `descendant` or can be reached from it; false for what is not there.
  func reaches(_ descendant: ObjectID, _ ancestor: ObjectID) -> Bool {
    if descendant == ancestor { return true }
    guard let one = ids.firstIndex(of: descendant), let two = ids.firstIndex(of: ancestor) else {
      return false
    }
    return reaches(one, two)
  }
}

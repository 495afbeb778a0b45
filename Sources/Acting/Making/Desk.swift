package import Decision
package import Git
package import Ledger
internal import Primitives
package import Records

/// What acts are made with: the trunk as it is now, the policy in force, and who is going to sign.
package struct Desk: Sendable {
  /// How acts are made.
  package struct Settings: Sendable {
    package var key: String?
    package var fetches: Bool
    package var pushes: Bool
    /// Trunk, trust root and threads.
    package var ledger: LedgerOptions

    package init(
      key: String? = nil, fetches: Bool = true, pushes: Bool = true,
      ledger: LedgerOptions = LedgerOptions()
    ) {
      self.key = key
      self.fetches = fetches
      self.pushes = pushes
      self.ledger = ledger
    }
  }

  let settings: Settings
  let git: GitCommand
  let remote: Remote?
  package let reading: HistoryReader.Reading
  /// The policy in force at the trunk's tip.
  package let policy: Policy
  package let signatory: Signatory
  let signingKey: SigningKey

  package var history: History { reading.history }
  var trunk: Trunk { reading.trunk }

  /// Fetches, reads the trunk, and finds out whose key is going to sign.
  package init(_ settings: Settings, in repository: borrowing Repository) throws(ActingError) {
    let git = try GitCommand(for: repository)
    let trunk = try inLedger { () throws(LedgerError) in
      try TrunkFinder(options: settings.ledger).find(in: repository)
    }
    let remote = try Remote(of: trunk, git: git)
    if settings.fetches { try remote?.fetch(git) }
    let reading = try inLedger { () throws(LedgerError) in
      try HistoryReader(options: settings.ledger).read(repository)
    }
    guard let policy = reading.history.policy(at: reading.history.tipPosition)?.policy else {
      throw ActingError("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    let key = try SigningKey.find(settings.key, git: git, among: reading.keyHolders)
    self.settings = settings
    self.git = git
    self.remote = remote
    self.reading = reading
    self.policy = policy
    signingKey = key
    signatory = try Signatory(
      of: key.proof, in: policy, reading.keyHolders, now: settings.ledger.now)
  }

  /// The same with the trunk as it is after somebody else's push.
  func refreshed(in repository: borrowing Repository) throws(ActingError) -> Desk {
    var settings = settings
    settings.fetches = true
    return try Desk(settings, in: repository)
  }

  /// The record of a change on the trunk; nil if there is none.
  func record(of change: String) -> RecordVersion? {
    guard let known = history.changes[change], let current = known.current else { return nil }
    return known.versions[current]
  }

  /// The history as it would be with a commit as the trunk's tip.
  func history(
    assuming tip: ObjectID, signedBy keys: [ObjectID], in repository: borrowing Repository
  ) throws(ActingError) -> History {
    try reading(assuming: tip, signedBy: keys, in: repository).history
  }

  /// The same with how the policy stands.
  ///
  /// - Parameter head: a commit whose acts are seen as well.
  func reading(
    assuming tip: ObjectID, signedBy keys: [ObjectID], beside head: ObjectID? = nil,
    in repository: borrowing Repository
  ) throws(ActingError) -> HistoryReader.Reading {
    var options = settings.ledger
    options.assumedTip = tip
    options.head = head
    for commit in keys { options.assumedProofs[commit] = signingKey.proof }
    return try inLedger { () throws(LedgerError) in
      try HistoryReader(options: options).read(repository)
    }
  }
}

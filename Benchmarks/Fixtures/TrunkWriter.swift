internal import Crypto
internal import Primitives

/// Writes the commits of the trunk one after the other.
struct TrunkWriter {
  private var pack: Pack
  private let organisation: Organisation
  private var state: TreeState
  private var tree: ObjectID
  private var tip: ObjectID
  private var digests: [Int: String] = [:]
  private var approvals = 0
  /// An act on a branch of its own, to be merged after the next commit.
  private var branch: (commit: ObjectID, time: Instant)?

  /// Every so many approvals one comes by a merge.
  private static let mergedShare = 3

  /// Begins with the commit that brings the policy.
  init(pack: Pack, organisation: Organisation) throws {
    self.organisation = organisation
    var pack = pack
    state = try TreeState(policy: organisation.policy())
    let root = try state.root()
    for object in root.objects { try pack.add(object) }
    let commit = try Self.commit(
      tree: root.tree, parents: [], by: "cto.fin", at: Calendar.beginning, "Set up the policy\n")
    try pack.add(commit)
    self.pack = pack
    (tree, tip) = (root.tree, commit.id)
  }

  /// Commits new records with their evidence, unsigned.
  mutating func bring(_ records: [Record], at time: Instant) throws {
    for record in records {
      let text = record.planned
      try state.put(record, text)
      try state.addEvidence(of: record)
      digests[record.number] = Self.digest(text)
    }
    try updateTree()
    let message = "Plan \(records.count) changes for one night\n"
    try advance(
      Self.commit(tree: tree, parents: [tip], by: "ana.ruiz", at: time, message), at: time)
  }

  /// Commits a signed act.
  mutating func sign(_ act: PlannedAct) throws {
    let record = Record(number: act.record)
    if act.editsRecord {
      try state.put(record, record.done)
      digests[act.record] = Self.digest(record.done)
      try updateTree()
    }
    let message = act.message(id: record.id, digest: digests[act.record] ?? "")
    let signer = try organisation.signer(act.person)
    let commit = try Self.commit(
      tree: tree, parents: [tip], by: act.person, at: act.time, message, signer: signer)
    if act.verb == "Approve", branch == nil {
      approvals += 1
      if approvals % Self.mergedShare == 0 {
        try pack.add(commit)
        branch = (commit.id, act.time)
        return
      }
    }
    try advance(commit, at: act.time)
  }

  /// Commits work on the code: one commit on the trunk, or a branch that its last one merges.
  mutating func develop(_ work: [PlainCommit]) throws {
    guard let last = work.last else { return }
    var head = tip
    for each in work.dropLast() {
      let commit = try plain(each, parents: [head])
      try pack.add(commit)
      head = commit.id
    }
    try advance(plain(last, parents: head == tip ? [tip] : [tip, head]), at: last.time)
  }

  private mutating func plain(_ work: PlainCommit, parents: [ObjectID]) throws -> PackObject {
    for edit in work.edits { try state.edit(edit) }
    if !work.edits.isEmpty { try updateTree() }
    return try Self.commit(
      tree: tree, parents: parents, by: work.person, at: work.time, work.message)
  }

  /// Ends the pack; gives the tip.
  mutating func finish() throws -> ObjectID {
    if let branch { try merge(branch.commit, at: branch.time) }
    try pack.finish()
    return tip
  }

  /// Moves the trunk, and merges the branch that waits.
  private mutating func advance(_ commit: PackObject, at time: Instant) throws {
    try pack.add(commit)
    tip = commit.id
    if let waiting = branch { try merge(waiting.commit, at: time) }
  }

  private mutating func merge(_ other: ObjectID, at time: Instant) throws {
    branch = nil
    let merge = try Self.commit(
      tree: tree, parents: [tip, other], by: "cto.fin", at: time, "Land an approval\n")
    try pack.add(merge)
    tip = merge.id
  }

  private mutating func updateTree() throws {
    let root = try state.root()
    for object in root.objects { try pack.add(object) }
    tree = root.tree
  }

  private static func digest(_ text: String) -> String {
    Record.hex(SHA256.hash(data: Array(text.utf8)))
  }

  private static func commit(
    tree: ObjectID, parents: [ObjectID], by person: String, at time: Instant, _ message: String,
    signer: Signer? = nil
  ) throws -> PackObject {
    let hand = "\(person) <\(Organisation.address(person))> \(time.seconds) +0000\n"
    var head = "tree \(tree)\n"
    for parent in parents { head += "parent \(parent)\n" }
    head += "author \(hand)committer \(hand)"
    var content = Array((head + "\n" + message).utf8)
    if let signer {
      let armour = try signer.signature(over: content, at: time)
      let lines = armour.split(separator: "\n", omittingEmptySubsequences: false)
      let folded = lines.joined(separator: "\n ")
      content = Array((head + "gpgsig \(folded)\n\n" + message).utf8)
    }
    return try PackObject(.commit, content)
  }
}

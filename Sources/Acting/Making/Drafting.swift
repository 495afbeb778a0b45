internal import Acts
internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Signatures

/// Turns a request into a draft that is known to count, or says why it would not.
struct Drafting {
  let request: ActRequest
  let desk: Desk
  let now: Instant

  private let edit: RecordEdit?
  private let carrier: Carrier
  private let base: Carrier.Base
  private let stamp: Stamp
  private let baseTree: ObjectID
  private let tree: ObjectID
  private let landedTree: ObjectID

  /// Prepares everything but the words: the branch, the tree and the dates.
  ///
  /// - Parameter clock: read after Git gave the commit's date, which must not lie before it.
  init(
    _ request: ActRequest, desk: Desk, clock: () -> Instant, in repository: borrowing Repository
  ) throws(ActingError) {
    let changes = request.changes
    guard let first = changes.first else { throw .usage("name a change") }
    if let bad = changes.first(where: { !ChangeID.isLegal($0) }) {
      throw .usage("`\(bad)` is no id of a change", hint: "an id looks like CHG-2026-7F3K")
    }
    edit = try RecordEdit(request, standing: desk.record(of: first), in: repository)
    if edit == nil, let missing = changes.first(where: { desk.record(of: $0) == nil }) {
      throw ActingError(
        "no-such-change", "the trunk has no record of \(missing)",
        hint: "merge the pull request that brings the record first", exitStatus: 4)
    }
    self.request = request
    self.desk = desk
    stamp = try Stamp(of: desk.git)
    now = clock()
    carrier = try Carrier(for: first, desk: desk, in: repository)
    base = try carrier.base(
      for: changes, desk: desk, mustExtendTrunk: desk.policy.charter.carrier == .push, now: now,
      in: repository)
    let parent = base.commit
    let before = try inGit { () throws(GitError) in try repository.commit(parent).tree }
    let after = try edit?.tree(on: before, in: repository) ?? before
    baseTree = before
    tree = after
    landedTree = try Self.landedTree(base, tree: after, trunk: desk.trunk.tip, repository)
  }

  /// The trunk's tree with what the carrier changed since it left the trunk.
  private static func landedTree(
    _ base: Carrier.Base, tree: ObjectID, trunk: ObjectID, _ repository: borrowing Repository
  ) throws(ActingError) -> ObjectID {
    if base.fork == trunk { return tree }
    return try inGit { () throws(GitError) in
      let fork = try repository.commit(base.fork).tree
      var landed = try repository.commit(trunk).tree
      for file in try repository.differences(from: fork, to: tree) {
        guard let new = file.new else { continue }
        landed = try repository.writeTree(landed, replacing: file.path, with: new.id)
      }
      return landed
    }
  }

  // MARK: The draft

  /// The draft, with the refusal if any of its acts would not count.
  func draft(in repository: borrowing Repository) throws(ActingError) -> Draft {
    var roles: [String?] = []
    for item in request.items { roles.append(try role(of: item, in: repository)) }
    let proposal = try proposal(request.items, roles: roles, in: repository)
    let commit = try proposal.store(in: repository)
    let judgement = try judge(commit, proposal, unsigned: true, in: repository)
    var remarks: [String] = []
    var refusal: ActingError?
    do throws(ActingError) {
      remarks = try Verification(
        request: request, person: desk.signatory.person, policy: desk.policy
      ).remarks(on: judgement)
      remarks += fillsNothing(judgement)
    } catch {
      refusal = error
    }
    return Draft(
      signatory: desk.signatory,
      items: try items(roles: roles, in: repository), raw: proposal.raw,
      verdicts: judgement.verdicts, remarks: remarks, refusal: refusal, proposal: proposal,
      carrier: carrier,
      base: base, edit: edit, editedPaths: try editedPaths(in: repository),
      rulings: request.items.enumerated().map { judgement.act($0, on: $1.change) })
  }

  func judge(
    _ commit: ObjectID, _ proposal: Proposal, unsigned: Bool,
    in repository: borrowing Repository
  ) throws(ActingError) -> Judgement {
    try Judgement(
      of: commit, proposal, changes: request.changes, unsigned: unsigned, desk: desk, now: now,
      in: repository)
  }

  private func proposal(
    _ items: [ActRequest.Item], roles: [String?], in repository: borrowing Repository
  ) throws(ActingError) -> Proposal {
    var statements: [Statement] = []
    for (index, item) in items.enumerated() {
      statements.append(
        Statement(
          index: index, verb: item.verb, change: item.change,
          parameters: try parameters(of: item, role: roles[index], in: repository)))
    }
    let message = ActMessage(
      subject: request.subject(roles: roles), body: request.body, statements: statements,
      repository: desk.policy.charter.repository)
    let text: String
    do throws(ActMessage.Fault) { text = try message.text() } catch {
      throw .usage("the act cannot be written: \(error.message)")
    }
    return Proposal(
      stamp: stamp, tree: tree, parent: base.commit, message: text, landedTree: landedTree,
      landsDirectly: base.fork == desk.trunk.tip && desk.policy.charter.carrier == .push,
      trunk: desk.trunk.tip)
  }

  private func parameters(
    of item: ActRequest.Item, role: String?, in repository: borrowing Repository
  ) throws(ActingError) -> [Statement.Parameter] {
    var parameters = role.map { [Statement.Parameter(key: "role", value: $0)] } ?? []
    parameters += item.parameters
    if item.verb == .assess, !item.parameters.contains(where: { $0.key == "risk" }) {
      guard let risk = record(of: item.change)?.assessment?.risk else {
        throw .usage("the record of \(item.change) states no risk", hint: "give --risk")
      }
      parameters.append(Statement.Parameter(key: "risk", value: risk.rawValue))
    }
    if let person = request.onBehalfOf {
      parameters.append(Statement.Parameter(key: "for", value: person))
    }
    let digest = try place(of: item.change, in: repository).digest
    return parameters + [Statement.Parameter(key: "digest", value: digest.description)]
  }

  /// The record as the act's own tree has it.
  private func record(of change: String) -> ChangeRequest? {
    edit?.document.change ?? desk.record(of: change)?.document.change
  }

  private func place(
    of change: String, in repository: borrowing Repository
  ) throws(ActingError) -> (path: String, digest: SHA256Digest) {
    guard let path = edit?.path ?? desk.record(of: change)?.path else {
      throw ActingError("no-such-change", "the trunk has no record of \(change)", exitStatus: 4)
    }
    let bytes = try inGit { () throws(GitError) -> [UInt8]? in
      guard let entry = try repository.entry(atPath: path, inTree: tree) else { return nil }
      return try repository.blob(entry.id, limit: 1 << 20)
    }
    guard let bytes else {
      throw ActingError("no-such-change", "no record stands at \(path)", exitStatus: 4)
    }
    return (path, sha256(of: bytes))
  }

  private func items(
    roles: [String?], in repository: borrowing Repository
  ) throws(ActingError) -> [Draft.Item] {
    var items: [Draft.Item] = []
    for (item, role) in zip(request.items, roles) {
      let place = try place(of: item.change, in: repository)
      items.append(
        Draft.Item(
          verb: item.verb, change: item.change, role: role, parameters: item.parameters,
          title: record(of: item.change)?.title ?? "", path: place.path, digest: place.digest,
          covers: covers(item.verb, record(of: item.change))))
    }
    return items
  }

  private func covers(_ verb: Verb, _ record: ChangeRequest?) -> [Section] {
    let policy = record.map { desk.policy.governing($0) } ?? desk.policy
    return policy.workflow.stages.values.first { $0.act == verb }?.coveredSections ?? []
  }

  private func editedPaths(in repository: borrowing Repository) throws(ActingError) -> [String] {
    try inGit { () throws(GitError) in
      try repository.differences(from: baseTree, to: tree).map(\.path)
    }
  }

  // MARK: Roles

  /// The role given, or the only one that makes the act count and fills an open requirement.
  private func role(
    of item: ActRequest.Item, in repository: borrowing Repository
  ) throws(ActingError) -> String? {
    if item.role != nil || !RoleChoice.isNeeded(item.verb) { return item.role }
    let choice = RoleChoice(
      policy: desk.policy, record: record(of: item.change), person: desk.signatory.person)
    let held = choice.held(item)
    guard let first = held.first else {
      let asked = choice.asked(item)
      throw .refusal(
        "\(desk.signatory.person) holds no role in which to \(item.verb.name) \(item.change)"
          + (asked.isEmpty ? "" : "; it takes \(asked.joined(separator: ", "))"),
        hint: "a delegated role is named by --role")
    }
    if held.count == 1 { return first }
    var counting: [String] = []
    var filling: [String] = []
    for role in held {
      let trial = try proposal([item], roles: [role], in: repository)
      let judgement = try judge(
        try trial.store(in: repository), trial, unsigned: true, in: repository)
      guard let act = judgement.act(0, on: item.change), act.counted else { continue }
      counting.append(role)
      let seats = judgement.seats(for: item.verb, on: item.change, desk.policy)
      if !open(on: item.change).isDisjoint(with: seats) { filling.append(role) }
    }
    // None counts: the first shows why.
    if counting.isEmpty { return first }
    let fitting = filling.isEmpty ? counting : filling
    if fitting.count == 1 { return fitting[0] }
    throw .usage(
      "\(desk.signatory.person) could \(item.verb.name) \(item.change) as "
        + fitting.joined(separator: " or as "),
      hint: "choose one: --role \(fitting[0])")
  }

  /// The requirements of a change that are not met on the trunk.
  private func open(on change: String) -> Set<String> {
    let verdict = evaluate(change, in: desk.history, now: now)
    let requirements = verdict?.stages.flatMap(\.requirements) ?? []
    // A record that the trunk does not have yet has everything open.
    return Set(requirements.filter { !$0.status.passes }.map(\.id))
  }

  /// A remark for an act in a role that fills no seat.
  private func fillsNothing(_ judgement: Judgement) -> [String] {
    request.items.compactMap { item in
      let verbs: Set<Verb> = [.approve, .assess, .test, .schedule, .review, .close]
      guard verbs.contains(item.verb),
        judgement.seats(for: item.verb, on: item.change, desk.policy).isEmpty
      else { return nil }
      return "\(item.verb.name) \(item.change) counts, but fills no open requirement"
    }
  }
}

internal import Acts
internal import Decision
package import Git
internal import Ledger
package import Primitives
internal import Records

/// Signs an agenda: one commit with one act for each change whose text is what the board read and
/// whose approval would count.
package struct BoardSigner {
  private let request: BoardRequest
  private let settings: Desk.Settings
  private let clock: () -> Instant

  package init(_ request: BoardRequest, settings: Desk.Settings, clock: @escaping () -> Instant) {
    self.request = request
    self.settings = settings
    self.clock = clock
  }

  /// Drafts the commit on what the trunk is now, and says by name what is left out.
  package func draft(
    in repository: borrowing Repository
  ) throws(ActingError) -> (Desk, BoardDraft) {
    try refuseUnknownNames()
    let desk = try Desk(settings, in: repository)
    try refuseStrangeAgenda(desk)
    var omissions: [BoardOmission] = []
    var wanted: [ActRequest.Item] = []
    for item in request.agenda.items {
      if let name = request.objections[item.id] {
        wanted.append(objection(item.id, name))
      } else if let omission = omission(of: item, desk) {
        omissions.append(omission)
      } else {
        wanted.append(approval(item.id))
      }
    }
    return (desk, try draft(wanted, omissions, desk, repository))
  }

  /// Signs the draft and publishes it.
  package func complete(
    _ board: BoardDraft, at desk: Desk, in repository: borrowing Repository
  ) throws(ActingError) -> ActMaker.Result {
    guard let draft = board.draft else { throw .refusal("nothing of the agenda is left to sign") }
    return try ActMaker(board.request, settings: settings, clock: clock)
      .complete(draft, at: desk, in: repository)
  }

  // MARK: The agenda

  private func refuseUnknownNames() throws(ActingError) {
    let known = Set(request.agenda.items.map(\.id))
    guard known.count == request.agenda.items.count else {
      throw ActingError("agenda", "the agenda names a change twice", exitStatus: 1)
    }
    let named = request.except.union(request.objections.keys).sorted()
    if let stranger = named.first(where: { !known.contains($0) }) {
      throw .usage(
        "the agenda has no \(stranger)",
        hint: "its changes are \(known.sorted().joined(separator: ", "))")
    }
    if let both = request.except.first(where: { request.objections[$0] != nil }) {
      throw .usage("\(both) is left out and objected to", hint: "give one of the two")
    }
  }

  private func refuseStrangeAgenda(_ desk: Desk) throws(ActingError) {
    let agenda = request.agenda
    guard agenda.repository == desk.policy.charter.repository else {
      throw ActingError(
        "agenda",
        "the agenda is one of \(agenda.repository), and this is \(desk.policy.charter.repository)",
        hint: "work in a clone of \(agenda.repository)", exitStatus: 1)
    }
    let graph = desk.history.graph
    guard let trunk = agenda.trunk, let index = graph.ids.firstIndex(of: trunk),
      graph.integrations[index] != nil
    else {
      throw ActingError(
        "agenda", "the agenda was made of a commit that the trunk does not reach",
        hint: "make it anew from the trunk: assent agenda --role \(agenda.role)", exitStatus: 1)
    }
    guard Roles(policy: desk.policy).knows(agenda.role) else {
      throw ActingError(
        "agenda", "the policy knows no role `\(agenda.role)`",
        hint: "make the agenda anew: assent agenda --role ROLE", exitStatus: 1)
    }
  }

  // MARK: What is left out

  private func omission(of item: AgendaFile.Item, _ desk: Desk) -> BoardOmission? {
    let record = desk.record(of: item.id)
    func omission(_ reason: String, _ hint: String? = nil, isWanted: Bool = false) -> BoardOmission
    {
      BoardOmission(
        change: item.id, title: record?.document.change?.title ?? "", reason: reason, hint: hint,
        isWanted: isWanted)
    }
    if request.except.contains(item.id) {
      return omission("left out, as you asked", isWanted: true)
    }
    guard let record else { return omission("the trunk has no record of it any more") }
    guard record.digest == item.digest else {
      return omission(
        edited(item, desk), "read it: git show \(desk.trunk.tip.short):\(record.path)")
    }
    let verdict = evaluate(item.id, in: desk.history, now: clock())
    let known = Set(item.objections)
    let news = (verdict?.acts ?? []).filter { $0.counted && $0.act.statement.verb == .object }
      .map { "\($0.act.person ?? ""):\($0.act.statement["objection"] ?? "")" }
      .filter { !known.contains($0) }
    guard news.isEmpty else {
      return omission(
        "objected to since the agenda was made: \(news.joined(separator: ", "))",
        "to approve it all the same: assent approve \(item.id) --role \(quotedRole)")
    }
    return nil
  }

  private func edited(_ item: AgendaFile.Item, _ desk: Desk) -> String {
    guard let digest = item.digest,
      let changes = fieldsChanged(in: item.id, since: digest, of: desk.history)
    else { return "no text of that digest was ever its record" }
    let fields = changes.prefix(3).map { change in
      let people = change.people.isEmpty ? "" : " by \(change.people.joined(separator: ", "))"
      return change.field + (change.commit.map { " in \($0.short)" } ?? "") + people
    }
    let more = changes.count > 3 ? " and \(changes.count - 3) more" : ""
    return "edited since: "
      + (fields.isEmpty ? "its title or layout" : fields.joined(separator: "; ") + more)
  }

  private var quotedRole: String {
    let role = request.agenda.role
    return role.utf8.contains(UInt8(ascii: "(")) ? "'\(role)'" : role
  }

  // MARK: The commit

  private func approval(_ id: String) -> ActRequest.Item {
    ActRequest.Item(
      verb: .approve, change: id, role: request.agenda.role, parameters: minutes)
  }

  private func objection(_ id: String, _ name: String) -> ActRequest.Item {
    ActRequest.Item(
      verb: .object, change: id,
      parameters: [Statement.Parameter(key: "objection", value: name)] + minutes)
  }

  private var minutes: [Statement.Parameter] {
    [Statement.Parameter(key: "minutes", value: request.minutes ?? request.digest.description)]
  }

  /// The commit on all that would count; what would not is left out by name.
  private func draft(
    _ items: [ActRequest.Item], _ omissions: [BoardOmission], _ desk: Desk,
    _ repository: borrowing Repository
  ) throws(ActingError) -> BoardDraft {
    var (items, omissions) = (items, omissions)
    while !items.isEmpty {
      let request = commit(items)
      let draft = try Drafting(request, desk: desk, clock: clock, in: repository)
        .draft(in: repository)
      let refused = zip(items, draft.rulings).filter { $1.map { !$0.counted } ?? true }
      guard !refused.isEmpty else {
        return BoardDraft(
          draft: draft, omissions: inOrder(omissions), remarks: remarks(desk), request: request)
      }
      omissions += refused.map { omission(of: $0, $1, desk) }
      let gone = Set(refused.map(\.0))
      items.removeAll { gone.contains($0) }
    }
    return BoardDraft(
      draft: nil, omissions: inOrder(omissions), remarks: remarks(desk), request: commit([]))
  }

  private func commit(_ items: [ActRequest.Item]) -> ActRequest {
    let count = items.count { $0.verb == .approve }
    let agenda = request.agenda
    let day = agenda.day.map { " of \($0)" } ?? ""
    let words = "Agenda\(day) of \(agenda.role), \(request.digest)"
    var commit = ActRequest(
      items: items, body: request.body.isEmpty ? words : request.body + "\n\n" + words)
    let objections = items.count - count
    let parts = [
      count > 0 || objections == 0
        ? "approve \(count) change\(count == 1 ? "" : "s") as \(agenda.role)" : nil,
      objections > 0 ? "object to \(objections)" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
    commit.title = parts.prefix(1).uppercased() + parts.dropFirst()
    return commit
  }

  private func omission(
    of item: ActRequest.Item, _ ruling: ActVerdict?, _ desk: Desk
  ) -> BoardOmission {
    let reason = ruling?.reason
    let sentence = ruling.flatMap { reason?.sentence($0, desk.signatory.person) }
    return BoardOmission(
      change: item.change, title: desk.record(of: item.change)?.document.change?.title ?? "",
      reason: "would not count (\(reason?.rawValue ?? "malformed")): "
        + (sentence ?? "it could not be read back"), hint: nil, isWanted: false)
  }

  private func inOrder(_ omissions: [BoardOmission]) -> [BoardOmission] {
    request.agenda.items.compactMap { item in omissions.first { $0.change == item.id } }
  }

  private func remarks(_ desk: Desk) -> [String] {
    let digest = desk.history.policy(at: desk.history.tipPosition)?.digest
    guard digest != request.agenda.policy else { return [] }
    return [
      "the policy has changed since the agenda was made; who approves and what it covers may too"
    ]
  }
}

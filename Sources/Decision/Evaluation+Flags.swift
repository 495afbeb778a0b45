internal import Acts
internal import Primitives
internal import Records

extension Evaluation {
  var flags: [Flag] {
    var flags = history.flags
    let first = start?.index
    for judgement in starts where judgement.index != first && isSomebodys(judgement.index) {
      if first != nil, judgement.fault == .duplicate { continue }
      if let first, judgement.index > first, judgement.fault == nil,
        namesSame(judgement.index, first)
      {
        continue
      }
      flags.append(unauthorised(change.acts[judgement.index], why: why(judgement)))
    }
    for index in tally.counted(.finish) where start == nil {
      flags.append(
        unauthorised(change.acts[index], why: "it finishes what no authorised Start began"))
    }
    flags += strayRollbacks + claimedContributors
    if let edit = editedAfterStart { flags.append(edit) }
    return flags + outsideWindow
  }

  /// Whether a known person signed the Start: anybody can write one and flag a change with it.
  func isSomebodys(_ index: Int) -> Bool {
    !change.acts[index].faults.contains { $0 <= .keyUnknown }
  }

  func why(_ judgement: StartRule.Judgement) -> String {
    if let fault = judgement.fault { return fault.rawValue }
    return judgement.reasons.first?.message ?? "the gate was closed"
  }

  func namesSame(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (change.acts[left].statement, change.acts[right].statement)
    return a["commit"] == b["commit"] && a["artifact"] == b["artifact"]
  }

  func unauthorised(_ act: Act, why: String) -> Flag {
    Flag(
      code: .startedUnauthorised,
      message:
        "\(act.statement.verb.name) by \(act.person ?? "somebody") was not authorised: \(why)",
      commit: act.id)
  }

  /// Exclusions that rest on a claim alone, which an Override can set aside.
  var claimedContributors: [Flag] {
    change.acts.indices.flatMap { index -> [Flag] in
      let ruling = ruling(on: index)
      guard ruling.reasons[index] == .contributor else { return [] }
      let support = ruling.details[index]
      let isClaimed = support.allSatisfy { detail in
        let edit = change.edits.first { history.graph.ids[$0.commit] == detail.commit }
        return !(edit?.people.contains { detail.people.contains($0.person) && $0.signed } ?? true)
      }
      guard isClaimed, let first = support.first else { return [] }
      return [
        Flag(
          code: .claimedContributor,
          message: "\(first.people.joined(separator: ", ")) is kept out by a claim alone",
          commit: first.commit)
      ]
    }.uniqued()
  }

  /// A Start of the way back without a Start that leaves one.
  var strayRollbacks: [Flag] {
    guard !starts.contains(where: \.leavesWayBack) else { return [] }
    return change.acts.filter {
      $0.statement.verb == .start && $0.statement["kind"] == "rollback" && view.sees($0)
    }.map { unauthorised($0, why: "there is nothing to roll back") }
  }

  /// Covered content that stood on the trunk from Start's landing on and is not what it was given.
  var editedAfterStart: Flag? {
    guard let start, let position = change.acts[start.index].integration,
      let given = start.view.content
    else { return nil }
    let isEmergency = EmergencyPath(view: view).rule != nil
    let sections = isEmergency ? EmergencyPath.covered : view.policy.workflow.sectionsUpToGate
    let standing = change.spineVersions.last { $0.position < position }
    let later = change.spineVersions.filter { $0.position >= position }
    // What stood when Start landed counts unless Start's own integration brought something else.
    let replaced = later.first?.position == position
    for spine in (replaced ? [] : [standing].compactMap { $0 }) + later {
      guard let version = spine.version else {
        return edited(max(position, spine.position), "the record was removed after Start")
      }
      var fields = Staleness.fields(from: given, to: change.versions[version], in: sections)
      if isEmergency { fields = EmergencyPath.withoutFilled(fields, since: given) }
      if let field = fields.first {
        return edited(max(position, spine.position), "\(field) is not what Start was given")
      }
    }
    return nil
  }

  func edited(_ position: Int, _ message: String) -> Flag {
    Flag(
      code: .editedAfterStart, message: message,
      commit: history.graph.ids[history.graph.spine[position]])
  }

  /// Work that was done, by claim or by record, outside the window planned for it.
  var outsideWindow: [Flag] {
    guard let start, let window = start.view.record?.schedule?.window else { return [] }
    let began = change.acts[start.index]
    var flags: [Flag] = []
    func check(_ time: Instant?, _ what: String, _ commit: ObjectID) {
      guard let time, time < window.start || time > window.end else { return }
      flags.append(
        Flag(
          code: .outsideWindow, message: "\(what) at \(time), outside the window", commit: commit))
    }
    check(view.recorded(began) ?? began.time, "started", began.id)
    for index in tally.counted(.finish).prefix(1) {
      let finish = change.acts[index]
      check(view.recorded(finish) ?? finish.time, "finished", finish.id)
      check(view.record?.execution?.started, "execution began", finish.id)
      check(view.record?.execution?.finished, "execution ended", finish.id)
    }
    return flags
  }
}

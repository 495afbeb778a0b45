internal import Acting
internal import Decision
internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting
internal import Waiting

/// Finds the inboxes that somebody asked for, in one pass over the history.
struct InboxRun {
  let place: PlaceOptions

  func inboxes(_ session: Session, of names: [String], all: Bool) throws -> Inboxes {
    let history = session.history
    guard let policy = history.policy(at: history.tipPosition)?.policy else {
      throw Failure("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    let wanted = all ? nil : try people(names, policy, session)
    guard
      let reader = InboxReader(
        history: history, people: wanted.map { Set($0) }, now: session.now)
    else {
      throw Failure("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    let problem = history.problems.first { $0.holds(at: history.tipPosition) }?.message
    let ids = problem == nil ? reader.candidates : []
    let acts = try session.verdicts(ids) { reader.acts(in: $0) }.flatMap { $0 }
    return Inboxes(
      of: wanted ?? reader.everybody,
      tasks: acts + (try PendingPolicies(place: place, session: session).approvals(wanted)),
      policy: policy,
      zone: history.zones[policy.calendar.timeZone], now: session.now,
      trunkReference: history.trunkReference,
      trunkCommit: history.graph.ids[history.graph.spine[history.tipPosition]], problem: problem)
  }

  /// The people named, each once; the user where none is.
  private func people(_ names: [String], _ policy: Policy, _ session: Session) throws -> [String] {
    if names.isEmpty {
      let repository = try Session.open(place)
      return [
        try acting { () throws(ActingError) in
          try OwnPerson.find(policy, session.reading.keyHolders, in: repository)
        }
      ]
    }
    var seen: Set<String> = []
    for name in names where policy.people.people[name] == nil {
      let near = NearestName.of(name, among: policy.people.people.keys.sorted())
      throw Failure(
        "usage", "policies/people.yaml has no `\(PlainText.line(name))`",
        hint: near.map { "did you mean \($0)?" } ?? "its keys are the ids of people",
        exitStatus: 2)
    }
    return names.filter { seen.insert($0).inserted }
  }
}

internal import Audit
internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records

extension AuditGround {
  /// The period in the zone of the policy of its end, and the last commit that belongs to it.
  ///
  /// The zone is that of the calendar in force at the standpoint, so that a pack of a past period
  /// stays what it is when a later policy moves to another zone.
  static func standpoint(
    _ inputs: AuditInputs, _ history: History, _ repository: borrowing Repository
  ) throws -> (period: AuditPeriod, standpoint: TrunkStandpoint) {
    if let at = inputs.at {
      let position = try position(of: at, history, repository)
      return (try period(inputs, history, at: position), TrunkStandpoint(at: position, in: history))
    }
    // The day in UTC is at most fourteen hours away: enough to find the policy.
    let rough = Instant(seconds: Int64(inputs.until.daysSinceEpoch) * 86_400)
    let first = TrunkStandpoint(before: rough, in: history, now: inputs.now).position ?? 0
    var period = try period(inputs, history, at: first)
    var standpoint = TrunkStandpoint(before: period.end, in: history, now: inputs.now)
    if let position = standpoint.position, position != first {
      period = try Self.period(inputs, history, at: position)
      standpoint = TrunkStandpoint(before: period.end, in: history, now: inputs.now)
    }
    return (period, standpoint)
  }

  private static func position(
    of revision: String, _ history: History, _ repository: borrowing Repository
  ) throws -> Int {
    let commit: ObjectID
    do throws(GitError) { commit = try repository.resolve(revision: revision) } catch {
      throw Failure(error)
    }
    let graph = history.graph
    guard let position = graph.spine.firstIndex(where: { graph.ids[$0] == commit }) else {
      throw Failure(
        "not-on-spine", "\(commit) is not on the first-parent chain of \(history.trunkReference)",
        hint: "--at takes a commit that the trunk's first parents reach", exitStatus: 2)
    }
    return position
  }

  private static func period(
    _ inputs: AuditInputs, _ history: History, at position: Int
  ) throws -> AuditPeriod {
    // Before the trust root no policy is in force: the first one says how days are counted.
    let policy = history.policy(at: position) ?? history.policies.first
    guard let name = policy?.policy.calendar.timeZone else {
      throw Failure("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    guard let zone = history.zones[name] else {
      throw Failure(
        "zone-unknown", "the calendar's time zone `\(name)` is not known here",
        hint: "install tzdata, or correct policies/calendar.yaml", exitStatus: 3)
    }
    guard let start = zone.beginning(of: inputs.from), let end = zone.beginning(of: inputs.until)
    else {
      throw Failure(
        "zone-unknown", "\(inputs.from) to \(inputs.until) lie beyond what is known of \(name)",
        hint: "ask for days before 2037", exitStatus: 3)
    }
    return AuditPeriod(
      from: inputs.from, until: inputs.until, zone: name, start: start, end: end,
      basis: inputs.basis)
  }
}

package import Decision
package import Primitives

/// Examines changes one by one: the verdict as of the period's end, what tables say of it, and
/// the result of every control test. Safe to use from many threads at once.
package struct Examiner: Sendable {
  /// How long a change may stay open after its work, where the policy does not say: 30 days.
  package static let defaultOpenDays: Int64 = 30

  private let history: History
  private let scope: AuditScope
  private let today: @Sendable (String) -> ChangeSummary.Standing?
  private let authors: [ObjectID: [String]]?
  private let openDays: Int64
  private let chronology: Chronology

  /// Examines the changes of a history that ends at the standpoint of a scope.
  ///
  /// - Parameters:
  ///   - today: how a change stands at the tip; nil for one of which nothing newer is known.
  ///   - authors: by commit of an artifact, the people of the policy or the e-mail addresses that
  ///     wrote the code which it brings; nil where no code could be read.
  ///   - openDays: after how many days without review and closure a change is open too long,
  ///     where the policy does not say.
  package init(
    history: History, scope: AuditScope,
    today: @escaping @Sendable (String) -> ChangeSummary.Standing?,
    authors: [ObjectID: [String]]? = nil, openDays: Int64 = Examiner.defaultOpenDays
  ) {
    self.history = history
    self.scope = scope
    self.today = today
    self.authors = authors
    self.openDays = openDays
    chronology = Chronology(history: history, now: scope.asOf)
  }

  /// A change as fully as an audit can show it.
  ///
  /// - Returns: nil if neither a record nor an act of that id exists up to the standpoint.
  package func examine(_ id: String) -> AuditedChange? {
    guard let change = history.changes[id],
      let account = account(of: id, in: history, now: scope.asOf)
    else { return nil }
    let file = CaseFile(
      history: history, change: change, account: account, scope: scope, chronology: chronology,
      openDays: openDays, authors: authors)
    var summary = Summary(file: file).summary(today: today(id))
    summary.results = ControlTests(file: file).results()
    var audited = AuditedChange(
      history: change, verdict: account.verdict, summary: summary, moments: moments(of: change))
    if !file.beganBeforeTrust { audited.authorship = Authorship(file) }
    return audited.within(history)
  }

  /// The same again for a change that was examined before, with what was found then.
  package func examine(_ id: String, as summary: ChangeSummary) -> AuditedChange? {
    guard let change = history.changes[id],
      let verdict = evaluate(id, in: history, now: scope.asOf)
    else { return nil }
    return AuditedChange(
      history: change, verdict: verdict, summary: summary, moments: moments(of: change)
    ).within(history)
  }

  /// By commit of an act or of an edit, and of every spine commit that brought another text.
  private func moments(of change: ChangeHistory) -> [ObjectID: Moment] {
    var moments: [ObjectID: Moment] = [:]
    for spine in change.spineVersions {
      guard let moment = chronology.moment(at: spine.position), let commit = moment.commit else {
        continue
      }
      moments[commit] = moment
    }
    for edit in change.edits {
      guard let moment = chronology.moment(of: edit.commit), let commit = moment.commit else {
        continue
      }
      moments[commit] = moment
    }
    for act in change.acts { moments[act.id] = chronology.moment(of: act) }
    return moments
  }
}

extension ChangeSummary.Standing {
  /// How a verdict says that a change stands.
  package init(_ verdict: Verdict) {
    var flags: [Flag.Code] = []
    for flag in verdict.flags where !flags.contains(flag.code) { flags.append(flag.code) }
    self.init(
      decision: verdict.gate.decision, stage: verdict.stage, state: verdict.state, flags: flags)
  }
}

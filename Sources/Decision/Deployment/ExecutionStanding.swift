internal import Acts
package import Primitives
package import Records

/// What a change could bring to production, from when and until when: for whoever compares it
/// with what ran there.
package struct ExecutionStanding: Hashable, Sendable {
  /// A Start, to the goal or back, that the trunk has.
  package struct Start: Hashable, Sendable {
    package let commit: ObjectID
    /// Whether it is the way back.
    package let isWayBack: Bool
    /// Whether the gate was open to it.
    package let isAuthorised: Bool
    /// Why it was not, in words.
    package let why: String?
    /// The recorded time, else its own date.
    package let time: Instant
    package let isRecorded: Bool
    /// What it lets run: the record's artifacts in its own tree, each bound as it says; for the way
    /// back what the plan returns to.
    package let artifacts: [ChangeRequest.Artifact]
    package let systems: [String]
    package let environment: String?

    package init(
      commit: ObjectID, isWayBack: Bool, isAuthorised: Bool, why: String?, time: Instant,
      isRecorded: Bool, artifacts: [ChangeRequest.Artifact], systems: [String],
      environment: String?
    ) {
      self.commit = commit
      self.isWayBack = isWayBack
      self.isAuthorised = isAuthorised
      self.why = why
      self.time = time
      self.isRecorded = isRecorded
      self.artifacts = artifacts
      self.systems = systems
      self.environment = environment
    }
  }

  package let id: String
  package let starts: [Start]
  /// When the first Finish that said so ended the licence to deploy: the later of its times.
  package let finished: Instant?
  /// When the first Close that said so ended the way back.
  package let closed: Instant?
  /// The artifacts of the record as it stands, bound or not.
  package let listed: [ChangeRequest.Artifact]
  package let systems: [String]

  package init(
    id: String, starts: [Start], finished: Instant?, closed: Instant?,
    listed: [ChangeRequest.Artifact], systems: [String]
  ) {
    self.id = id
    self.starts = starts
    self.finished = finished
    self.closed = closed
    self.listed = listed
    self.systems = systems
  }
}

extension History {
  /// What a change could bring to production; nil if it never had a record.
  ///
  /// Of an abridged history, what was found before it was abridged.
  package func execution(of id: String, now: Instant) -> ExecutionStanding? {
    if isAbridged { return executions[id] }
    guard let change = changes[id], !change.versions.isEmpty else { return nil }
    return Evaluation(history: self, change: change, now: now, question: GateQuestion()).execution
  }
}

extension Evaluation {
  fileprivate var execution: ExecutionStanding {
    ExecutionStanding(
      id: change.id, starts: starts.map(forward) + waysBack,
      finished: ending(.finish), closed: ending(.close),
      listed: fixedRecord?.implementation?.artifacts ?? [],
      systems: fixedRecord.map { ConflictRule.systems(of: $0, view) } ?? [])
  }

  private func ending(_ verb: Verb) -> Instant? {
    let index = change.acts.indices.first {
      change.acts[$0].statement.verb == verb && change.acts[$0].integration != nil
        && tally.hasSpoken($0)
    }
    return index.map { index in
      let act = change.acts[index]
      return max(act.time, view.recorded(act) ?? act.time)
    }
  }

  private func forward(_ judgement: StartRule.Judgement) -> ExecutionStanding.Start {
    let act = change.acts[judgement.index]
    let record = judgement.view.record ?? ownRecord(of: act)
    let listed = record?.implementation?.artifacts ?? []
    let words = judgement.fault?.rawValue ?? judgement.reasons.first?.message
    return start(
      act, isWayBack: false, isAuthorised: judgement.isAuthorised, why: words,
      artifacts: listed.map { bound($0, by: act) }, record,
      systems: record.map { ConflictRule.systems(of: $0, judgement.view) } ?? [])
  }

  /// Starts of the way back; each may return to what the plan of a Start names that left the way
  /// back free.
  private var waysBack: [ExecutionStanding.Start] {
    let leaving = starts.filter(\.leavesWayBack)
    let targets = leaving.compactMap { $0.view.record?.rollback?.target }
    let record = (leaving.first(where: \.isAuthorised) ?? leaving.last)?.view.record
    return change.acts.indices.filter { index in
      let act = change.acts[index]
      return act.statement.verb == .start && act.statement["kind"] != nil && act.integration != nil
    }.map { index in
      let fault = tally.hasSpoken(index) ? nil : tally.reasons[index]?.rawValue
      let why = fault ?? (targets.isEmpty ? "nothing was started that it could take back" : nil)
      return start(
        change.acts[index], isWayBack: true, isAuthorised: why == nil, why: why,
        artifacts: targets, record,
        systems: record.map { ConflictRule.systems(of: $0, view) } ?? [])
    }
  }

  private func start(
    _ act: Act, isWayBack: Bool, isAuthorised: Bool, why: String?,
    artifacts: [ChangeRequest.Artifact], _ record: ChangeRequest?, systems: [String]
  ) -> ExecutionStanding.Start {
    let recorded = view.recorded(act)
    return ExecutionStanding.Start(
      commit: act.id, isWayBack: isWayBack, isAuthorised: isAuthorised, why: why,
      time: recorded ?? act.time, isRecorded: recorded != nil, artifacts: artifacts,
      systems: systems, environment: record?.request?.environment)
  }

  private func ownRecord(of act: Act) -> ChangeRequest? {
    act.version.flatMap { version in
      change.versions.indices.contains(version) ? change.versions[version].document.change : nil
    }
  }

  private func bound(_ artifact: ChangeRequest.Artifact, by act: Act) -> ChangeRequest.Artifact {
    guard artifact.isUnbound else { return artifact }
    var result = artifact
    result.commit = act.statement["commit"].flatMap { ObjectID($0) }
    result.digest = act.statement["artifact"].flatMap { SHA256Digest($0) }
    return result
  }
}

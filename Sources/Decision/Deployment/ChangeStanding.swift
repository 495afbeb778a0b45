internal import Acts
package import Primitives
internal import Records

/// What a deployment has to know of a change beside its verdict.
package struct ChangeStanding: Hashable, Sendable {
  package let id: String
  /// The commits of the governed repository that are artifacts of the change.
  package let artifacts: [ObjectID]
  /// The systems that the record names; empty where it does not say.
  package let systems: [String]
  /// The changes that the record says it supersedes.
  package let supersedes: [String]
  /// Whether an authorised implementation ended successfully and was not taken back.
  package let hasFinished: Bool

  package init(
    id: String, artifacts: [ObjectID] = [], systems: [String] = [], supersedes: [String] = [],
    hasFinished: Bool = false
  ) {
    self.id = id
    self.artifacts = artifacts
    self.systems = systems
    self.supersedes = supersedes
    self.hasFinished = hasFinished
  }
}

extension History {
  /// How a change stands towards the code of a repository; nil if it never had a record.
  ///
  /// Once there is an authorised Start, its record is the one that speaks.
  package func standing(of id: String, towards repository: String, now: Instant)
    -> ChangeStanding?
  {
    guard let change = changes[id], !change.versions.isEmpty else { return nil }
    let evaluation = Evaluation(
      history: self, change: change, now: now, question: GateQuestion())
    let record = evaluation.fixedRecord
    return ChangeStanding(
      id: id, artifacts: evaluation.artifacts(in: repository),
      systems: record?.request?.systems ?? [], supersedes: record?.request?.supersedes ?? [],
      hasFinished: evaluation.hasFinishedForGood)
  }

  /// The changes of which some text of the record says that it supersedes one of `ids`, sorted.
  package func successors(of ids: Set<String>) -> [String] {
    changes.values.filter { change in
      change.versions.contains { version in
        version.document.change?.request?.supersedes.contains(where: ids.contains) ?? false
      }
    }.map(\.id).sorted()
  }

  /// What keeps the policy at the judged tip from being settled.
  package var unsettled: [GateReason] { problems(at: tipPosition) }
}

extension Evaluation {
  /// The commits that the gate takes for the change's artifacts in a repository.
  ///
  /// An artifact that names another repository is none.
  fileprivate func artifacts(in repository: String) -> [ObjectID] {
    guard let record = fixedRecord else { return [] }
    let listed = (record.implementation?.artifacts ?? []).filter {
      $0.repository.map { $0.utf8.elementsEqual(repository.utf8) } ?? true
    }
    let started = start.map { change.acts[$0.index] }
    var commits = listed.compactMap(\.commit)
    if listed.contains(where: \.isUnbound),
      let bound = started?.statement["commit"].flatMap({ ObjectID($0) })
    {
      commits.append(bound)
    }
    let rule = ArtifactRule(
      record: record, start: started, binding: view.policy.workflow.artifact)
    return commits.uniqued().filter {
      rule.objection(to: GateQuestion(artifacts: [.commit($0)])) == nil
    }
  }

  /// Whether the change is finished successfully as others wait for it, and nobody has since said
  /// otherwise: no way back was started, and no Finish or Close names another outcome.
  fileprivate var hasFinishedForGood: Bool {
    guard DependencyRule(view: view).hasFinished(change) else { return false }
    return !change.acts.indices.contains { index in
      let statement = change.acts[index].statement
      guard tally.hasSpoken(index) else { return false }
      switch statement.verb {
      case .start: return statement["kind"] != nil
      case .finish, .close: return !(statement["outcome"] ?? "successful").hasPrefix("successful")
      default: return false
      }
    }
  }
}

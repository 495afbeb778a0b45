internal import Acts
internal import Primitives
internal import Records

/// The way back: open whenever somebody was let in, to what the plan names and nothing else.
struct RollbackRule {
  let change: ChangeHistory
  let starts: [StartRule.Judgement]
  let tally: Tally

  /// Why the way back is closed; empty if it is free.
  func reasons(_ question: GateQuestion) -> [GateReason] {
    // The authorised Start's refusal is the one to name, but any Start's target will do.
    let leaving = starts.filter(\.leavesWayBack)
    guard let start = leaving.first(where: \.isAuthorised) ?? leaving.last else {
      return [
        GateReason(
          code: .noStart, message: "no authorised Start exists, so there is nothing to roll back")
      ]
    }
    if hasClosed {
      return [
        GateReason(
          code: .closed,
          message: "the change was closed; rolling back now is a new change that supersedes it")
      ]
    }
    if leaving.contains(where: { target(of: $0, question).isEmpty }) { return [] }
    return target(of: start, question)
  }

  /// Whether a Close had its effect at any time, whatever became of it since.
  private var hasClosed: Bool { tally.everCounted(.close) }

  private func target(of start: StartRule.Judgement, _ question: GateQuestion) -> [GateReason] {
    guard let target = start.view.record?.rollback?.target else {
      return [
        GateReason(code: .artifactWrong, message: "the plan names no exact state to return to")
      ]
    }
    guard !question.artifacts.isEmpty else {
      if !question.demandsArtifact { return [] }
      return [
        GateReason(
          code: .artifactRequired,
          message:
            "name what to return to with --commit or --artifact; the plan says \(target.text)")
      ]
    }
    let isTarget = question.artifacts.allSatisfy { artifact in
      switch artifact {
      case .commit(let commit): target.commit == commit
      case .named(let name): target.isNamed(name)
      }
    }
    if isTarget { return [] }
    return [
      GateReason(code: .artifactWrong, message: "the plan returns to \(target.text), nothing else")
    ]
  }
}

extension ChangeRequest.Artifact {
  /// The exact state in words.
  var text: String {
    commit?.description ?? digest?.description ?? version ?? snapshot ?? name ?? "nothing exact"
  }
}

internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T2: whom the record names as requester signed that it is ready, with a key then in force.
struct T02RequestedByAuthorised: AttributeTest {
  static let test = ControlTest.t2
  let file: CaseFile

  func result() -> TestResult {
    let submits = file.acts.indices.filter { file.acts[$0].statement.verb == .submit }
    let sound = submits.filter { index in
      !file.isLate(file.acts[index]) && file.standpoint.reasons.indices.contains(index)
        && file.standpoint.hasSpoken(index)
    }
    let stage = file.standpoint[.initiated]
    if let first = sound.first {
      if file.beginning != nil, let stage, !stage.status.passes { return stale(first) }
      let act = file.acts[first]
      return pass(
        "\(act.person ?? "") is the requester whom the record names and signed the request",
        [act.id], basis: [.signature])
    }
    if let first = submits.first { return refused(file.acts[first], at: first) }
    guard file.beginning != nil || file.approvals.isComplete else {
      return notApplicable("nobody has submitted it yet")
    }
    if stage.map({ $0.status == .notApplicable }) ?? true, file.kind != .emergency {
      return notEvaluable("the policy in force asks nobody to sign the request")
    }
    return fail(
      [
        exception(
          .requesterNotAuthorised,
          "nobody signed the request that \(file.record?.request?.requester ?? "the record") makes",
          [file.beginningCommit].compactMap { $0 })
      ], basis: [.signature])
  }

  private func stale(_ index: Int) -> TestResult {
    let act = file.acts[index]
    return fail(
      [
        exception(
          .requesterNotAuthorised,
          "the request that the work began with is not the one that "
            + "\(act.person ?? "the requester") submitted", [act.id])
      ], basis: [.signature])
  }

  private func refused(_ act: Act, at index: Int) -> TestResult {
    let reason =
      file.isLate(act)
      ? "it came after the work began"
      : file.standpoint.reasons[index]?.rawValue ?? "it does not count"
    if file.beginning == nil, !file.approvals.isComplete {
      return notApplicable("no Submit of it counts yet: \(reason)")
    }
    return fail(
      [
        exception(
          .requesterNotAuthorised,
          "the Submit by \(act.person ?? "an unknown key") does not count: \(reason)", [act.id])
      ], basis: [.signature])
  }
}

internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T13: an emergency names its incident and why it could not wait, somebody allowed it before, and
/// everything else followed within the time that the policy gives.
struct T13EmergencyGenuine: AttributeTest {
  static let test = ControlTest.t13
  let file: CaseFile

  func result() -> TestResult {
    guard file.kind == .emergency || file.verdict.type == .emergency else {
      return notApplicable("it is no emergency")
    }
    let exceptions = notGenuine + skippedLeadTime + notAllowed + notRatified
    if !exceptions.isEmpty { return fail(exceptions, basis: basis) }
    guard file.beginning != nil else { return notApplicable(CaseFile.unstarted) }
    guard let ratification = file.account.ratification else {
      return notEvaluable("the policy in force has no rule for emergencies")
    }
    if ratification.lacksTime {
      return notEvaluable("no recorder vouches for the times of its ratification")
    }
    guard ratification.isComplete else {
      if ratification.isOverridden {
        return pass("its ratification was set aside by an Override", overrides, basis: [.signature])
      }
      let due = ratification.due.map { " before \($0)" } ?? ""
      return notEvaluable("its ratification is not due\(due), and has not come yet")
    }
    return pass(
      "\(file.standpoint.record?.request?.incident ?? "its incident") is named, "
        + "\(file.approvals.seated.compactMap(\.act.person).distinct.listed) allowed it before, and "
        + "it was ratified in time"
        + (ratification.due.map { " (due at \($0))" } ?? ""),
      file.approvals.seated.map(\.act.id) + ratification.acts, basis: basis + [.orderProven])
  }

  private var basis: [TestResult.Basis] {
    let acts = Set(file.account.ratification?.acts ?? [])
    return [.signature] + file.basis(file.acts.filter { acts.contains($0.id) })
  }

  private var overrides: [ObjectID] {
    file.counted(.override).filter { $0.statement["requirement"] == "ratification" }.map(\.id)
  }

  private var notGenuine: [AuditException] {
    let request = file.standpoint.record?.request
    var missing: [String] = []
    if (request?.incident ?? "").isEmpty { missing.append("request.incident") }
    if (request?.whyNotNormal ?? "").isEmpty { missing.append("request.why-not-normal") }
    guard !missing.isEmpty, file.beginning != nil else { return [] }
    return [
      exception(
        .emergencyNotGenuine, "\(missing.listed) said nothing when the work began",
        [file.beginningCommit].compactMap { $0 })
    ]
  }

  /// Lead time that the change did not keep, where it names no incident or once was no emergency.
  private var skippedLeadTime: [AuditException] {
    guard let flag = file.verdict.flags.first(where: { $0.code == .leadTime }) else { return [] }
    let first = file.change.spineVersions.compactMap(\.version).first
    let original = first.flatMap { index in
      file.change.versions.indices.contains(index)
        ? file.change.versions[index].document.change?.kind : nil
    }
    let request = file.standpoint.record?.request
    if let original, original != .emergency {
      return [
        exception(
          .emergencyToSkipLeadTime,
          "it was asked for as \(original.rawValue) and became an emergency, and so kept no lead "
            + "time: \(flag.message)", [file.beginningCommit].compactMap { $0 })
      ]
    }
    guard (request?.incident ?? "").isEmpty else { return [] }
    return [
      exception(
        .emergencyToSkipLeadTime, "without an incident it kept no lead time: \(flag.message)",
        [file.beginningCommit].compactMap { $0 })
    ]
  }

  private var notAllowed: [AuditException] {
    guard let beginning = file.beginning, !file.approvals.isComplete else { return [] }
    let reason = beginning.reasons.first?.message
    return [
      exception(
        .startedUnauthorised,
        "the work began without the approval before it: \(file.beginningWords)"
          + (reason.map { ": \($0)" } ?? ""), [file.beginningCommit].compactMap { $0 })
    ]
  }

  private var notRatified: [AuditException] {
    let ratification = file.account.ratification
    return file.verdict.flags.filter {
      $0.code == .ratificationOverdue || $0.code == .ratificationRefused
    }.map { flag in
      let isComplete = ratification?.isComplete ?? false
      let done =
        isComplete
        ? lastAct.map { ", and the last of it came as \(file.words($0))" } ?? ""
        : flag.code == .ratificationOverdue ? ", and has not come" : ""
      return exception(
        .emergencyNotRatified,
        flag.message + done + (overrides.isEmpty ? "" : "; an Override accepts that"),
        [flag.commit].compactMap { $0 } + (lastAct.map { [$0.id] } ?? []) + overrides,
        time: ratification?.due, isOpen: !isComplete && overrides.isEmpty)
    }
  }

  /// The last of the acts that ratified it.
  private var lastAct: Act? {
    let acts = Set(file.account.ratification?.acts ?? [])
    return file.acts.filter { acts.contains($0.id) }.max {
      file.moment($0).time < file.moment($1).time
    }
  }
}

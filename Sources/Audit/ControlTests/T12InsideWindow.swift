internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T12: the work was done inside the window planned for it, and in no freeze but those from which
/// somebody who may do so excepted it.
struct T12InsideWindow: AttributeTest {
  static let test = ControlTest.t12
  let file: CaseFile

  /// One time that somebody claims, records or states.
  private struct Mark {
    let what: String
    let time: Instant
    let commit: ObjectID?
    let basis: TestResult.Basis
  }

  func result() -> TestResult {
    guard let beginning = file.beginning else { return notApplicable(CaseFile.unstarted) }
    let marks = self.marks
    guard let first = marks.map(\.time).min(), let last = marks.map(\.time).max() else {
      return notEvaluable("nothing says when the work was done")
    }
    let basis = marks.map(\.basis)
    let window = file.standpoint.record?.schedule?.window
    var exceptions = window.map { outside($0, marks) } ?? []
    let isEmergency = file.kind == .emergency
    let frozen = freezes(from: first, until: last)
    if !isEmergency { exceptions += frozen.map(during) + unplanned(beginning) }
    if exceptions.isEmpty {
      exceptions = file.verdict.flags.filter { $0.code == .outsideWindow }.map {
        exception(.outsideWindow, $0.message, [$0.commit].compactMap { $0 })
      }
    }
    if !exceptions.isEmpty { return fail(exceptions, basis: basis) }
    guard let window else {
      if isEmergency { return notApplicable("an emergency needs no window, and none was planned") }
      return notEvaluable("the record plans no window, and the policy in force asks for none")
    }
    if file.finished == nil, file.scope.asOf > window.end {
      return notEvaluable(
        "it began inside the window, which closed at \(window.end), and nothing says when it ended")
    }
    var words = "done from \(first) to \(last), inside the window from \(window.start) to "
    words += "\(window.end)"
    if isEmergency, !frozen.isEmpty {
      words += "; freeze \(frozen.map(\.id).listed) does not hold up an emergency"
    } else if !excepted.isEmpty {
      words += "; excepted from freeze \(excepted.listed)"
    }
    return pass(words, marks.compactMap(\.commit), basis: basis)
  }

  /// When the work was done, as the acts and the record's text say.
  private var marks: [Mark] {
    var marks: [Mark] = []
    func add(_ act: Act, _ what: String) {
      let moment = file.moment(act)
      marks.append(
        Mark(
          what: "\(what) by \(act.person ?? "an unknown key")", time: moment.time, commit: act.id,
          basis: moment.source == .recorded ? .timeRecorded : .timeClaimed))
    }
    if let index = file.beginning?.act, file.acts.indices.contains(index) {
      let act = file.acts[index]
      add(act, act.statement.verb.rawValue)
    }
    if let finish = file.counted(.finish).first ?? file.spoken(.finish).first {
      add(finish, "Finish")
    }
    let execution = file.lastVersion?.document.change?.execution
    for (what, time) in [
      ("execution.started", execution?.started), ("execution.finished", execution?.finished),
    ] {
      guard let time else { continue }
      marks.append(Mark(what: what, time: time, commit: nil, basis: .stated))
    }
    return marks
  }

  private func outside(_ window: ChangeRequest.Interval, _ marks: [Mark]) -> [AuditException] {
    marks.filter { $0.time < window.start || $0.time > window.end }.map { mark in
      exception(
        .outsideWindow,
        "\(mark.what) at \(mark.time), outside the window from \(window.start) to \(window.end)",
        [mark.commit ?? file.beginningCommit].compactMap { $0 }, time: mark.time)
    }
  }

  // MARK: Freezes

  private var excepted: [String] {
    file.acts.indices.filter { index in
      file.acts[index].statement.verb == .except
        && file.standpoint.reasons.indices.contains(index)
        && file.standpoint.reasons[index] == nil && !file.isLate(file.acts[index])
    }.compactMap { file.acts[$0].statement["freeze"] }.distinct
  }

  private func freezes(from first: Instant, until last: Instant) -> [Calendar.Freeze] {
    let excepted = Set(excepted)
    return file.standpoint.policy.calendar.freezes.filter { freeze in
      first < freeze.interval.end && freeze.interval.start <= last
        && !excepted.contains(freeze.id)
    }
  }

  private func during(_ freeze: Calendar.Freeze) -> AuditException {
    exception(
      .duringFreeze,
      "freeze `\(freeze.id)` lasted from \(freeze.interval.start) to \(freeze.interval.end), and "
        + "no Except that counts names it", [file.beginningCommit].compactMap { $0 })
  }

  // MARK: What the plan lacked

  /// What the stage scheduled still asked for when the work began.
  private func unplanned(_ beginning: Beginning) -> [AuditException] {
    let start = [file.beginningCommit].compactMap { $0 }
    if file.saysStandard, beginning.standpoint.departure != nil { return [] }
    let stage = beginning.standpoint[.scheduled]
    let last = beginning.standpoint.policy.workflow.gateStage
    guard let stage, !stage.status.passes, last >= .scheduled else { return [] }
    return stage.requirements.filter { $0.isOpen && !$0.isMoot }.map { requirement in
      let isWindow = requirement.id.hasSuffix("window") || requirement.id.hasSuffix("windows")
      let missing = requirement.message ?? "\(requirement.have) of \(requirement.need)"
      return exception(
        isWindow ? .outsideWindow : .startedUnauthorised,
        "scheduled/\(requirement.id) when the work began: \(missing)", start)
    }
  }
}

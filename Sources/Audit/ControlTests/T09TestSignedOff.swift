internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T9: whoever may sign off tests signed for the results, and nobody's failing test stood.
struct T09TestSignedOff: AttributeTest {
  static let test = ControlTest.t9
  let file: CaseFile

  func result() -> TestResult {
    if let early = file.withoutTests(besideTemplate, notApplicable) { return early }
    guard let stage = file.standpoint[.tested], stage.status != .notApplicable else {
      return notEvaluable("the policy in force asks nobody to sign off tests")
    }
    let tests = file.testsBefore
    if stage.status.passes, !tests.isEmpty {
      let people = tests.map { "\($0.person ?? "") as \($0.statement.role ?? "")" }.distinct.listed
      return pass("signed off by \(people)", tests.map(\.id), basis: [.signature])
    }
    if stage.status == .overridden {
      return pass("the sign-off was set aside by an Override", basis: [.signature])
    }
    if stage.status == .error {
      let why = stage.requirements.first { $0.status == .error }
      return notEvaluable(why?.message ?? "the requirement cannot be decided")
    }
    return fail([exception(.testNotSignedOff, why(stage), refused.map(\.id))], basis: [.signature])
  }

  private var refused: [Act] {
    file.acts.filter { $0.statement.verb == .test && $0.integration != nil }
  }

  private func why(_ stage: StageVerdict) -> String {
    let failing = stage.requirements.first { !$0.status.passes && $0.id == "passing" }
    if let message = failing?.message { return message }
    let reasons = file.acts.indices.compactMap { index -> String? in
      let act = file.acts[index]
      guard act.statement.verb == .test, act.integration != nil else { return nil }
      if file.isLate(act) { return "\(file.words(act)) came after the work began" }
      guard let reason = file.standpoint.reasons[index] else { return nil }
      return "\(file.words(act)) does not count: \(reason.rawValue)"
    }
    return reasons.isEmpty ? "nobody signed the test results" : reasons.joined(separator: "; ")
  }
}

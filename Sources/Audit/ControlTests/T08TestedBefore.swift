internal import Acts
internal import Decision
internal import Diagnostics
internal import Primitives
internal import Records

/// T8: tests were done somewhere else than in production before the work began, and what they
/// showed is kept under its SHA-256.
struct T08TestedBefore: AttributeTest {
  static let test = ControlTest.t8
  let file: CaseFile

  func result() -> TestResult {
    if let early = file.withoutTests(besideTemplate, notApplicable) { return early }
    let tests = file.testsBefore
    let stage = file.standpoint[.tested]
    guard let record = file.standpoint.record, let text = file.standpoint.version else {
      return notEvaluable("no record tells what was tested")
    }
    let misplaced = place(record)
    let faults = lintFaults(besides: misplaced.isEmpty ? "" : "testing.environment")
    let exceptions = misplaced + evidence(of: text) + late(record) + faults
    if !exceptions.isEmpty {
      return fail(unsigned(tests) + exceptions, basis: [.signature, .stated])
    }
    guard !tests.isEmpty else {
      if stage.map({ $0.status == .notApplicable }) ?? true {
        return notEvaluable("the policy in force asks nobody to sign the results")
      }
      return fail(unsigned(tests), basis: [.orderProven])
    }
    let results = record.testing?.results ?? []
    let testers = results.compactMap(\.by).distinct.listed
    return pass(
      "\(results.count) results by \(testers.isEmpty ? "nobody named" : testers) in "
        + "\(record.testing?.environment ?? ""), their evidence bound by SHA-256, stood in the "
        + "record that was signed before the work began",
      tests.map(\.id) + [file.beginningCommit].compactMap { $0 },
      basis: [.orderProven, .signature, .stated])
  }

  private func unsigned(_ tests: [Act]) -> [AuditException] {
    guard tests.isEmpty else { return [] }
    return [
      exception(
        .noTestEvidence,
        "nobody had signed that the tests passed when the work began: \(file.beginningWords)",
        [file.beginningCommit].compactMap { $0 })
    ]
  }

  private func place(_ record: ChangeRequest) -> [AuditException] {
    guard let environment = record.testing?.environment else {
      return [exception(.noTestEvidence, "testing.environment does not say where tests were done")]
    }
    let target = record.request?.environment ?? "production"
    let name = environment.lowercased()
    guard name == target.lowercased() || ["production", "prod", "live"].contains(name) else {
      return []
    }
    return [
      exception(
        .testedInProduction, "testing.environment is \(environment), where the change goes",
        [file.beginningCommit].compactMap { $0 })
    ]
  }

  /// Results without evidence, or with other evidence than they name.
  private func evidence(of text: RecordVersion) -> [AuditException] {
    let results = text.document.change?.testing?.results ?? []
    if results.isEmpty { return [exception(.noTestEvidence, "testing.results is empty")] }
    var exceptions: [AuditException] = []
    let known = file.beginning.flatMap { file.change.evidence[$0.commit] }
    for (index, result) in results.enumerated() {
      let field = "testing.results[\(index)]"
      guard let evidence = result.evidence, let digest = evidence.digest else {
        exceptions.append(exception(.noTestEvidence, "\(field) names no evidence and its SHA-256"))
        continue
      }
      guard let known else { continue }
      if known[evidence.path] != .some(digest) {
        exceptions.append(
          exception(
            .noTestEvidence, "\(evidence.path) of \(field) was missing or another file",
            [file.beginningCommit].compactMap { $0 }))
      }
    }
    return exceptions
  }

  private func late(_ record: ChangeRequest) -> [AuditException] {
    guard let began = file.started?.time else { return [] }
    return (record.testing?.results ?? []).enumerated().compactMap { index, result in
      guard let at = result.at, at > began else { return nil }
      return exception(
        .noTestEvidence, "testing.results[\(index)].at is \(at), after the work began at \(began)")
    }
  }

  /// What the linter says of the section, but for a place of which enough was said.
  private func lintFaults(besides place: String) -> [AuditException] {
    file.approvalFaults.filter { fault in
      fault.section == .testing && !fault.finding.rule.hasPrefix("evidence-")
        && fault.finding.place != place
    }.map { exception(.noTestEvidence, $0.words, [$0.commit]) }
  }
}

extension CaseFile {
  /// The passing Tests that the beginning of the work descends from.
  var testsBefore: [Act] {
    acts(filling: standpoint[.tested]?.requirements ?? [], by: .test).filter {
      $0.statement["outcome"] == "pass" && !isLate($0)
    }
  }

  /// Why nothing is asked about tests, where nothing is.
  func withoutTests(
    _ besideTemplate: TestResult?, _ notApplicable: (String) -> TestResult
  ) -> TestResult? {
    guard beginning != nil else { return notApplicable(CaseFile.unstarted) }
    if let besideTemplate { return besideTemplate }
    if let template = standpoint.template {
      return notApplicable(
        "the approval of \(template.reference) stands in for the tests of its uses")
    }
    if kind == .emergency, testsBefore.isEmpty {
      return notApplicable("the tests of an emergency fall due with its ratification: T13")
    }
    return nil
  }
}

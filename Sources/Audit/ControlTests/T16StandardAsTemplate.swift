internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T16: a change that calls itself standard sets nothing but what the template in force leaves open.
struct T16StandardAsTemplate: AttributeTest {
  static let test = ControlTest.t16
  let file: CaseFile

  func result() -> TestResult {
    guard file.saysStandard else { return notApplicable("it is no standard change") }
    guard let beginning = file.beginning else { return notApplicable(CaseFile.unstarted) }
    if let template = file.standpoint.template {
      return pass(
        "it sets nothing but what \(template.reference), in force for its submission, leaves open",
        [file.standpoint.policyVersion?.commit].compactMap { $0 }
          + [file.beginningCommit].compactMap { $0 }, basis: [.signature])
    }
    let departure = file.standpoint.departure ?? "no template stands for it"
    if beginning.isAuthorised {
      return notApplicable(
        "it left its template (\(departure)) and was approved as a normal change before it began")
    }
    return fail(
      [
        exception(
          .standardOutsideTemplate,
          "it was carried out as \(file.record?.request?.template ?? "a standard change"), which it "
            + "left: \(departure)", [file.beginningCommit].compactMap { $0 })
      ], basis: [.signature])
  }
}

internal import Diagnostics
internal import Primitives
internal import YAMLTree

extension RecordShape {
  /// The section `request`.
  static let request = Shape<ChangeRequest.Request>.object({ ChangeRequest.Request() }) {
    Field("requester", .text(.personID), \.requester, "Who asks for the change.")
    Field("description", .text, \.description, "What is to be changed.")
    Field("justification", .text, \.justification, "Why it is needed.")
    Field("expected-outcome", .text, \.expectedOutcome, "What is better afterwards.")
    Field("systems", Shape.text(.systemID).list(), \.systems, "The systems that are changed.")
    Field("environment", .text(.line), \.environment, "Where, such as production.")
    Field("timeline", interval("start", "end"), \.timeline, "The time in which it may happen.")
    Field("incident", .text(.line), \.incident, "The incident behind an emergency.")
    Field(
      "why-not-normal", .text, \.whyNotNormal, "Why an emergency could not take the normal way.")
    Field(
      "template", .text(.templateReference), \.template,
      "The template of a standard change and its version.")
    Field(
      "parameters", Shape.text.map(by: .token), \.parameters,
      "The values for the template's parameters.")
    Field(
      "depends-on", changes, \.dependsOn, "Changes that have to finish successfully before.")
    Field("related", changes, \.related, "Changes that readers should know of.")
    Field("supersedes", changes, \.supersedes, "Changes that this one takes the place of.")
  }

  /// The section `assessment`.
  static let assessment = Shape<ChangeRequest.Assessment>.object({ ChangeRequest.Assessment() }) {
    Field("risk", .choice, \.risk, "How much is at stake.")
    Field(group: "outage", "What users notice.") {
      Field("kind", .choice, \.outage, "Whether service is degraded or stops.")
      Field("minutes", .minutes, \.outageMinutes, "For how long.")
    }
    Field(
      "users-affected", .integer(0...100_000_000_000), \.usersAffected, "How many people notice.")
    Field(
      "dependencies", Shape.text(.systemID).list(), \.dependencies,
      "Systems that depend on the changed ones or are needed by them.")
    Field("disruption", .text, \.disruption, "What stops or slows down, and for whom.")
    Field("security", .text, \.security, "What changes for security.")
    Field("privacy", .text, \.privacy, "What changes for personal data.")
  }

  /// The section `testing`.
  static let testing = Shape<ChangeRequest.Testing>.object({ ChangeRequest.Testing() }) {
    Field("environment", .text(.line), \.environment, "Where it was tested.")
    Field("plan", plannedTest.list(), \.plan, "What is to be tested.")
    Field("results", testResult.list(), \.results, "What the tests showed.")
    Field("waiver", waiver, \.waiver, "Why nothing was tested, and who accepts that.")
  }

  private static let changes = Shape.text(.changeID).list()

  private static let plannedTest = Shape<ChangeRequest.Testing.Planned>.object({
    ChangeRequest.Testing.Planned()
  }) {
    Field("kind", .choice, \.kind, "What the test looks at.")
    Field("do", .text, \.action, "What is done.")
  }

  private static let testResult = Shape<ChangeRequest.Testing.Result>.object({
    ChangeRequest.Testing.Result()
  }) {
    Field("kind", .choice, \.kind, "What the test looked at.")
    Field("result", .passOrFail, \.passed, "Whether it passed.")
    Field("by", .text(.personID), \.by, "Who tested.")
    Field("at", .instant, \.at, "When.")
    evidence()
  }.then { settleEvidence($0, $1, &$2) }

  private static let waiver = Shape<ChangeRequest.Testing.Waiver>.object({
    ChangeRequest.Testing.Waiver()
  }) {
    Field("reason", .text, \.reason, "Why nothing was tested.")
    Field("accepted-by", .text(.personID), \.acceptedBy, "Who accepts that.")
  }
}

internal import Diagnostics
internal import Primitives
internal import YAMLTree

extension RecordShape {
  /// The section `rollback`.
  static let rollback = Shape<ChangeRequest.Rollback>.object({ ChangeRequest.Rollback() }) {
    Field("strategy", .choice, \.strategy, "The kind of way back.")
    Field("target", target, \.target, "The exact state to return to, never just the previous one.")
    Field(group: "decision", "Who decides to roll back.") {
      Field("owner", .text(.personID), \.decisionOwner, "Who decides.")
      Field("deputy", .text(.personID), \.decisionDeputy, "Who decides if the owner cannot.")
    }
    Field("triggers", trigger.list(), \.triggers, "What makes the decision due.")
    Field(
      "point-of-no-return", .text(.token), \.pointOfNoReturn,
      "`none`, or the step after which there is no way back.")
    Field("after", after, \.after, "What holds after the point of no return.")
    Field("data", dataEffect, \.data, "What happens to data.")
    Field("backup", backup, \.backup, "The backup that is restored.")
    Field(
      "requires", Shape.text(.systemID).list(), \.requires, "Systems that the way back needs.")
    Field(
      "requires-alternative", .text, \.requiresAlternative,
      "The way round if one of them is what the change touches.")
    Field("secure-state", .text, \.secureState, "What keeps the system safe while rolled back.")
    Field(
      "irreversible", irreversible, \.irreversible, "What is owed where there is no way back.")
    Field("steps", rollbackStep.list(), \.steps, "What is done, in order.")
    Field("max-minutes", .minutes, \.maxMinutes, "The longest it may take.")
    Field("verify", check.list(), \.verify, "What shows that the way back worked.")
    Field("rehearsal", rehearsal, \.rehearsal, "When it was tried, and how that went.")
  }

  private typealias Rollback = ChangeRequest.Rollback

  private static let trigger = Shape<Rollback.Trigger>.object({ Rollback.Trigger() }) {
    Field("id", .text(.token), \.id, "The trigger's id.")
    Field("signal", .text, \.signal, "What is measured.")
    Field("source", .text, \.source, "Where it is read.")
    Field("when", .text, \.condition, "The comparison, such as `> 400 ms`.")
    Field("for", .period, \.period, "How long it has to hold.")
    Field("at-latest", .instant, \.atLatest, "The time at which the decision is due anyway.")
    Field("reason", .text, \.reason, "Why that time.")
  }

  private static let after = Shape<Rollback.After>.object({ Rollback.After() }) {
    Field("strategy", .choice, \.strategy, "The kind of way out from there.")
    Field("do", .text, \.action, "What is done.")
  }

  private static let dataEffect = Shape<Rollback.DataEffect>.object({ Rollback.DataEffect() }) {
    Field("loss", .choice, \.loss, "Whether data is lost.")
    Field("minutes", .minutes, \.minutes, "Data of how many minutes.")
    Field("rows", .integer(0...1_000_000_000_000), \.rows, "How many rows.")
    Field("accepted-by", .text(.personID), \.acceptedBy, "Who accepts the loss.")
    Field(
      "writes-after-change", .text, \.writesAfterChange,
      "What becomes of data written after the change.")
  }

  private static let backup = Shape<Rollback.Backup>.object({ Rollback.Backup() }) {
    Field("id", .text(.line), \.id, "The backup's id.")
    Field("taken", .text, \.taken, "When it is taken.")
    Field("restore-tested", .date, \.restoreTested, "The day of the last restore test.")
  }

  private static let irreversible = Shape<Rollback.Irreversible>.object({ Rollback.Irreversible() })
  {
    Field("reason", .text, \.reason, "Why there is no way back.")
    Field("forward-recovery", Shape.text.list(), \.forwardRecovery, "The steps out of trouble.")
    Field("exposure", .text, \.exposure, "How exposure is staged, or the dry run.")
    Field("accepted-by", .text(.personID), \.acceptedBy, "Who accepts that.")
  }

  private static let rollbackStep = Shape<Rollback.Step>.object({ Rollback.Step() }) {
    Field("id", .text(.token), \.id, "The step's id.")
    Field("undoes", Shape.text(.token).list(), \.undoes, "The steps that it undoes.")
    Field("do", .text, \.action, "What is done.")
    Field("by", .text(.line), \.by, "Who does it: a role or a person.")
    Field("expect", .text, \.expect, "What shows that it worked.")
    Field("minutes", .minutes, \.minutes, "How long it takes.")
  }

  private static let check = Shape<Rollback.Check>.object({ Rollback.Check() }) {
    Field("check", .text, \.check, "What is looked at.")
    Field("expect", .text, \.expect, "What has to be seen.")
    Field("minutes", .minutes, \.minutes, "How long it takes.")
  }

  private static let rehearsal = Shape<Rollback.Rehearsal>.object({ Rollback.Rehearsal() }) {
    Field("environment", .text(.line), \.environment, "Where it was tried.")
    Field("at", .instant, \.at, "When.")
    Field("minutes", .minutes, \.minutes, "How long it took.")
    Field("result", .passOrFail, \.passed, "Whether it worked.")
    evidence()
  }.then { settleEvidence($0, $1, &$2) }
}

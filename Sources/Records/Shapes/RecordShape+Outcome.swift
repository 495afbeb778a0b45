internal import Diagnostics
internal import Primitives
internal import YAMLTree

extension RecordShape {
  /// The section `execution`.
  static let execution = Shape<ChangeRequest.Execution>.object({ ChangeRequest.Execution() }) {
    Field("started", .instant, \.started, "When implementation began.")
    Field("finished", .instant, \.finished, "When it ended.")
    Field("log", logEntry.list(), \.log, "What was done, as it happened.")
    Field("deviations", Shape.text.list(), \.deviations, "Where the plan was left, and why.")
    Field("issues", Shape.text.list(), \.issues, "What went wrong.")
    Field("rollback", rolledBack, \.rollback, "How it was rolled back.")
  }

  private static let logEntry = Shape<ChangeRequest.Execution.Entry>.object({
    ChangeRequest.Execution.Entry()
  }) {
    Field("at", .instant, \.at, "When.")
    Field("step", .text(.token), \.step, "The step.")
    Field("by", .text(.personID), \.by, "Who did it.")
    Field("result", .text, \.result, "What came of it.")
    Field("note", .text, \.note, "What else was seen.")
  }

  private static let rolledBack = Shape<ChangeRequest.Execution.RolledBack>.object({
    ChangeRequest.Execution.RolledBack()
  }) {
    Field("trigger", .text(.token), \.trigger, "The trigger that fired.")
    Field("decided-by", .text(.personID), \.decidedBy, "Who decided.")
    Field("started", .instant, \.started, "When the way back began.")
    Field("finished", .instant, \.finished, "When it ended.")
    Field("verified", .boolean, \.verified, "Whether the checks passed.")
  }

  /// The section `review`.
  static let review = Shape<ChangeRequest.Review>.object({ ChangeRequest.Review() }) {
    Field("objectives-met", .boolean, \.objectivesMet, "Whether the expected outcome was reached.")
    Field(group: "monitoring", "How the systems were watched afterwards.") {
      Field("from", .instant, \.monitoredFrom, "From when.")
      Field("until", .instant, \.monitoredUntil, "Until when.")
      Field("signals", Shape.text.list(), \.signals, "What was watched.")
    }
    Field("findings", Shape.text.list(), \.findings, "What was found.")
    Field("improvements", improvement.list(), \.improvements, "What is done better next time.")
  }

  private static let improvement = Shape<ChangeRequest.Review.Improvement>.object({
    ChangeRequest.Review.Improvement()
  }) {
    Field("do", .text, \.action, "What is to be done.")
    Field("owner", .text(.personID), \.owner, "Who does it.")
    Field("due", .dayOfTime, \.due, "By when.")
  }

  /// The section `closure`.
  static let closure = Shape<ChangeRequest.Closure>.object({ ChangeRequest.Closure() }) {
    Field("outcome", .choice, \.outcome, "How the change ended.")
    Field("notes", .text, \.notes, "What later readers should know.")
  }
}

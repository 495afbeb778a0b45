internal import Diagnostics
internal import Primitives
internal import YAMLTree

extension RecordShape {
  /// The section `implementation`.
  static let implementation = Shape<ChangeRequest.Implementation>.object({
    ChangeRequest.Implementation()
  }) {
    Field("implementer", .text(.personID), \.implementer, "Who carries it out.")
    Field("artifacts", artifact.list(), \.artifacts, "What exactly is deployed.")
    Field("steps", implementationStep.list(), \.steps, "What is done, in order.")
  }

  private static let artifact = Shape<ChangeRequest.Artifact>.object({ ChangeRequest.Artifact() }) {
    identity()
    Field("repository", .text(.repository), \.repository, "The repository of a branch.")
    Field("branch", .text(.branch), \.branch, "The branch whose commit Start names.")
  }

  /// The state that a rollback returns to.
  static let target = Shape<ChangeRequest.Artifact>.object({ ChangeRequest.Artifact() }) {
    identity()
    Field("version", .text(.line), \.version, "The exact version.")
    Field("snapshot", .text(.line), \.snapshot, "The id of a snapshot.")
  }

  @Fields<ChangeRequest.Artifact>
  private static func identity() -> [Field<ChangeRequest.Artifact>] {
    Field("name", .text(.line), \.name, "What it is called.")
    Field("commit", commit, \.commit, "The full id of a commit.")
    Field("digest", digest, \.digest, "The SHA-256 of a package or image.")
  }

  /// A full commit id.
  static let commit = Shape.text(.commit).then { text, _, _ in ObjectID(text) }

  private static let digest = Shape.text(.digest).then { text, _, _ in SHA256Digest(text) }

  private static let implementationStep = Shape<ChangeRequest.Implementation.Step>.object({
    ChangeRequest.Implementation.Step()
  }) {
    Field("id", .text(.token), \.id, "The step's id.")
    Field("kind", .choice, \.kind, "Whether the step acts, captures, decides or verifies.")
    Field("do", .text, \.action, "What is done.")
    Field("by", .text(.line), \.by, "Who does it: a role or a person.")
    Field("expect", .text, \.expect, "What shows that it worked.")
    Field("minutes", .minutes, \.minutes, "How long it takes.")
    Field("reversible", .boolean, \.reversible, "Whether it can be undone.")
  }

  /// The section `schedule`.
  static let schedule = Shape<ChangeRequest.Schedule>.object({ ChangeRequest.Schedule() }) {
    Field("window", interval("start", "end"), \.window, "The planned start and end.")
    Field("communications", communication.list(), \.communications, "Who is told, and when.")
    Field("coordination", coordination.list(), \.coordination, "Teams that have to be there.")
  }

  private static let communication = Shape<ChangeRequest.Schedule.Communication>.object({
    ChangeRequest.Schedule.Communication()
  }) {
    Field("audience", .text, \.audience, "Who is told.")
    Field("channel", .text, \.channel, "By what means.")
    Field("at", .instant, \.at, "When.")
    Field("event", .choice, \.event, "What the message is about.")
  }

  private static let coordination = Shape<ChangeRequest.Schedule.Coordination>.object({
    ChangeRequest.Schedule.Coordination()
  }) {
    Field("team", .text, \.team, "The team.")
    Field("for", .text, \.purpose, "What it is needed for.")
  }
}

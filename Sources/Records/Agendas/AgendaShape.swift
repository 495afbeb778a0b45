internal import Primitives

/// The shape of an agenda's file.
enum AgendaShape {
  /// The whole file.
  static let agenda = Shape<AgendaFile>.object({ AgendaFile() }) {
    Field(
      checking: "schema", .choice([("assent/agenda/1", ())]), required: true,
      "The format of the file and its version.")
    Field(
      "repository", .text(.repository), \.repository, required: true,
      "The repository that the changes belong to, as acts name it.")
    Field(
      "trunk", commit, \.trunk, required: true, "The trunk's tip when the agenda was made.")
    Field(
      "policy", digest, \.policy, required: true, "The digest of the policy in force then.")
    Field("role", .text(.line), \.role, required: true, "The role in which the board approves.")
    Field("for", .date, \.day, "The day of the meeting.")
    Field("made", .instant, \.made, required: true, "When the agenda was made.")
    Field("items", item.list(), \.items, required: true, "The changes, in the order of the page.")
  }

  private static let item = Shape<AgendaFile.Item>.object({ AgendaFile.Item() }) {
    Field("id", .text(.changeID), \.id, required: true, "The change.")
    Field("path", .text(.line), \.path, required: true, "Where its record stood.")
    Field("digest", digest, \.digest, required: true, "The SHA-256 of the record's bytes.")
    Field(
      "objections", Shape.text(.line).list(), \.objections,
      "The objections that were known, each a person and a name.")
  }

  private static let commit = Shape.text(.commit).then { text, _, _ in ObjectID(text) }
  private static let digest = Shape.text(.digest).then { text, _, _ in SHA256Digest(text) }
}

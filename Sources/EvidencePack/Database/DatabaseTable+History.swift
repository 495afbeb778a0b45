internal import Acts
internal import Decision
internal import Audit
internal import Records

extension DatabaseTable {
  static let acts = DatabaseTable(
    ofChange: "acts", "An act on a change, whether it counts or not.", key: 2,
    [
      .position, .choice("verb", Verb.allCases.map(\.name), "What it does."),
      .commit("commit_id", "The commit that carries it."),
      .number("trailer_index", "The trailer's place among those of the commit."),
      .text("person", "Whom the key names, by the policy in force for the act.").optional,
      .flag("is_machine", "Whether that is a machine."),
      .text("key_name", "The fingerprint of the key.").optional,
      .text("role", "The role that the signer claims.").optional,
      .digest("digest", "The digest of the record that it was made on.").optional,
      .text("parameters", "The other parameters, as written.").optional,
      .flag("counted", "Whether it has its effect, as of the period's end."),
      .choice("reason", ActReason.self, "Why it has not.").optional,
      .text("explanation", "The reason in words.").optional,
      .time("claimed_at", "The date inside its commit."),
      .time("recorded_at", "The time that a recorder's signature vouches for.").optional,
      .commit("integrated_by", "The commit of the trunk that brought it.").optional,
      .number("spine_position", "That commit's place on the trunk.").optional,
      .time("holds_until", "When it ceases to hold.").optional,
    ])

  static let stages = DatabaseTable(
    ofChange: "stages", "A stage of a change, as of the period's end.", key: 2,
    [
      .choice("stage", Stage.self, "The stage."),
      .choice("status", Status.self, "How it stands."),
    ])

  static let requirements = DatabaseTable(
    ofChange: "requirements", "What the policy asks for before a stage is reached.", key: 3,
    [
      .choice("stage", Stage.self, "The stage."), .position,
      .text("requirement", "Its id in the policy; several may share one."),
      .choice("status", Status.self, "How it stands."),
      .number("need", "How many people are needed."),
      .number("have", "How many there are."),
      .text("verb", "The act that it wants.").optional,
      .text("role", "The role that it wants.").optional,
      .text("message", "What is wrong or missing.").optional,
      .text("policy_path", "The file that asks for it."),
      .number("policy_line", "The line there."),
      .flag("is_advisory", "Whether it does not keep the stage from being reached."),
    ], references: [Reference(["change", "stage"], "stages")])

  static let requirementActs = DatabaseTable(
    ofChange: "requirement_acts", "An act that a requirement rests on.", key: 4,
    [
      .choice("stage", Stage.self, "The stage."),
      .number("requirement_position", "The row of `requirements`."), .position,
      .commit("commit_id", "The commit of the act."),
    ],
    references: [Reference(["change", "stage", "requirement_position"], "requirements")])

  static let gateReasons = DatabaseTable(
    ofChange: "gate_reasons", "Why the gate was not open as of the period's end.", key: 2,
    [
      .position, .choice("code", GateReason.Code.self, "The reason."),
      .text("message", "The reason in words."),
    ])

  static let recordVersions = DatabaseTable(
    ofChange: "record_versions", "A text that the record had.", key: 2,
    [
      .position, .text("path", "Its path."), .digest("digest", "The SHA-256 of its bytes."),
      .flag("is_current", "Whether it is the text at the standpoint."),
    ])

  static let edits = DatabaseTable(
    ofChange: "edits", "A commit that changed the record.", key: 2,
    [
      .position, .commit("commit_id", "The commit.").optional,
      .time("happened_at", "When.").optional,
      .choice("time_source", Moment.Source.self, "What vouches for that time.").optional,
      .number("version", "The row of `record_versions`; null if the record went.").optional,
      .flag("signed_by_human", "Whether a known person signed it."),
      .text("sections", "The sections that it changed, between blanks."),
    ])

  static let editPeople = DatabaseTable(
    ofChange: "edit_people", "Somebody behind an edit.", key: 3,
    [
      .number("edit", "The row of `edits`."), .position,
      .text("person", "The person, or an address that no policy knows."),
      .flag("is_signed", "Whether a signature says so."),
    ], references: [Reference(["change", "edit"], "edits")])

  static let nearMisses = DatabaseTable(
    ofChange: "near_misses", "A line that looks like an act on the change and is none.", key: 2,
    [
      .position, .commit("commit_id", "The commit."),
      .choice("code", NearMiss.Code.self, "Why it is none."), .text("line", "The line."),
    ])
}

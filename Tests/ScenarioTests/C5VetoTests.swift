import TestSupport
import Testing

/// Section C.5 of the scenarios: objections and withdrawal.
struct C5VetoTests {
  private static let approved: [Event] = [.approve(.bob, cm)]
  private static let vetoed: [Event] = approved + [.object(.eli, "S1")]
  private static let blocked: [Expectation] = [.gate("prevented"), .reason("objection")]

  static let rows: [Row] = [
    Row(
      "V02", .p1, approved + [.object(.joe, "S1")],
      [.reached, .gate("awaiting"), .dropped(.joe, "role-not-held")]),
    Row(
      "V03", .p1, vetoed + [.resolve(.eli, "S1")],
      [.reached, .gate("awaiting"), .noReason("objection")]),
    Row("V04", .p1, vetoed + [.resolve(.bob, "S1", as: cm)], blocked),
    Row(
      "V05", .p1, vetoed + [.override(.hal, "objection:eli.frost:S1")],
      [.reached, .gate("awaiting"), .noReason("objection"), .counts(.hal, "override")],
      note: "SPEC.md shows the Override among the acts; an objection has no status `overridden`"),
    Row(
      "V06", .p1, vetoed + [.override(.hal, "objection:eli.frost:S1", body: nil)], blocked),
    Row(
      "V07", .p1, vetoed + [.edit("Promote the old primary.", "Promote the primary.")], blocked),
    Row(
      "V08", .p1, vetoed + [.object(.eli, "S2"), .resolve(.eli, "S1")],
      blocked + [.says("S2"), .acts("object", ["superseded", "counts"])]),
    Row("V09", .p1, vetoed + [.approve(.eli, sec)], blocked),
    Row(
      "V11", .p1,
      [
        .branch("yes", .approve(.bob, cm)), .branch("no", .withdraw(.bob)), .land("yes"),
        .land("no"),
      ], [.stage("assessed"), .neverAllowed, .dropped(.bob, ["withdrawn"], verb: "approve")]),
    Row(
      "V12", .p1, through: .scheduled, [.start(), .finish(), .withdraw(.bob)],
      [.stage("implemented")], alone: true),
    Row(
      "V13", .p1,
      vetoed + [
        .adopt { policy in
          try policy.replace(try SampleOrganisation.entry(.eli), with: "", in: "people.yaml")
          try policy.replace("[eli.frost, kim.park]", with: "[kim.park]", in: "people.yaml")
        }
      ], blocked, alone: true, note: "SPEC.md has an Override end it, where the policy lists one"),
    Row(
      "V14", .p1,
      [
        .commit(
          """
          Approve it

          Change-Approv: ID; role=change-manager; digest=DIGEST
          Change-Repository: harbourline/changes

          """, by: .bob)
      ], [.waits, .nearMiss("unknown-verb"), .acts("approve", [])]),
    Row(
      "V15", .p1, [.decide("Reject", .bob)],
      [.stage("assessed"), .state("rejected"), .gate("prevented"), .seats("cm", 0, of: 1)],
      note: "SPEC.md's signed \"no\" is a verb of its own: Reject"),
    Row(
      "V15 trailer", .p1,
      [
        .commit(
          """
          Decide

          Change-Decision: ID; decision=denied; role=change-manager; digest=DIGEST
          Change-Repository: harbourline/changes

          """, by: .bob)
      ], [.waits, .nearMiss("unknown-verb")]),
  ]

  static let seen = Sightings(rows)

  @Test(arguments: rows) func `objections hold until they are ended`(_ row: Row) throws {
    try Self.seen.check(row)
  }
}

internal import Primitives

/// An act that somebody is going to sign.
struct PlannedAct {
  let record: Int
  let time: Instant
  let verb: String
  let person: String
  /// What follows the id in the trailer, the digest left out.
  let parameters: String
  /// Whether the commit brings the record's last sections.
  var editsRecord = false

  /// The first `count` acts on a record: its nine steps, then objections and their ends.
  static func all(on record: Record, count: Int) -> [PlannedAct] {
    let risk = record.number % 3 == 0 ? "low" : "medium"
    let artifact = "role=implementer; commit=\(record.artifact)"
    let steps: [(Int, String, String, String)] = [
      (-135, "Submit", "ana.ruiz", ""),
      (-133, "Assess", "rae.kerr", "role=risk-assessor; risk=\(risk)"),
      (-131, "Approve", "bo.chen", "role=change-manager"),
      (-129, "Approve", record.owner, "role=system-owner(\(record.system))"),
      (-127, "Test", "ivy.moss", "role=tester; outcome=pass"),
      (-109, "Schedule", "cat.diaz", "role=change-manager"),
      (1, "Start", "fay.stone", artifact),
      (2, "Finish", "fay.stone", "role=implementer; outcome=successful"),
      (36, "Review", "rob.lane", "role=reviewer; outcome=successful"),
      (40, "Close", "cat.diaz", "role=change-manager; outcome=successful"),
    ]
    return (0..<count).map { place in
      let more = (place - steps.count) / 2
      let step =
        place < steps.count
        ? steps[place]
        : (
          -108 + more % 100, place % 2 == 0 ? "Object" : "Resolve", "eli.frost",
          "role=security; objection=S\(more + 1)"
        )
      let spread = Int64(place < steps.count ? 0 : 60 + more / 100 * 2 + place % 2)
      return PlannedAct(
        record: record.number,
        time: Calendar.window(of: record.number).advanced(
          by: Calendar.hours(step.0) + Int64(record.number % Calendar.perNight) + spread),
        verb: step.1, person: step.2, parameters: step.3.isEmpty ? "" : "; " + step.3,
        editsRecord: step.1 == "Finish")
    }
  }

  /// The message of the commit.
  func message(id: String, digest: String) -> String {
    """
    \(verb) \(id)

    Read with the team of the night; nothing speaks against it.

    Change-\(verb): \(id)\(parameters); digest=sha256:\(digest)
    Change-Repository: \(Organisation.repository)

    """
  }
}

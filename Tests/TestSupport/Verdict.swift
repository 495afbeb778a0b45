import Foundation

/// What the program printed with `--format json`, and its exit status.
package struct Verdict: CustomStringConvertible {
  package let status: Int32
  package let json: JSON
  /// The bytes of standard output.
  package let bytes: Data
  /// Standard error.
  package let remarks: String

  package init(_ outcome: Command.Outcome) throws {
    status = outcome.status
    bytes = outcome.output
    remarks = outcome.errorText
    do {
      json = try JSON(parsing: outcome.output)
    } catch {
      throw TestFailure("exit \(outcome.status); \(error); standard error: \(outcome.errorText)")
    }
  }

  /// The verdict on one change of a status.
  package init(part json: JSON, of outcome: Command.Outcome) {
    status = outcome.status
    bytes = outcome.output
    remarks = outcome.errorText
    self.json = json
  }

  package var schema: String? { json["schema"].string }
  package var stage: String? { json["stage"].string }
  package var state: String? { json["state"].string }
  package var mode: String? { json["mode"].string }
  package var decision: String? { json["gate"]["decision"].string }
  package var next: String? { json["gate"]["next"].string }
  /// The codes of the gate's reasons.
  package var reasons: [String] {
    json["gate"]["reasons"].elements.compactMap { $0["code"].string }
  }
  /// The codes of the flags.
  package var flags: [String] { Self.codes(json["flags"]) }
  /// The codes of the near misses.
  package var nearMisses: [String] { Self.codes(json["near-misses"]) }
  package var acts: [ActSeen] { json["acts"].elements.map(ActSeen.init) }

  /// The status of a stage.
  package func status(of stage: String) -> String? {
    json["stages"].elements.first { $0["stage"].string == stage }?["status"].string
  }

  /// A requirement of a stage by id, wherever it stands.
  package func requirement(_ id: String, of stage: String = "approved") -> JSON {
    let stages = json["stages"].elements.filter { $0["stage"].string == stage }
    return stages.flatMap { $0["requirements"].elements }.first { $0["id"].string == id } ?? .null
  }

  /// The acts of one commit.
  package func acts(of commit: String) -> [ActSeen] { acts.filter { $0.commit == commit } }

  /// The one act of a commit.
  package func act(_ commit: String) throws -> ActSeen {
    let found = acts(of: commit)
    guard found.count == 1, let act = found.first else {
      throw TestFailure("\(found.count) acts in \(commit): \(self)")
    }
    return act
  }

  /// The verdict in a few lines, for the messages of failing tests.
  package var description: String {
    guard schema == "assent/verdict/1" else {
      return "exit \(status): \(String(decoding: bytes.prefix(600), as: UTF8.self)) \(remarks)"
    }
    let why = json["gate"]["reasons"].elements.map {
      "\($0["code"].string ?? "?") (\($0["message"].string ?? "?"))"
    }
    return """
      exit \(status), \(state ?? "no state"), stage \(stage ?? "none"), \(decision ?? "no decision")
        reasons: \(why.joined(separator: ", "))
        acts: \(acts.map(\.description).joined(separator: ", "))
        flags: \(flags), near misses: \(nearMisses), next: \(next ?? "-")
      """
  }

  private static func codes(_ list: JSON) -> [String] {
    list.elements.compactMap { $0.string ?? $0["code"].string ?? $0["flag"].string }
  }
}

/// One act of a verdict.
package struct ActSeen: CustomStringConvertible {
  package let json: JSON

  package init(json: JSON) { self.json = json }

  package var commit: String? { json["commit"].string }
  package var verb: String? { json["verb"].string }
  package var role: String? { json["role"].string }
  package var person: String? { json["person"].string }
  package var counted: Bool? { json["counted"].bool }
  package var reason: String? { json["reason"].string }

  package var description: String {
    "\(verb ?? "?")(\(person ?? "?")) \(counted == true ? "counts" : reason ?? "no reason")"
  }
}

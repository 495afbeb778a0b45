import Foundation

extension Assent {
  /// What a verdict says beside the answer to the gate's own question.
  private static let common = [
    "record", "mode", "stage", "state", "type", "risk", "stages", "acts", "flags", "near-misses",
    "policy", "trunk", "now",
  ]
  /// Options of the gate alone, and how many words follow each.
  private static let ofGate = [
    "--commit": 1, "--artifact": 1, "--what-if": 0, "--rollback": 0, "--cache": 1,
  ]

  /// Asks for the status of all changes, for which everything is read: it has to say of each the
  /// same as a gate that read no more than it needs.
  static func compareWhole(
    _ gate: Command.Outcome, _ arguments: [String],
    run: ([String]) throws -> Command.Outcome
  ) throws {
    guard arguments.contains("--format"), !arguments.contains("--since") else { return }
    var rest = arguments.dropFirst()
    while let word = rest.first, !word.hasPrefix("-") { rest = rest.dropFirst() }
    var asked = ["status"]
    while let word = rest.popFirst() {
      if let count = ofGate[word] { rest = rest.dropFirst(count) } else { asked.append(word) }
    }
    let narrow = try gate.text.split(separator: "\n").map { try JSON(parsing: Data($0.utf8)) }
      .filter { $0["schema"].string == "assent/verdict/1" }
    guard !narrow.isEmpty else { return }
    let whole = try JSON(parsing: try run(asked).output)
    for verdict in narrow {
      // A change without a record has no status.
      guard let same = whole["changes"].elements.first(where: { $0["change"] == verdict["change"] })
      else { continue }
      for key in common where same[key] != verdict[key] {
        throw TestFailure("the gate says of \(key)\n\(verdict[key])\nand status\n\(same[key])")
      }
    }
  }
}

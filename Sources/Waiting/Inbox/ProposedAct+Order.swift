internal import Acts
package import Decision

extension ProposedAct {
  /// The command that makes the act, for a shell; what only its maker knows stands in capitals.
  package func order(on change: String) -> String {
    var words = "assent \(verb.name) \(change)"
    if let role { words += " --role \(Self.quoted(role))" }
    for parameter in parameters where parameter.key != "risk" {
      // Nobody but whoever did it knows how it ended.
      let value =
        verb == .finish && parameter.key == "outcome" ? "OUTCOME" : Self.quoted(parameter.value)
      words += " --\(parameter.key) \(value)"
    }
    return words
  }

  /// Values have no letters that mean something to a shell but brackets.
  private static func quoted(_ value: String) -> String {
    value.utf8.contains { "()".utf8.contains($0) } ? "'\(value)'" : value
  }
}

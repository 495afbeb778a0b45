extension Statement {
  /// The trailer, less its line end.
  package var trailer: String {
    let parameters = parameters.map { "; \($0.key)=\($0.value)" }.joined()
    return "Change-\(verb.rawValue): \(change)\(parameters)"
  }

  /// The command line that makes an act of these words again, on what stands on the trunk then.
  package var command: String {
    var words = "assent \(verb.name) \(change)"
    for parameter in parameters where parameter.key != "digest" && parameter.key != "risk" {
      // Values have no other letters that mean something to a shell.
      let isPlain = !parameter.value.utf8.contains { "()".utf8.contains($0) }
      words += " --\(parameter.key) " + (isPlain ? parameter.value : "'\(parameter.value)'")
    }
    if verb == .except || verb == .override { words += " -m 'WHY'" }
    return words
  }

  /// The one act of a line that is a trailer; nil if it is none.
  package init?(trailer: String) {
    guard !trailer.utf8.contains(where: { $0 == UInt8(ascii: "\n") }),
      let first = MessageReading(message: Array("Act\n\n\(trailer)\n".utf8)).statements.first
    else { return nil }
    self = first
  }
}

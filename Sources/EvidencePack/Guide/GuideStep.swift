/// A thing to check by hand: commands, and what they print if all is well.
struct GuideStep {
  /// In words what the commands show.
  let words: String
  let commands: [String]
  /// The lines that they print to standard output.
  let output: [String]

  init(_ words: String, _ commands: [String], prints output: [String] = []) {
    self.words = words
    self.commands = commands
    self.output = output
  }

  /// Markdown: the words, the commands in a block of shell, and their output in a block of text.
  var markdown: String {
    var text = "\(words)\n\n```sh\n\(commands.joined(separator: "\n"))\n```\n\n"
    if output.isEmpty {
      text += "They print nothing.\n\n"
    } else {
      text += "They print:\n\n```text\n\(output.joined(separator: "\n"))\n```\n\n"
    }
    return text
  }
}

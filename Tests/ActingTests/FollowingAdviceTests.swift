import TestSupport
import Testing

/// People do what `explain` says, word for word, and the gate opens.
struct FollowingAdviceTests {
  /// One numbered line of the advice and the command below it.
  private struct Step {
    let person: Persona
    let words: [String]
  }

  private static func steps(_ text: String) throws -> [Step] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var steps: [Step] = []
    for (number, line) in zip(lines.indices, lines) {
      let parts = line.split(separator: " ", omittingEmptySubsequences: true)
      guard line.hasPrefix("  "), parts.count >= 2, parts[0].last == ".",
        Int(parts[0].dropLast()) != nil, lines.indices.contains(number + 1)
      else { continue }
      let name = parts[1].filter { $0 != "," }
      steps.append(
        Step(
          person: try #require(Persona(rawValue: name)), words: words(lines[number + 1])))
    }
    return steps
  }

  /// Splits as a shell does; the advice quotes with single quotes alone.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "'": isQuoted.toggle()
      case " " where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
      default: word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func explanation(_ stage: ActScene) throws -> String {
    try Assent.run(
      ["explain", stage.id], in: stage.repository.path, home: stage.repository.home,
      environment: ["ASSENT_TRUST_ROOT": stage.scene.root]
    ).text
  }

  private static func follow(_ stage: ActScene) throws -> Int {
    let steps = try steps(explanation(stage))
    for step in steps {
      #expect(step.words.first == "assent")
      let outcome = try stage.act(step.words[1], by: step.person, Array(step.words.dropFirst(2)))
      #expect(outcome.status == 0, "\(step.words): \(outcome.errorText)")
    }
    return steps.count
  }

  @Test func `whoever follows explain opens the gate`() throws {
    let stage = try ActScene()
    #expect(try Self.follow(stage) == 6)
    #expect(try stage.verdict()["gate"]["decision"].string == "allowed")
    #expect(try Self.explanation(stage).contains("is ALLOWED"))
  }

  @Test func `objections and holds are lifted by those who made them`() throws {
    let stage = try ActScene()
    try stage.sign("submit", by: .ana)
    try stage.sign("object", by: .eli, ["--objection", "S1"])
    try stage.sign("hold", by: .cat, ["--role", "change-manager"])
    #expect(try Self.follow(stage) == 7)
    #expect(try stage.verdict()["gate"]["decision"].string == "allowed")
  }
}

import TestSupport

/// An attack, or a control that shows what the attack bends, and what an engine must say to it.
package struct CorpusCase: Sendable {
  /// Never reused; lower-case words.
  package let id: String
  /// `A` and a number: known attacks; `B`: found while this corpus was made.
  package let number: String
  /// What the repository holds, in one sentence.
  package let title: String
  package let attacker: Attacker
  /// Where the idea comes from.
  package let source: String
  /// How far the story is told before the case begins.
  package let from: Chronicle.Chapter
  /// Builds the rest and says what is expected.
  package let build: @Sendable (inout Chronicle) throws -> Answer

  /// What the attacker has to begin with.
  package enum Attacker: String, Sendable {
    case none = "nothing: a control that shows the sound form"
    case author = "no key; may open pull requests that somebody merges"
    case insider = "a key that the policy knows"
    case thief = "a stolen key"
    case owner = "the key of one policy owner"
    case pusher = "no key; may push to every branch"
    case host = "no key; writes into the repository's files"
  }

  package init(
    _ number: String, _ id: String, _ title: String, by attacker: Attacker = .pusher,
    source: String = "this corpus", from: Chronicle.Chapter = .almost,
    _ build: @escaping @Sendable (inout Chronicle) throws -> Answer
  ) {
    self.number = number
    self.id = id
    self.title = title
    self.attacker = attacker
    self.source = source
    self.from = from
    self.build = build
  }

  /// The repository with its question, and what is expected of it.
  package func made() throws -> (chronicle: Chronicle, expected: Answer) {
    var chronicle = try Chronicle.told(from)
    let expected = try build(&chronicle)
    return (chronicle, expected)
  }
}

/// What an engine must say, whatever command it is asked with.
package struct Answer: Sendable {
  /// The decision is one of these words.
  package var decisions: [String]
  /// Codes that are all among the gate's reasons.
  package var reasons: [String] = []
  /// Without a verdict: the code of the error is one of these. Empty: there is a verdict.
  package var errors: [String] = []
  package var acts: [Fate] = []
  /// Whether a line that looks like an act is reported.
  package var nearMiss = false
  /// The verdict is that of the untouched story, byte for byte.
  package var sameAsUntouched = false

  /// What becomes of the acts of one commit.
  package struct Fate: Sendable {
    package let commit: String
    package let counted: Bool
    /// One of these is the reason; empty if it counts.
    package let reasons: [String]
  }

  package init(_ decisions: String...) { self.decisions = decisions }

  /// Nothing can be decided; an error of one of these codes says why.
  package static func error(_ codes: String...) -> Answer {
    var answer = Answer("invalid")
    answer.errors = codes
    return answer
  }

  /// Codes that must be among the reasons of the gate.
  package func because(_ codes: String...) -> Answer {
    var copy = self
    copy.reasons += codes
    return copy
  }

  /// The acts of a commit have no effect, for one of these reasons.
  package func dropping(_ commit: String, _ reasons: String...) -> Answer {
    var copy = self
    copy.acts.append(Fate(commit: commit, counted: false, reasons: reasons))
    return copy
  }

  /// The acts of a commit have their effect.
  package func counting(_ commit: String) -> Answer {
    var copy = self
    copy.acts.append(Fate(commit: commit, counted: true, reasons: []))
    return copy
  }

  /// A line that looks like an act is reported.
  package var withNearMiss: Answer {
    var copy = self
    copy.nearMiss = true
    return copy
  }

  /// The verdict does not change by a byte.
  package static var untouched: Answer {
    var answer = Answer("allowed")
    answer.sameAsUntouched = true
    return answer
  }
}

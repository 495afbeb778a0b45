internal import Audit
internal import Decision
internal import Markup

/// A status as a word with a shape and a colour; the word alone suffices.
struct StatusMark: Part {
  private let word: String
  private let style: StaticString

  /// The outcome of a test.
  init(_ outcome: TestResult.Outcome) {
    switch outcome {
    case .pass: (word, style) = ("pass", "mark good")
    case .fail: (word, style) = ("fail", "mark bad")
    case .notEvaluable: (word, style) = ("not evaluable", "mark open")
    case .notApplicable: (word, style) = ("not applicable", "mark none")
    }
  }

  /// What the gate says.
  init(_ decision: GateDecision) {
    switch decision {
    case .allowed: (word, style) = ("allowed", "mark good")
    case .awaiting: (word, style) = ("awaiting", "mark open")
    case .prevented: (word, style) = ("prevented", "mark none")
    case .invalid: (word, style) = ("invalid", "mark bad")
    }
  }

  /// How a deployment or a commit stands.
  init(_ cover: Reconciliation.Cover) {
    switch cover {
    case .covered: (word, style) = ("covered", "mark good")
    case .notAllowedThen: (word, style) = ("not allowed then", "mark bad")
    case .mismatch: (word, style) = ("mismatch", "mark bad")
    case .uncovered: (word, style) = ("uncovered", "mark bad")
    case .notEvaluable: (word, style) = ("not evaluable", "mark open")
    }
  }

  /// Whether what was asked for is there, in words of the page's own.
  init(_ word: String, isGood: Bool?) {
    self.word = word
    switch isGood {
    case true: style = "mark good"
    case false: style = "mark bad"
    default: style = "mark open"
    }
  }

  func add(to markup: inout Markup) {
    markup.element("span", [.style(style)], text: word)
  }
}

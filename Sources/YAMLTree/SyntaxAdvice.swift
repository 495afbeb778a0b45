internal import Diagnostics

/// Turns libyaml's terse problems into findings that say what to do.
enum SyntaxAdvice {
  /// The one finding of a text that is no YAML.
  static func finding(for problem: SyntaxProblem, path: String) -> Finding {
    let place = Span(start: problem.position, end: problem.position)
    var related: [Finding.Related] = []
    if let context = problem.context, context.position < problem.position {
      let start = Span(start: context.position, end: context.position)
      related = [
        Finding.Related(label: context.text, location: Location(path: path, span: start))
      ]
    }
    return Finding(
      rule: rule(for: problem.problem), message: "not valid YAML: \(problem.problem)",
      location: Location(path: path, span: place), advice: advice(for: problem.problem),
      related: related)
  }

  private static func rule(for problem: String) -> String {
    problem.contains("undefined tag handle") ? "yaml-tag" : "yaml-syntax"
  }

  private static func advice(for problem: String) -> String? {
    switch problem {
    case "mapping values are not allowed in this context":
      "quote the value if it contains `: `, or check the indentation"
    case "found character that cannot start any token":
      "quote the value: it begins with a character that YAML reserves"
    case "did not find expected key", "did not find expected '-' indicator",
      "block sequence entries are not allowed in this context":
      "line the entry up with the ones before it"
    case "did not find expected <document start>":
      "keep one document in a file, all of it one mapping"
    case "could not find expected ':'":
      "write `key: value`, with a space after the colon"
    case "found unexpected end of stream":
      "close the quote or the bracket"
    case "did not find expected node content":
      "write a value here, or close the bracket"
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      "separate the items with commas and close the bracket"
    default:
      problem.contains("undefined tag handle") ? "remove the tag" : nil
    }
  }
}

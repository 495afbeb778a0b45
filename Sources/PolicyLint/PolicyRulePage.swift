internal import Diagnostics
package import Lint
internal import YAMLTree

extension PolicyRule: DocumentedRule {
  package var topic: Topic { .policy }

  /// The weight, as a sentence or two.
  package var weight: String {
    var text = "Weight: \(severity.rawValue)."
    if !canBeLowered { text += " `policies/lint.yaml` cannot lower it." }
    return text + " Looked at by `assent policy lint`.\n\nSince \(since)."
  }

  /// The examples as Markdown: those that are reported, or those that are not.
  package func shownExamples(reported: Bool) -> [String] {
    examples.filter { ($0.reported != nil) == reported }.map(\.markdown)
  }

  /// The index of the pages of all rules, about change requests, policies and
  /// suppressions, as Markdown.
  package static var index: String {
    let rows = all.map {
      "| [\($0.name)](\($0.name).md) | \($0.summary) | \($0.severity.rawValue) |"
    }
    return Rule.index + """

      # Rules about policies

      `assent policy lint` looks for these in a policy that loads. `policies/lint.yaml` changes how
      much a rule weighs here too.

      | rule | says | weight |
      | --- | --- | --- |

      """ + rows.joined(separator: "\n") + "\n" + SuppressionRule.index
  }
}

extension PolicyExample {
  /// The example as sentences and blocks of YAML.
  fileprivate var markdown: String {
    var text = changes.enumerated().map { $1.markdown(isFirst: $0 == 0) }.joined(separator: "\n\n")
    if let reported {
      let place = reported.place.description
      text += "\n\nReported in `\(reported.file)`" + (place.isEmpty ? "." : " at `\(place)`.")
    }
    return text
  }
}

extension PolicyExample.Change {
  fileprivate func markdown(isFirst: Bool) -> String {
    var text = (isFirst ? "A complete policy, " : "and ") + "`\(file)`"
    if !without.isEmpty {
      text += " without " + without.map { "`\($0)`" }.joined(separator: ", ")
    }
    guard !yaml.isEmpty else { return text + (isFirst && without.isEmpty ? " as it is." : ".") }
    return text + (without.isEmpty ? " with" : ", with") + ":\n\n```yaml\n\(yaml)\n```"
  }
}

internal import Diagnostics
internal import Records
internal import YAMLTree

extension PolicyRule {
  /// A template has parameters that its text never mentions.
  static let templateParametersUnused = PolicyRule(
    name: "template-parameters-unused",
    summary: "A template has parameters, and none of them is mentioned in its text.",
    rationale: """
      A parameter is what differs between uses. If no step, check or target says what it is for, \
      whoever carries out the change has to guess.
      """,
    source: "the policy model: standard changes", severity: .warning,
    examples: [
      .bad(
        "templates/STD-CERT.yaml", "parameters: {site: {one-of: [north, south]}}",
        without: ["parameters"], at: "parameters"),
      .good(
        "templates/STD-CERT.yaml",
        """
        parameters: {site: {one-of: [north, south]}}
        description: Rotate the certificate of the front named by `site`
        """, without: ["parameters"]),
    ],
    check: { context in
      context.policy.templates.compactMap { template in
        let names = template.parameters.keys.sorted()
        guard !names.isEmpty else { return nil }
        let text = String(decoding: template.text, as: UTF8.self)
        // Once each is named where it is defined.
        guard !names.contains(where: { text.mentions(of: $0) > 1 }) else { return nil }
        return PolicyViolation(
          "`\(template.id)` never mentions \(Words.list(names, "or"))",
          at: template.spot.appending("parameters"),
          advice: "say in the steps and checks what each parameter is for")
      }
    })
}

extension Template {
  /// The template's file.
  var spot: PolicySpot {
    PolicySpot(String(path.dropFirst("policies/".count)), YAMLTree.KeyPath())
  }
}

extension String {
  /// How many words of the text, hyphens belonging to words, are a name.
  fileprivate func mentions(of name: String) -> Int {
    split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.count { word in
      word == name || word.trimmingPrefix(".").split(separator: ".").contains { $0 == name }
    }
  }
}

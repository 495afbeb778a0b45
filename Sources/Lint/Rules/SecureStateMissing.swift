internal import Records
internal import YAMLTree

extension Rule {
  /// The change closes a security hole or opens access, and nothing protects the state to go back
  /// to.
  static let secureStateMissing = Rule(
    name: "secure-state-missing",
    summary: """
      The change closes a security hole or opens access, and nothing protects the state to go \
      back to.
      """,
    rationale: """
      Going back reopens the hole. A compensating control has to hold while the change is \
      undone.
      """,
    source: "RB-18; PCI DSS 6.5.1, return to a secure state",
    section: .rollback, from: .approved,
    levels: Levels(.off, .warning, .error, emergency: .warning),
    examples: [
      .bad(
        "assessment: {security: Closes the vulnerability CVE-2026-1234 in the gateway.}",
        at: "rollback.secure-state"),
      .good(
        """
        assessment: {security: Closes the vulnerability CVE-2026-1234 in the gateway.}
        rollback: {secure-state: The portal page stays blocked while rolled back.}
        """),
    ],
    check: { context in
      guard let rollback = context.rollback,
        context.lacks(rollback.secureState, "rollback.secure-state")
      else { return [] }
      let texts: [(String?, Place)] = [
        (context.change.title, "title"),
        (context.request?.description, "request.description"),
        (context.request?.justification, "request.justification"),
        (context.request?.whyNotNormal, "request.why-not-normal"),
        (context.assessment?.security, "assessment.security"),
      ]
      for (text, place) in texts {
        guard let text, let word = SecurityWords.first(in: text) else { continue }
        return [
          Violation(
            "the record speaks of `\(word)`, and `rollback.secure-state` is missing",
            at: "rollback.secure-state",
            advice: "say what protects the system while it is rolled back",
            related: [.record("where it speaks of it", place)])
        ]
      }
      return []
    })
}

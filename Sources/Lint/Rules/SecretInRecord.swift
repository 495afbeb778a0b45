internal import Records
internal import YAMLTree

extension Rule {
  /// A text of the record is a key, a token or a password.
  static let secretInRecord = Rule(
    name: "secret-in-record",
    summary: "A text of the record is a key, a token or a password.",
    rationale: """
      Records are read by everybody who judges, and history keeps them for ever. A secret that \
      was pushed is known: exchange it first, then take it out. Known by what their makers put in \
      front of them are private keys, the tokens of forges, clouds and chats, JSON web tokens, and \
      passwords in addresses.
      """,
    source: "PCI DSS 8.3; ISO/IEC 27002 8.12",
    examples: [
      .bad(
        """
        request:
          description: "Log in with -----BEGIN OPENSSH PRIVATE KEY----- and cut over."
        """, at: "request.description"),
      .bad(
        """
        rollback:
          verify: [{check: "psql postgres://admin:hunter22@db/claims", expect: the counts of P1, minutes: 15}]
        """, at: "rollback.verify[0].check"),
      .good(
        """
        rollback:
          verify: [{check: "psql postgres://admin:$PASSWORD@db/claims", expect: the counts of P1, minutes: 15}]
        """),
    ],
    check: { context in
      context.texts.alarms.compactMap { place, alarm in
        guard case .secret(let kind) = alarm else { return nil }
        return Violation(
          "the text holds \(kind)", at: place,
          advice: "exchange the secret where it is used, then name the place where it is kept")
      }
    })
}

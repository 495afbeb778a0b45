import Diagnostics
import Lint
import Testing

/// What rules say of single texts, beyond their examples.
struct TextRuleTests {
  private func rules(_ text: String) throws -> [String] {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return Examples.findings(
      [try Examples.document(over: "request: {justification: \"\(escaped)\"}")], stage: .approved
    ).map(\.rule)
  }

  /// Put together here, so that nothing in the sources looks like a token.
  private static func token(_ head: String, _ count: Int) -> String {
    "Use " + head + String(repeating: "a1B2", count: count / 4 + 1).prefix(count) + " for it."
  }

  @Test(arguments: [
    token("gh" + "p_", 36), token("glp" + "at-", 20), token("xox" + "b-", 24),
    token("github" + "_pat_", 40), token("sk" + "_live_", 24), token("AI" + "za", 35),
    "Use AK" + "IAABCDEFGHIJKLMNOP as before now.",
    "The header is ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxIn0.c2ln in each call.",
    "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----",
    "-----BEGIN EC PRIVATE KEY----- MHcCAQEE", "See https://ana:s3cret@host.example/path now.",
    "amqp://u:pw1@rabbit is where the messages go.", "://u:pw1@rabbit is where they go.",
    "AK" + "IAABCDEFGHIJKLMNOP", "hv" + "s.abcdefghijklmnopqrst",
  ])
  func `a secret is found`(_ text: String) throws {
    #expect(try rules(text) == ["secret-in-record"])
  }

  @Test(arguments: [
    "-----BEGIN CERTIFICATE----- MIIB is what is replaced.",
    "-----BEGIN PUBLIC KEY----- MCow is what is replaced.",
    "The prefix gh" + "p_ is what tokens begin with.", "See https://host.example:8443/a@b for it.",
    "See https://ana:$PASSWORD@host.example for it.", "See https://ana:<password>@host.example.",
    "See https://ana@host.example/a:b for it.", "Ask ana:bo@host.example about it, please.",
    "The word eyJ stands for nothing here at all.", "Version 12 leaves support in May: 10:30.",
    "The key SHA256:AKIAlowercaseletters is a print.",
  ])
  func `what only looks like one is not`(_ text: String) throws {
    #expect(try rules(text) == [])
  }

  @Test(arguments: [
    ("The p\u{430}yment service is slow since Monday.", true),  // Cyrillic a
    ("The paym\u{200B}ent service is slow since Monday.", true),  // zero width space
    ("The \u{39F}racle service is slow since Monday.", true),  // Greek capital omicron
    ("Das f\u{FC}r alle erh\u{F6}hte Limit l\u{E4}uft aus.", false),
    (
      "\u{41F}\u{435}\u{440}\u{435}\u{43D}\u{43E}\u{441} \u{431}\u{430}\u{437}\u{44B} claims-db",
      false
    ),
    ("At most 400 \u{3BC}s, that is 20 k\u{3A9} at the probe.", false),
    ("\u{65E5}\u{672C}\u{8A9E}\u{306E}\u{8AAC}\u{660E}\u{3067}\u{3059} claims", false),
  ])
  func `a word in two alphabets is found`(_ text: String, _ isMixed: Bool) throws {
    #expect(try rules(text) == (isMixed ? ["look-alike-letters"] : []))
  }
}

/// Texts that open something: keys, tokens and passwords in addresses.
enum Secrets {
  /// What kind of secret stands in a text; nil if none is known there.
  static func kind(in text: String) -> String? {
    guard text.utf8.count >= 10 else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      var before: UInt8 = 0
      for place in 0..<bytes.count - 1 {
        defer { before = bytes[place] }
        // Every secret has one of these signs near its beginning, and few places have both the
        // sign and what stands beside it: nearly all are passed over.
        let kind: String?
        switch bytes[place] {
        case UInt8(ascii: "_"): kind = token(bytes, at: place, underscored)
        case UInt8(ascii: "-"): kind = hyphened(bytes, at: place, behind: before)
        case UInt8(ascii: "K"), UInt8(ascii: "S"), UInt8(ascii: "I"):
          guard before == UInt8(ascii: "A") else { continue }
          kind = token(bytes, at: place - 1, capital)
        case UInt8(ascii: "J"): kind = token(bytes, at: place, web)
        case UInt8(ascii: "."):
          guard before == UInt8(ascii: "s") else { continue }
          kind = token(bytes, at: place, dotted)
        case UInt8(ascii: ":"):
          guard bytes[place + 1] == UInt8(ascii: "/") else { continue }
          kind = isPassword(bytes, at: place) ? "a password in an address" : nil
        default: continue
        }
        if let kind { return kind }
      }
      return nil
    }
  }

  /// The kind of a secret with a hyphen at a place: the second of a key, the one of a token.
  private static func hyphened(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, behind before: UInt8
  ) -> String? {
    switch before {
    case UInt8(ascii: "-"): isKey(bytes, at: place - 1) ? "a private key" : nil
    case UInt8(ascii: "b"), UInt8(ascii: "i"), UInt8(ascii: "p"), UInt8(ascii: "t"):
      token(bytes, at: place, hyphened)
    default: nil
    }
  }

  /// The kind of a token whose sign stands at a place.
  private static func token(
    _ bytes: UnsafeBufferPointer<UInt8>, at sign: Int, _ heads: [Head]
  ) -> String? {
    for head in heads {
      let start = sign - head.sign
      guard start >= 0, has(bytes, head.letters, at: start),
        start == 0 || !isTokenByte(bytes[start - 1])
      else { continue }
      let body = start + head.letters.count
      let length = bytes[body...].prefix(while: head.isUpper ? isUpperByte : isTokenByte).count
      guard length >= head.least else { continue }
      if head.isWeb, !bytes[(body + length)...].starts(with: ".eyJ".utf8) { continue }
      return head.kind
    }
    return nil
  }

  /// `-----BEGIN OPENSSH PRIVATE KEY` and its kin.
  private static func isKey(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let begin = Array("-----BEGIN ".utf8)
    guard has(bytes, begin, at: start) else { return false }
    let label = bytes[(start + begin.count)...].prefix(40).prefix { $0 != UInt8(ascii: "-") }
    return label.indices.contains { has(bytes, Array("PRIVATE KEY".utf8), at: $0) }
  }

  /// `://user:word@`; what stands for a word, such as `$PASSWORD` or `<password>`, is none.
  private static func isPassword(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard has(bytes, Array("://".utf8), at: start) else { return false }
    let address = bytes[(start + 3)...].prefix(200)
    guard let at = address.firstIndex(of: UInt8(ascii: "@")),
      let colon = address.firstIndex(of: UInt8(ascii: ":")), colon > start + 3, colon + 3 < at
    else { return false }
    let ends = Array("/ \n\t\"'?#".utf8)
    guard !bytes[(start + 3)..<at].contains(where: ends.contains) else { return false }
    return !Array("$<{*%[".utf8).contains(bytes[colon + 1])
  }

  private static func has(
    _ bytes: UnsafeBufferPointer<UInt8>, _ letters: [UInt8], at start: Int
  ) -> Bool {
    guard bytes.count - start >= letters.count else { return false }
    for offset in letters.indices where bytes[start + offset] != letters[offset] { return false }
    return true
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isUpperByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  private struct Head: Sendable {
    let letters: [UInt8]
    /// Where among the letters the sign stands by which the token is found.
    let sign: Int
    /// How many characters of a token have to follow.
    let least: Int
    let kind: String
    let isUpper: Bool
    let isWeb: Bool

    init(
      _ letters: String, _ sign: Character, _ least: Int, _ kind: String, isUpper: Bool = false,
      isWeb: Bool = false
    ) {
      self.letters = Array(letters.utf8)
      self.sign = self.letters.firstIndex { $0 == sign.asciiValue } ?? 0
      self.least = least
      self.kind = kind
      self.isUpper = isUpper
      self.isWeb = isWeb
    }
  }

  // The beginnings that the makers of tokens gave them so that they are found.

  private static let underscored = [
    Head("ghp_", "_", 36, "a GitHub token"), Head("gho_", "_", 36, "a GitHub token"),
    Head("ghu_", "_", 36, "a GitHub token"), Head("ghs_", "_", 36, "a GitHub token"),
    Head("ghr_", "_", 36, "a GitHub token"), Head("github_pat_", "_", 40, "a GitHub token"),
    Head("sk_live_", "_", 16, "a Stripe key"), Head("rk_live_", "_", 16, "a Stripe key"),
    Head("npm_", "_", 36, "an npm token"), Head("dckr_pat_", "_", 20, "a Docker token"),
  ]

  private static let hyphened = [
    Head("glpat-", "-", 20, "a GitLab token"), Head("glptt-", "-", 20, "a GitLab token"),
    Head("xoxb-", "-", 20, "a Slack token"), Head("xoxp-", "-", 20, "a Slack token"),
    Head("xapp-", "-", 20, "a Slack token"), Head("pypi-", "-", 60, "a PyPI token"),
  ]

  private static let capital = [
    Head("AKIA", "A", 16, "an AWS access key", isUpper: true),
    Head("ASIA", "A", 16, "an AWS access key", isUpper: true),
    Head("AIza", "A", 35, "a Google API key"),
  ]

  private static let web = [Head("eyJ", "J", 10, "a JSON web token", isWeb: true)]

  private static let dotted = [Head("hvs.", ".", 20, "a Vault token")]
}

/// Texts that open something: keys, tokens and passwords in addresses.
enum Secrets {
  /// What kind of secret stands in a text; nil if none is known there.
  static func kind(in text: String) -> String? {
    guard text.utf8.count >= 8 else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      for start in bytes.indices {
        // Most places are passed over by their first byte.
        guard let heads = byFirst[bytes[start]] else { continue }
        if let kind = kind(bytes, at: start, heads) { return kind }
      }
      return nil
    }
  }

  private static func kind(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ heads: [Head]
  ) -> String? {
    if bytes[start] == UInt8(ascii: "-") { return isKey(bytes, at: start) ? "a private key" : nil }
    if bytes[start] == UInt8(ascii: ":") {
      return isPassword(bytes, at: start) ? "a password in an address" : nil
    }
    guard start == 0 || !isTokenByte(bytes[start - 1]) else { return nil }
    for head in heads where has(bytes, head.letters, at: start) {
      let body = start + head.letters.count
      let length = bytes[body...].prefix(while: head.isUpper ? isUpperByte : isTokenByte).count
      guard length >= head.least else { continue }
      if head.letters == jsonWebToken {
        guard bytes[(body + length)...].starts(with: ".eyJ".utf8) else { continue }
      }
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
    /// How many characters of a token have to follow.
    let least: Int
    let kind: String
    var isUpper = false

    init(_ letters: String, _ least: Int, _ kind: String, isUpper: Bool = false) {
      self.letters = Array(letters.utf8)
      self.least = least
      self.kind = kind
      self.isUpper = isUpper
    }
  }

  private static let jsonWebToken = Array("eyJ".utf8)

  /// The beginnings that the makers of tokens gave them so that they are found.
  private static let heads: [Head] = [
    Head("-", 0, ""), Head(":", 0, ""),
    Head("ghp_", 36, "a GitHub token"), Head("gho_", 36, "a GitHub token"),
    Head("ghu_", 36, "a GitHub token"), Head("ghs_", 36, "a GitHub token"),
    Head("ghr_", 36, "a GitHub token"), Head("github_pat_", 40, "a GitHub token"),
    Head("glpat-", 20, "a GitLab token"), Head("glptt-", 20, "a GitLab token"),
    Head("xoxb-", 20, "a Slack token"), Head("xoxp-", 20, "a Slack token"),
    Head("xapp-", 20, "a Slack token"),
    Head("AKIA", 16, "an AWS access key", isUpper: true),
    Head("ASIA", 16, "an AWS access key", isUpper: true),
    Head("AIza", 35, "a Google API key"),
    Head("sk_live_", 16, "a Stripe key"), Head("rk_live_", 16, "a Stripe key"),
    Head("npm_", 36, "an npm token"), Head("pypi-", 60, "a PyPI token"),
    Head("dckr_pat_", 20, "a Docker token"), Head("hvs.", 20, "a Vault token"),
    Head("eyJ", 10, "a JSON web token"),
  ]

  private static let byFirst: [UInt8: [Head]] = Dictionary(
    grouping: heads, by: { $0.letters.first ?? 0 })
}

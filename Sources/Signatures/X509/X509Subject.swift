/// Whom certificates of an authority name, as a policy writes it.
///
/// `email:` and `uri:` name the one alternative name of that kind; anything else is the whole subject
/// as `openssl x509 -nameopt RFC2253` prints it (RFC 4514), the most specific part first.
package struct X509Subject: Hashable, Sendable {
  /// The one spelling that is compared, in ASCII.
  package let text: String

  /// Reads what a policy says; nil for what no certificate can say exactly.
  package init?(_ text: String) {
    guard !text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    if let address = text.dropping(prefix: "email:") {
      let parts = address.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), Self.isPlain(address) else {
        return nil
      }
      self.text = text
    } else if let uri = text.dropping(prefix: "uri:") {
      guard Self.isPlain(uri), uri.utf8.contains(UInt8(ascii: ":")) else { return nil }
      self.text = text
    } else {
      guard text.utf8.contains(UInt8(ascii: "=")) else { return nil }
      // Letters beyond ASCII may be written as they are.
      self.text = DistinguishedName.escapingNonASCII(text.utf8)
    }
  }

  /// The subjects that a certificate bears: its own, and alternative names that are the only ones of
  /// their kind.
  init(name: String) { text = name }
  init(email: String) { text = "email:" + email }
  init(uri: String) { text = "uri:" + uri }

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String? {
    utf8.starts(with: prefix.utf8) ? String(dropFirst(prefix.count)) : nil
  }
}

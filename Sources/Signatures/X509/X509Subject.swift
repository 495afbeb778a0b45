/// The one person whom certificates of an authority name, as a policy writes it.
///
/// `email:` and `uri:` name the one alternative name of that kind; anything else is the whole subject
/// as RFC 4514 writes it, most specific part first, as `openssl x509 -nameopt RFC2253` does.
package enum X509Subject: Hashable, Sendable {
  case name(String)
  case email(String)
  case uri(String)

  /// Reads what a policy says; nil for what no certificate can say exactly.
  package init?(_ text: String) {
    guard !text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    if let address = text.dropping(prefix: "email:") {
      let parts = address.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), Self.isPlain(address) else {
        return nil
      }
      self = .email(address)
    } else if let uri = text.dropping(prefix: "uri:") {
      guard Self.isPlain(uri), uri.utf8.contains(UInt8(ascii: ":")) else { return nil }
      self = .uri(uri)
    } else {
      guard text.utf8.contains(UInt8(ascii: "=")) else { return nil }
      self = .name(text)
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}

/// A SHA-256 digest, written `sha256:` and 64 hexadecimal digits.
package struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  package let bytes: [UInt8]

  /// Takes 32 bytes, or nil for another count.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Takes 64 lower-case hexadecimal digits without a prefix, as `sha256sum` prints them.
  package init?(hex: String) {
    guard let bytes = Hex.bytes(Array(hex.utf8)) else { return nil }
    self.init(bytes: bytes)
  }

  /// Takes `sha256:` and 64 lower-case hexadecimal digits.
  package init?(_ text: String) {
    guard text.utf8.starts(with: "sha256:".utf8) else { return nil }
    self.init(hex: String(text.dropFirst(7)))
  }

  /// The 64 digits alone.
  package var hex: String { Hex.text(bytes) }

  /// `sha256:` and the digits.
  package var description: String { "sha256:" + hex }
}

extension SSHCertificate {
  /// Reads a line such as `ssh-ed25519-cert-v01@openssh.com AAAA… comment`, as a `-cert.pub` file
  /// holds it; nil for a line that does not begin with the type of a certificate.
  package init?(line: String) throws(SSHSignatureError) {
    guard Self.begins(line) else { return nil }
    let fields = Array(line.utf8).split(separator: UInt8(ascii: " "), maxSplits: 2)
    let name = fields.first ?? []
    guard fields.count > 1, let blob = Base64.bytes(fields[1].filter { $0 != 0x0A }) else {
      throw .malformed("what follows \(Printable.text(name)) is not well-formed base64")
    }
    try self.init(blob: blob)
    guard blob.dropFirst(4).starts(with: name) else {
      throw .malformed("it is not of the type that its line says")
    }
  }

  /// Whether a line begins with the type of a certificate, good or not.
  package static func begins(_ line: String) -> Bool {
    SSHCertificateType.looksLikeOne(Array(line.utf8.prefix { $0 != UInt8(ascii: " ") }))
  }
}

extension SSHPublicKey {
  /// Reads a line such as `ssh-ed25519 AAAA… comment`, as a `.pub` file holds it.
  ///
  /// Options before the type, as an `authorized_keys` file may have them, are refused.
  package init(line: String) throws(SSHKeyError) {
    let text = Array(line.utf8)
    guard text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw .malformed("a key is one line without control characters")
    }
    guard !text.starts(with: "-----BEGIN".utf8) else {
      throw .malformed("this is a file's header, not a public key line like “ssh-ed25519 AAAA…”")
    }
    let fields = text.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard let name = fields.first, text.first != UInt8(ascii: " ") else {
      throw .malformed("it does not begin with a key type")
    }
    let type = try SSHKeyType(name: name)
    guard fields.count > 1 else {
      throw .malformed("the key type is not followed by the key in base64")
    }
    guard let blob = Base64.bytes(fields[1]) else {
      throw .malformed("what follows \(type.rawValue) is not well-formed base64")
    }
    try self.init(blob: blob)
    guard self.type == type else {
      throw .malformed("it says \(type.rawValue), but the key itself is \(typeName)")
    }
  }
}

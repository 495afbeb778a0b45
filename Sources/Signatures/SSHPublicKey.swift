internal import Primitives

/// An SSH public key: what a policy lists and what a signature carries.
///
/// A value of this type is fit to check signatures: its numbers were read strictly, its point lies
/// on its curve, and keys that others could sign for were refused. Keys are equal if their wire
/// encodings are, and no key has two of those.
package struct SSHPublicKey: Sendable {
  /// The wire encoding, which is the identity of the key.
  package let blob: [UInt8]
  let type: SSHKeyType
  let material: KeyMaterial
  /// What a security key was registered for, such as `ssh:`; empty for other keys.
  let application: ArraySlice<UInt8>

  /// Reads a wire encoding, which the base64 of a `.pub` file spells.
  package init(blob: [UInt8]) throws(SSHKeyError) {
    var reader = WireReader<SSHKeyError>(blob[...])
    let type = try SSHKeyType(name: reader.string())
    let material = try KeyMaterial(type, from: &reader)
    application = try type.isSecurityKey ? reader.string() : []
    guard !application.contains(0) else {
      throw .malformed("the application of the security key contains a NUL")
    }
    try reader.finish()
    self.blob = blob
    self.type = type
    self.material = material
  }

  /// The name of the key's type, such as `ssh-ed25519`.
  package var typeName: String { type.rawValue }

  /// The fingerprint as `ssh-keygen -l` prints it: `SHA256:` and unpadded base64.
  package var fingerprint: String {
    "SHA256:" + Base64.text(sha256(of: blob).bytes, padded: false)
  }

  /// The key as a line of a `.pub` file, without a comment.
  package var line: String { typeName + " " + Base64.text(blob) }
}

extension SSHPublicKey: Hashable {
  /// Compares the wire encodings.
  package static func == (left: SSHPublicKey, right: SSHPublicKey) -> Bool {
    left.blob == right.blob
  }

  /// Hashes the wire encoding.
  package func hash(into hasher: inout Hasher) { hasher.combine(blob) }
}

/// An SSH signature as `ssh-keygen -Y sign` and Git make it (OpenSSH, PROTOCOL.sshsig), read but
/// not yet checked.
package struct SSHSignature: Sendable {
  /// The key that the signature says made it; nothing is proven before `problem(over:)` is nil.
  package let key: SSHPublicKey
  /// What the signature says it was made for; `git` for commits and tags.
  package let namespace: String
  let hash: Hash
  let blob: SignatureBlob

  /// What it proves once `problem(over:)` is nil.
  package var proof: Proof { Proof(key) }

  /// The functions that may shorten the message before it is signed.
  enum Hash: String, CaseIterable, Sendable {
    case sha256
    case sha512
  }

  /// Reads the armour and everything inside it.
  ///
  /// Refused are all the liberties that `ssh-keygen` takes with the text around a signature, a
  /// reserved field with content, and everything that follows the end of a part.
  package init(armored: [UInt8]) throws(SSHSignatureError) {
    try self.init(binary: SSHArmor.content(of: armored))
  }

  private init(binary: [UInt8]) throws(SSHSignatureError) {
    var reader = WireReader<SSHSignatureError>(binary[...])
    guard try reader.bytes(6).elementsEqual(Self.magic) else {
      throw .malformed("what the armour holds is no SSH signature")
    }
    let version = try reader.uint32()
    guard version == 1 else {
      throw .unsupported("version \(version) of SSH signatures is not supported")
    }
    let key = try reader.string()
    let namespace = try reader.string()
    let reserved = try reader.string()
    let hash = try reader.string()
    let signature = try reader.string()
    try reader.finish()
    guard reserved.isEmpty else { throw .malformed("its reserved field is not empty") }

    self.namespace = try Self.namespace(namespace)
    self.key = try Self.key(key)
    self.hash = try Self.hash(hash)
    blob = try SignatureBlob(signature)
  }

  /// What a signature, and what is signed, begin with.
  static let magic = Array("SSHSIG".utf8)

  private static func namespace(
    _ bytes: ArraySlice<UInt8>
  ) throws(SSHSignatureError) -> String {
    // Printable ASCII, so that namespaces may be compared and shown as text.
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .malformed("its namespace \(Printable.text(bytes)) is empty or not plain text")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func key(_ bytes: ArraySlice<UInt8>) throws(SSHSignatureError) -> SSHPublicKey {
    do throws(SSHKeyError) {
      return try SSHPublicKey(blob: Array(bytes))
    } catch {
      throw SSHSignatureError(error)
    }
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) throws(SSHSignatureError) -> Hash {
    guard let hash = Hash.allCases.first(where: { $0.rawValue.utf8.elementsEqual(bytes) }) else {
      throw .unsupported("the hash \(Printable.text(bytes)) is not supported")
    }
    return hash
  }
}

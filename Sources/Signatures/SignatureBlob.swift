/// The innermost part of a signature: the algorithm and its numbers.
struct SignatureBlob: Sendable {
  let algorithm: Algorithm
  /// The bytes of the signature, which the algorithm takes apart.
  let content: ArraySlice<UInt8>
  /// What a security key adds to what it signs: its flags and its counter.
  let device: (flags: UInt8, counter: UInt32)?

  /// Reads the whole of `bytes`.
  init(_ bytes: ArraySlice<UInt8>) throws(SSHSignatureError) {
    var reader = WireReader<SSHSignatureError>(bytes)
    algorithm = try Algorithm(name: reader.string())
    content = try reader.string()
    device = try algorithm.keyType.isSecurityKey ? (reader.byte(), reader.uint32()) : nil
    try reader.finish()
  }

  /// The algorithms that are accepted; SHA-1 is not among them.
  enum Algorithm: Hashable, Sendable {
    case rsaSHA256
    case rsaSHA512
    /// The one algorithm of a key type, which bears its name.
    case only(SSHKeyType)

    /// The algorithm that `name` spells; throws why there is none, by name.
    init(name: ArraySlice<UInt8>) throws(SSHSignatureError) {
      if name.elementsEqual("rsa-sha2-512".utf8) {
        self = .rsaSHA512
      } else if name.elementsEqual("rsa-sha2-256".utf8) {
        self = .rsaSHA256
      } else if name.elementsEqual(SSHKeyType.rsa.rawValue.utf8) {
        throw .unsupported("RSA signatures with SHA-1 (ssh-rsa) are not accepted")
      } else if let type = try? SSHKeyType(name: name) {
        self = .only(type)
      } else {
        throw .unsupported("the signature algorithm \(Printable.text(name)) is not supported")
      }
    }

    /// The type of the keys that sign so.
    var keyType: SSHKeyType {
      switch self {
      case .rsaSHA256, .rsaSHA512: .rsa
      case .only(let type): type
      }
    }
  }
}

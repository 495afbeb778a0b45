/// Why a signature does not prove anything.
///
/// `unsupported` is a signature that may be good but is not read here; all other cases are bad
/// signatures.
package enum SSHSignatureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The armour or the structure inside is not exactly as the format demands.
  case malformed(String)
  /// A kind of key, certificate, hash or algorithm that is not read; the text names it.
  case unsupported(String)
  /// The key did not make this signature over this message.
  case bad(String)
  /// The signature was made for another purpose, such as `file`.
  case wrongNamespace(String)
  /// A security key signed without anybody touching it.
  case noUserPresence
  /// The key is one that others could sign for.
  case weakKey(String)

  /// What is wrong, as a sentence without its full stop.
  package var message: String {
    switch self {
    case .malformed(let text): "the signature is malformed: \(text)"
    case .unsupported(let text): text
    case .bad(let text): text
    case .wrongNamespace(let name):
      "the signature was made for \(Printable.text(name.utf8)), not for this purpose"
    case .noUserPresence: "the security key signed without user presence"
    case .weakKey(let text): text
    }
  }

  /// The message.
  package var description: String { message }

  /// Whether the signature is one that is not read here, rather than a bad one.
  package var isUnsupported: Bool {
    if case .unsupported = self { true } else { false }
  }

  init(_ error: SSHKeyError) {
    switch error {
    case .malformed(let text): self = .malformed("its key is no key: \(text)")
    case .unsupported(let text): self = .unsupported(text)
    case .weak(let text): self = .weakKey(text)
    }
  }
}

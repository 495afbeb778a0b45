/// Why a public key cannot be used.
package enum SSHKeyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It does not follow the format; the text says where.
  case malformed(String)
  /// It may be a key, but of a kind that is not read; the text names the kind.
  case unsupported(String)
  /// It is a key that others could sign for; the text says why.
  case weak(String)

  /// What is wrong, as a sentence without its full stop.
  package var message: String {
    switch self {
    case .malformed(let text), .unsupported(let text), .weak(let text): text
    }
  }

  /// The message.
  package var description: String { message }
}

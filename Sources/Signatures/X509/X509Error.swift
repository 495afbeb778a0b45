/// Why an X.509 signature, certificate or chain proves nothing.
package enum X509Error: Error, Hashable, Sendable, CustomStringConvertible {
  /// It does not follow its format; the text says where.
  case malformed(String)
  /// It may be good, but is of a kind that is not read here; the text names the kind.
  case unsupported(String)
  /// It proves nothing, or what it proves is not wanted; the text says why.
  case bad(String)

  /// What is wrong, as a sentence without its full stop.
  package var message: String {
    switch self {
    case .malformed(let text): "the X.509 signature is malformed: \(text)"
    case .unsupported(let text), .bad(let text): text
    }
  }

  /// What is wrong, without saying with what.
  package var reason: String {
    switch self {
    case .malformed(let text), .unsupported(let text), .bad(let text): text
    }
  }

  /// The message.
  package var description: String { message }

  /// Whether it is something that is not read here, rather than something bad.
  package var isUnsupported: Bool {
    if case .unsupported = self { true } else { false }
  }
}

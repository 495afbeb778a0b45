internal import Crypto
internal import Primitives

/// Somebody with an Ed25519 key, the same in every run.
struct Signer {
  let person: String
  private let key: Curve25519.Signing.PrivateKey

  init(_ person: String) throws {
    self.person = person
    let seed = Array(SHA256.hash(data: Array("benchmark key of \(person)".utf8)))
    key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
  }

  /// The line of a `.pub` file.
  var publicKey: String { "ssh-ed25519 " + Self.base64(blob) }

  /// The armoured SSH signature of a commit (OpenSSH, PROTOCOL.sshsig), without a line end.
  func signature(over payload: [UInt8]) throws -> String {
    let purpose = Self.string("git") + Self.string("") + Self.string("sha512")
    let magic = Array("SSHSIG".utf8)
    let signed = magic + purpose + Self.string(Array(SHA512.hash(data: payload)))
    let content = try key.signature(for: signed)
    let inner = Self.string("ssh-ed25519") + Self.string(Array(content))
    let binary = magic + [0, 0, 0, 1] + Self.string(blob) + purpose + Self.string(inner)
    var lines = ["-----BEGIN SSH SIGNATURE-----"]
    var rest = Self.base64(binary)[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(70)))
      rest = rest.dropFirst(70)
    }
    return (lines + ["-----END SSH SIGNATURE-----"]).joined(separator: "\n")
  }

  private var blob: [UInt8] {
    Self.string("ssh-ed25519") + Self.string(Array(key.publicKey.rawRepresentation))
  }

  private static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  private static func string(_ bytes: [UInt8]) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bytes.count >> $0) } + bytes
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func base64(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(bytes.count, start + 3)]
      let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for digit in 0...3 {
        let isPadding = digit > group.count
        result.append(isPadding ? UInt8(ascii: "=") : alphabet[number >> (18 - 6 * digit) & 63])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

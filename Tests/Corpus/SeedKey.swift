import Crypto
import Foundation
import TestSupport

/// An Ed25519 key that is always the same for a name.
package struct SeedKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  package init(_ name: String) throws {
    let seed = SHA256.hash(data: Data("assent conformance corpus: \(name)".utf8))
    key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
  }

  /// The key of somebody.
  package init(of person: Persona) throws { try self.init(person.id) }

  /// What SSH calls the public key: type and point.
  package var blob: [UInt8] {
    Wire.string("ssh-ed25519") + Wire.string([UInt8](key.publicKey.rawRepresentation))
  }

  /// The line of `people.yaml`.
  package var line: String { "ssh-ed25519 \(Data(blob).base64EncodedString())" }

  /// How a signature is made; the defaults are what `git commit -S` does.
  package struct Manner: Sendable {
    package var namespace = "git"
    package var reserved = ""
    package var version: UInt32 = 1
    package var hash = "sha512"
    /// The key that the signature names, if not the one that signs.
    package var named: [UInt8]?
    /// The name of the algorithm in the signature.
    package var algorithm = "ssh-ed25519"
    /// The flags of a security key; nil: an ordinary key.
    package var device: UInt8?
    /// Changes the 64 bytes of the signature.
    package var bend: @Sendable ([UInt8]) -> [UInt8] = { $0 }
    /// Bytes after the structure.
    package var tail: [UInt8] = []

    package init() {}
  }

  /// The SSHSIG structure over some bytes.
  package func signature(over message: [UInt8], _ manner: Manner = Manner()) throws -> [UInt8] {
    let digest =
      manner.hash == "sha256"
      ? Array(SHA256.hash(data: message)) : Array(SHA512.hash(data: message))
    var signed =
      Array("SSHSIG".utf8) + Wire.string(manner.namespace) + Wire.string(manner.reserved)
      + Wire.string(manner.hash) + Wire.string(digest)
    var trailer: [UInt8] = []
    if let flags = manner.device {
      trailer = [flags] + PackWriter.big(7)
      signed =
        Array(SHA256.hash(data: Data("ssh:".utf8))) + trailer + Array(SHA256.hash(data: signed))
    }
    let proof = manner.bend([UInt8](try key.signature(for: signed)))
    let inner = Wire.string(manner.algorithm) + Wire.string(proof) + trailer
    return Array("SSHSIG".utf8) + PackWriter.big(manner.version)
      + Wire.string(manner.named ?? (manner.device == nil ? blob : deviceBlob))
      + Wire.string(manner.namespace) + Wire.string(manner.reserved) + Wire.string(manner.hash)
      + Wire.string(inner) + manner.tail
  }

  /// The same point as the public key of a security key.
  package var deviceBlob: [UInt8] {
    Wire.string("sk-ssh-ed25519@openssh.com")
      + Wire.string([UInt8](key.publicKey.rawRepresentation)) + Wire.string("ssh:")
  }

  /// The armour of a structure, with a line end after its last line.
  package static func armour(_ signature: [UInt8], width: Int = 70) -> String {
    let text = Array(Data(signature).base64EncodedString())
    let lines = stride(from: 0, to: text.count, by: width).map {
      String(text[$0..<min($0 + width, text.count)]) + "\n"
    }
    return "-----BEGIN SSH SIGNATURE-----\n\(lines.joined())-----END SSH SIGNATURE-----\n"
  }
}

/// SSH's strings.
package enum Wire {
  package static func string(_ bytes: [UInt8]) -> [UInt8] {
    PackWriter.big(UInt32(bytes.count)) + bytes
  }

  package static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }
}

internal import Primitives

/// A certificate authority as a policy names it: the one certificate of a file in PEM.
package struct X509Authority: Sendable {
  let certificate: X509Certificate

  private static let armor = Armor(
    header: "-----BEGIN CERTIFICATE-----", footer: "-----END CERTIFICATE-----", longest: 65_536)

  /// Reads a file that holds exactly one certificate in PEM and nothing else; throws what makes it
  /// none, or one that may not certify.
  package init(pem: [UInt8]) throws(X509Error) {
    let bytes: [UInt8]
    do throws(Armor.Fault) {
      bytes = try Self.armor.content(of: pem)
    } catch {
      throw .malformed(error.words)
    }
    certificate = try X509Certificate(der: bytes[...])
    if let reason = certificate.reasonNotToCertify { throw reason }
  }

  /// The certificate in DER.
  package var encoded: [UInt8] { Array(certificate.encoded) }

  /// The authority's key as an SSH key, to be compared with those of people.
  package var key: SSHPublicKey { certificate.key.ssh }

  /// The SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` computes it, in hexadecimal digits.
  package var fingerprint: String { sha256(of: Array(certificate.encoded)).hex }

  /// The authority's name as RFC 4514 writes it; nil for one that has no such text.
  package var name: String? { certificate.subject.text }
}

extension X509Authority: Hashable {
  /// Compares the certificates.
  package static func == (left: X509Authority, right: X509Authority) -> Bool {
    left.certificate.encoded == right.certificate.encoded
  }

  /// Hashes the certificate.
  package func hash(into hasher: inout Hasher) { hasher.combine(certificate.encoded) }
}

extension X509Certificate {
  /// Why the subject may not certify others; nil if it may.
  var reasonNotToCertify: X509Error? {
    guard extensions.isAuthority else {
      return .bad("a certificate in the chain is not one of an authority (basic constraints)")
    }
    guard extensions.usage?.signsCertificates ?? true else {
      return .bad("an authority's key is not for signing certificates (key usage)")
    }
    if let constraint = extensions.constraint {
      return .unsupported("an authority that limits \(constraint) is not supported")
    }
    return nil
  }
}

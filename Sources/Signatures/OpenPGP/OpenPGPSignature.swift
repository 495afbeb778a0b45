package import Primitives

/// An OpenPGP signature as `gpg --detach-sign` and Git make it (RFC 4880), read but not yet checked.
package struct OpenPGPSignature: Sendable {
  /// The 20 bytes of the fingerprint that the signature names; nil if it names the key id alone.
  package let issuerFingerprint: [UInt8]?
  /// The 8 bytes of the key id that the signature names; nil if it names the fingerprint alone.
  package let issuerKeyID: [UInt8]?
  /// When the signature says it was made: a claim, as every date in a commit.
  package let created: Instant
  /// The function that shortens the message.
  package let hash: OpenPGPHash
  let algorithm: OpenPGPAlgorithm
  let prefix: [UInt8]
  let digestStart: [UInt8]
  /// The numbers of the signature, each without leading zeros: two, of RSA one.
  let numbers: [[UInt8]]

  /// Reads the armour and everything inside it: exactly one signature, over bytes.
  ///
  /// Refused are, beside what the format forbids: armour headers but `Version`, text outside the
  /// armour, a second packet, statements that the signature does not cover but the names of its
  /// key, unknown critical statements, an expiry of the signature's own, and weak digests, whatever
  /// the dates say.
  package init(armored: [UInt8]) throws(OpenPGPError) {
    let packets = try OpenPGPPacket.all(in: OpenPGPArmor.signature.content(of: armored))
    guard let only = packets.first, packets.count == 1, only.tag == .signature else {
      throw .malformed("the armour holds more or less than one signature")
    }
    try self.init(OpenPGPSignaturePacket(body: only.body))
  }

  private init(_ packet: OpenPGPSignaturePacket) throws(OpenPGPError) {
    guard packet.type == 0 else {
      throw .bad("it is a signature of type \(packet.type), not one over a file")
    }
    hash = try OpenPGPHash(number: packet.hash)
    algorithm = try OpenPGPAlgorithm(number: packet.algorithm)
    try Self.check(packet)
    created = Instant(seconds: Int64(try packet.created()))
    issuerFingerprint = try Self.fingerprint(packet)
    issuerKeyID = try Self.keyID(packet)
    guard let name = issuerKeyID ?? issuerFingerprint?.suffix(8),
      issuerFingerprint.map({ $0.suffix(8).elementsEqual(name) }) ?? true
    else { throw .malformed("it does not name one key") }
    prefix = Array(packet.prefix)
    digestStart = packet.digestStart
    var reader = WireReader<OpenPGPError>(packet.numbers)
    if algorithm == .rsa {
      numbers = [Array(try reader.filledInteger())]
    } else {
      numbers = [Array(try reader.integer()), Array(try reader.integer())]
    }
    try reader.finish()
  }

  /// Names, as people know them, of the key that the signature says made it.
  package var issuer: String { hexadecimal(issuerFingerprint ?? issuerKeyID ?? []) }

  // MARK: Statements

  private static func check(_ packet: OpenPGPSignaturePacket) throws(OpenPGPError) {
    typealias Subpacket = OpenPGPSignaturePacket.Subpacket
    for statement in packet.unhashed
    where statement.isCritical
      || ![Subpacket.issuer, Subpacket.issuerFingerprint].contains(statement.kind)
    {
      throw .malformed(
        "it has a statement of type \(statement.kind), for which no signature vouches")
    }
    guard !packet.hashed.contains(where: { $0.kind == Subpacket.expires }) else {
      throw .unsupported("signatures that expire by themselves are not supported")
    }
    let known = [
      Subpacket.created, Subpacket.issuer, Subpacket.policy, Subpacket.signersUserID,
      Subpacket.issuerFingerprint,
    ]
    if let stranger = packet.hashed.first(where: { $0.isCritical && !known.contains($0.kind) }) {
      throw .unsupported("critical statements of type \(stranger.kind) are not supported")
    }
  }

  private static func keyID(_ packet: OpenPGPSignaturePacket) throws(OpenPGPError) -> [UInt8]? {
    let kind = OpenPGPSignaturePacket.Subpacket.issuer
    let names = (packet.hashed + packet.unhashed).filter { $0.kind == kind }.map { Array($0.body) }
    guard Set(names).count <= 1, names.allSatisfy({ $0.count == 8 }) else {
      throw .malformed("it does not name one key")
    }
    return names.first
  }

  private static func fingerprint(
    _ packet: OpenPGPSignaturePacket
  ) throws(OpenPGPError) -> [UInt8]? {
    let kind = OpenPGPSignaturePacket.Subpacket.issuerFingerprint
    let names = (packet.hashed + packet.unhashed).filter { $0.kind == kind }.map { Array($0.body) }
    // The version of the key, and its fingerprint.
    guard Set(names).count <= 1, names.allSatisfy({ $0.count == 21 && $0.first == 4 }) else {
      throw .malformed("it does not name one key of version 4")
    }
    return names.first.map { Array($0.dropFirst()) }
  }
}

/// Bytes as fingerprints are shown: capital hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

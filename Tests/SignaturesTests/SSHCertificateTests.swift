import Foundation
import Primitives
import Signatures
import Testing

struct SSHCertificateTests {
  /// What is read of a signature by a certificate: nil if it proves nothing.
  private func proven(_ armored: [UInt8]) -> SSHCertificate? {
    guard let signature = try? SSHSignature(armored: armored),
      signature.problem(over: message) == nil
    else { return nil }
    return signature.certificate
  }

  private func refusal(_ armored: [UInt8]) -> String? {
    do throws(SSHSignatureError) {
      return try SSHSignature(armored: armored).problem(over: message)?.message
    } catch {
      return error.message
    }
  }

  @Test(arguments: KeyKind.allCases, KeyKind.allCases.filter { $0 != .rsa3072 })
  func `a signature by a certificate of every kind of authority is accepted, as by ssh-keygen`(
    kind: KeyKind, authority: KeyKind
  ) throws {
    let (pair, authority) = try (kind.pair(), authority.pair())
    try SSHKeygen.use { tool in
      _ = try tool.certificate(for: pair, by: authority, ["-n", "bo", "-z", "17"])
      let armored = try tool.signCertified(message)
      let certificate = try #require(proven(armored))
      #expect(certificate.principal == "bo")
      #expect(certificate.serial == 17)
      #expect(try certificate.key == SSHPublicKey(line: pair.publicLine))
      #expect(try certificate.authority == SSHPublicKey(line: authority.publicLine))
      #expect(certificate.validity.isUnlimited)
      let allowed = "bo cert-authority \(authority.publicLine)"
      #expect(try tool.accepts(armored, over: message, allowed: allowed, as: "bo"))
    }
  }

  @Test func `the interval is data, and half-open as for ssh-keygen`() throws {
    let (pair, authority) = try (KeyKind.ed25519.pair(), KeyKind.ed25519.pair())
    let (start, end) = ("20260301000000Z", "20260401000000Z")
    try SSHKeygen.use { tool in
      _ = try tool.certificate(for: pair, by: authority, ["-n", "bo", "-V", "\(start):\(end)"])
      let armored = try tool.signCertified(message)
      let validity = try #require(proven(armored)).validity
      let cases = [
        ("20260228235959Z", "2026-02-28T23:59:59Z"), (start, "2026-03-01T00:00:00Z"),
        ("20260331235959Z", "2026-03-31T23:59:59Z"), (end, "2026-04-01T00:00:00Z"),
      ]
      for (theirs, ours) in cases {
        let instant = try #require(Instant(rfc3339: ours))
        let allowed = "bo cert-authority \(authority.publicLine)"
        #expect(
          try validity.contains(instant)
            == tool.accepts(armored, over: message, allowed: allowed, as: "bo", at: theirs))
      }
    }
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let options: [String]
    let complaint: String
    /// Whether `ssh-keygen` is laxer here.
    let isTaken: Bool
  }

  @Test(arguments: [
    Refused(
      testDescription: "a host's", options: ["-h", "-n", "bo"], complaint: "of a host",
      isTaken: false),
    Refused(
      testDescription: "several principals", options: ["-n", "bo,ana"],
      complaint: "more than one principal", isTaken: true),
    Refused(
      testDescription: "no principal", options: [], complaint: "names nobody", isTaken: false),
    Refused(
      testDescription: "a wildcard", options: ["-n", "*"], complaint: "“*” is not one exact name",
      isTaken: false),
    Refused(
      testDescription: "a forced command", options: ["-n", "bo", "-O", "force-command=/bin/true"],
      complaint: "critical option “force-command”", isTaken: true),
    Refused(
      testDescription: "a source address",
      options: ["-n", "bo", "-O", "source-address=10.0.0.0/8"],
      complaint: "critical option “source-address”", isTaken: true),
    Refused(
      testDescription: "an unknown critical option",
      options: ["-n", "bo", "-O", "critical:x@example.org=1"],
      complaint: "critical option “x@example.org”", isTaken: true),
  ])
  func `a certificate that names no one person for sure is refused`(row: Refused) throws {
    let (pair, authority) = try (KeyKind.ed25519.pair(), KeyKind.ecdsa256.pair())
    try SSHKeygen.use { tool in
      _ = try tool.certificate(for: pair, by: authority, row.options)
      let armored = try tool.signCertified(message)
      #expect(refusal(armored)?.contains(row.complaint) == true, "\(refusal(armored) ?? "none")")
      let allowed = "bo cert-authority \(authority.publicLine)"
      #expect(
        try tool.accepts(armored, over: message, allowed: allowed, as: "bo") == row.isTaken)
    }
  }

  @Test func `options for a log-in, which are not critical, do not matter`() throws {
    let (pair, authority) = try (KeyKind.ed25519.pair(), KeyKind.ed25519.pair())
    try SSHKeygen.use { tool in
      for options in [["-O", "clear"], ["-O", "extension:x@example.org=1"]] {
        _ = try tool.certificate(for: pair, by: authority, ["-n", "bo"] + options)
        #expect(proven(try tool.signCertified(message)) != nil)
      }
    }
  }

  @Test func `an authority's signature with SHA-1 is refused`() throws {
    let (pair, authority) = try (KeyKind.ed25519.pair(), KeyKind.rsa2048.pair())
    try SSHKeygen.use { tool in
      _ = try tool.certificate(for: pair, by: authority, ["-n", "bo", "-t", "ssh-rsa"])
      let armored = try tool.signCertified(message)
      #expect(refusal(armored)?.contains("SHA-1") == true)
    }
  }

  @Test func `an authority that is itself a certificate is refused`() throws {
    let (pair, authority) = try (KeyKind.ed25519.pair(), KeyKind.ed25519.pair())
    try SSHKeygen.use { tool in
      let line = try tool.certificate(for: pair, by: authority)
      let blob = try Self.blob(line)
      let armored = try tool.signCertified(message)
      var parts = try SignatureParts(armored: armored)
      // The field of the authority's key and the signature stand at the end.
      let plain = Wire.string(try SSHPublicKey(line: authority.publicLine).blob)
      let range = try #require(parts.key.lastRange(of: plain))
      parts.key.replaceSubrange(range, with: Wire.string(blob))
      #expect(refusal(parts.armored)?.contains("certificate") == true)
    }
  }

  @Test(arguments: SecurityKey.Kind.allCases)
  func `a device's key can be certified, and its touch still counts`(
    kind: SecurityKey.Kind
  ) throws {
    let device = SecurityKey(kind)
    let authority = try KeyKind.ed25519.pair()
    try SSHKeygen.use { tool in
      let pair = KeyPair(privateText: Data(), publicLine: device.line)
      let blob = try Self.blob(tool.certificate(for: pair, by: authority))
      for flags: UInt8 in [1, 0] {
        var parts = try device.sign(message, flags: flags)
        parts.key = blob
        let allowed = "bo cert-authority \(authority.publicLine)"
        #expect(try tool.accepts(parts.armored, over: message, allowed: allowed, as: "bo"))
        #expect((proven(parts.armored) != nil) == (flags == 1))
      }
    }
  }

  @Test func `a certificate in the place of a plain key, or the reverse, proves nothing new`()
    throws
  {
    let (pair, other) = try (KeyKind.ed25519.pair(), KeyKind.ecdsa256.pair())
    try SSHKeygen.use { tool in
      let blob = try Self.blob(tool.certificate(for: pair, by: other))
      // Anybody can put a certificate of the key around a plain signature: it says whose key it is,
      // and is the certificate's to prove, not the plain key's.
      var parts = try SignatureParts(armored: tool.sign(message, with: pair))
      parts.key = blob
      #expect(proven(parts.armored)?.principal == "bo")
      // A certificate of another key does not fit the signature.
      parts.key = try Self.blob(tool.certificate(for: other, by: other))
      #expect(proven(parts.armored) == nil)
    }
  }

  @Test func `no bit of a certificate can be changed`() throws {
    let (pair, authority) = try (KeyKind.ed25519.pair(), KeyKind.ed25519.pair())
    try SSHKeygen.use { tool in
      _ = try tool.certificate(for: pair, by: authority)
      let parts = try SignatureParts(armored: tool.signCertified(message))
      try #require(proven(parts.armored) != nil)
      for index in parts.key.indices {
        for bit in [0, 3, 7] {
          var changed = parts
          changed.key[index] ^= 1 << UInt8(bit)
          #expect(proven(changed.armored) == nil, "byte \(index), bit \(bit)")
        }
      }
      for tail: [UInt8] in [[0], [0, 0, 0, 0]] {
        var longer = parts
        longer.key += tail
        #expect(proven(longer.armored) == nil)
      }
      for count in 0..<parts.key.count {
        var shorter = parts
        shorter.key = Array(parts.key.prefix(count))
        #expect(proven(shorter.armored) == nil)
      }
    }
  }

  @Test func `no mutated certificate traps`() throws {
    let (pair, authority) = try (KeyKind.ecdsa384.pair(), KeyKind.rsa2048.pair())
    let blob = try SSHKeygen.use {
      try Self.blob($0.certificate(for: pair, by: authority, ["-n", "bo", "-O", "clear"]))
    }
    var generator = SeededGenerator(state: 9)
    for _ in 0..<3000 {
      var mutated = blob
      mutated.mutate(using: &generator)
      guard mutated != blob, let read = try? SSHCertificate(blob: mutated) else { continue }
      #expect(read.problem != nil)
    }
  }

  private static func blob(_ line: String) throws -> [UInt8] {
    [UInt8](try #require(Data(base64Encoded: String(line.split(separator: " ")[1]))))
  }
}

extension [UInt8] {
  /// Where `part` stands last.
  fileprivate func lastRange(of part: [UInt8]) -> Range<Int>? {
    guard count >= part.count else { return nil }
    for start in stride(from: count - part.count, through: 0, by: -1)
    where self[start..<start + part.count].elementsEqual(part) {
      return start..<start + part.count
    }
    return nil
  }
}

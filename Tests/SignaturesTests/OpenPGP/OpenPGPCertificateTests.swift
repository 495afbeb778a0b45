import Foundation
import Signatures
import TestSupport
import Testing

struct OpenPGPCertificateTests {
  private let people: OpenPGPPeople
  private let message = commitBytes

  init() throws { people = try OpenPGPPeople.shared.get() }

  @Test func `armour and binary are the same certificate, with the fingerprints of gpg`() throws {
    for name in people.primaries.keys where !["sha1", "revoked", "mute", "cut"].contains(name) {
      let primary = try people.primary(name)
      let armored = try people.certificate(name)
      let binary = try OpenPGPCertificate(file: people.gpg.certificate(of: primary, armored: false))
      #expect(armored == binary)
      #expect(armored.keys.map(\.fingerprint) == (try people.gpg.fingerprints(of: primary)))
      #expect(armored.fingerprint == primary)
      #expect(armored.keys.first?.isPrimary == true)
    }
  }

  @Test func `a subkey signs, and its primary key that only certifies does not`() throws {
    let keys = try people.certificate("subkey").keys
    #expect(keys.map(\.maySign) == [false, true])
    #expect(keys.map(\.isRevoked) == [false, false])
    #expect(keys.map(\.weakness) == [nil, nil])
  }

  @Test(arguments: ["old", "shortlived"])
  func `expiry is data, and the proof knows no clock`(name: String) throws {
    let armored = try people.sign(message, name)
    let certificate = try people.certificate(name)
    let key = try #require(certificate.keys.last)
    #expect(key.maySign)
    #expect(key.validUntil?.seconds == Int64(OpenPGPPeople.expires.seconds))
    #expect(try OpenPGPSignature(armored: armored).problem(over: message, by: key) == nil)
    // Judged today it is of no use; in those days it was.
    #expect(!people.accepts(armored, over: message, by: certificate))
    #expect(try !people.gitAccepts(armored, over: message))
    let then = OpenPGPPeople.signed + 1.days
    #expect(people.accepts(armored, over: message, by: certificate, at: then))
    #expect(try people.gitAccepts(armored, over: message, at: then))
  }

  @Test func `a revoked certificate revokes all its keys, and names them still`() throws {
    let armored = try people.sign(message, "revoked")
    let before = try people.certificate("revoked")
    if before.keys.first?.isRevoked == false {
      #expect(people.accepts(armored, over: message, by: before))
      try people.gpg.revoke(people.primary("revoked"))
    }
    let after = try people.certificate("revoked")
    #expect(after.keys.map(\.isRevoked) == [true])
    #expect(after.keys.map(\.maySign) == [true])
    #expect(!people.accepts(armored, over: message, by: after))
    #expect(try !people.gitAccepts(armored, over: message))
  }

  @Test func `a revoked subkey leaves the others alone`() throws {
    let armored = try people.sign(message, "cut")
    try people.gpg.edit(
      people.primary("cut"), ["key 1", "revkey", "y", "0", "", "y"], at: OpenPGPPeople.signed)
    let keys = try people.certificate("cut").keys
    #expect(keys.map(\.isRevoked) == [false, true])
    #expect(keys.map(\.maySign) == [false, true])
    #expect(!people.accepts(armored, over: message, by: try people.certificate("cut")))
    #expect(try !people.gitAccepts(armored, over: message))
  }

  @Test func `a revocation that nobody can check revokes all the same`() throws {
    let binary = try people.gpg.certificate(of: people.primary("subkey"), armored: false)
    let key = try #require(Packets.split(binary).first)
    // Of version 3, by a key that is not there, right after the primary key.
    let old: [UInt8] = [0x88, 22, 3, 5, 0x20] + [UInt8](repeating: 0, count: 16) + [0, 1, 1]
    let certificate = try OpenPGPCertificate(file: key + old + binary.dropFirst(key.count))
    #expect(certificate.keys.map(\.isRevoked) == [true, true])
    #expect(certificate.keys.map(\.maySign) == [false, true])
  }

  @Test func `a key that lost the right to sign does not sign`() throws {
    let armored = try people.sign(message, "mute")
    // Certify alone: signing is toggled off.
    try people.gpg.edit(
      people.primary("mute"), ["change-usage", "s", "q"], at: OpenPGPPeople.signed)
    let certificate = try people.certificate("mute")
    #expect(certificate.keys.map(\.maySign) == [false])
    #expect(!people.accepts(armored, over: message, by: certificate))
  }

  @Test func `a certificate that only SHA-1 holds together is refused`() throws {
    let error = #expect(throws: OpenPGPError.self) { try people.certificate("sha1") }
    #expect(error?.message.contains("signed none of its names") == true)
  }

  @Test func `a subkey that did not agree to its certificate does not sign`() throws {
    // The agreement stands in the part of the binding that the binding does not cover.
    let binary = try people.gpg.certificate(of: people.primary("subkey"), armored: false)
    let mark: [UInt8] = [32, 4, 0x19]
    let place = try #require(binary.indices.last { binary[$0...].starts(with: mark) })
    for offset in [1, 2, 3, 8, 30, 60, 90] {
      var copy = binary
      copy[place + offset] ^= 0x01
      guard let certificate = try? OpenPGPCertificate(file: copy) else { continue }
      #expect(certificate.keys.map(\.maySign) == [false, false], "\(offset)")
    }
  }

  @Test func `a stranger's key that is taken in as a subkey does not sign`() throws {
    let mine = try people.gpg.certificate(of: people.primary("subkey"), armored: false)
    let theirs = try people.gpg.certificate(of: people.primary("other"), armored: false)
    // The stranger's primary key as a subkey, with the binding of a subkey of one's own.
    let packets = Packets.split(mine)
    let key = try #require(Packets.split(theirs).first)
    let stolen: [UInt8] = [0xB8] + key.dropFirst()
    let binding = try #require(packets.last)
    let certificate = try OpenPGPCertificate(file: mine + stolen + binding)
    #expect(certificate.keys.map(\.maySign) == [false, true, false])
  }

  @Test func `no flipped bit turns a certificate into one that says more`() throws {
    let binary = try people.gpg.certificate(of: people.primary("subkey"), armored: false)
    let whole = try OpenPGPCertificate(file: binary)
    let bodies = whole.keys.filter(\.maySign).map(\.body)
    for index in binary.indices {
      var copy = binary
      copy[index] ^= 1 << UInt8(index % 8)
      guard let certificate = try? OpenPGPCertificate(file: copy) else { continue }
      for key in certificate.keys where key.maySign {
        #expect(bodies.contains(key.body), "\(index)")
        #expect(key.validUntil == nil)
      }
    }
  }

  @Test func `secret keys, several certificates and strange files are refused`() throws {
    let gpg = people.gpg
    let one = try gpg.certificate(of: people.primary("ed"), armored: false)
    let two = try gpg.certificate(of: people.primary("rsa"), armored: false)
    let secret = [UInt8](try gpg.run(["--export-secret-keys", people.primary("ed")]))
    let armoredSecret = [UInt8](
      try gpg.run(["--armor", "--export-secret-keys", people.primary("ed")]))
    let cases: [(bytes: [UInt8], words: String)] = [
      (secret, "secret key"), (armoredSecret, "secret key"), (one + two, "more than one"),
      (
        try gpg.certificate(of: people.primary("ed")) + gpg.certificate(of: people.primary("rsa")),
        "less than base64"
      ),
      (Armor.certificate(one + two), "more than one"), ([], "empty"),
      (Array("no key\n".utf8), "first line"),
      (Array(one.dropLast(3)), "cut short"), (one + [0], "no packet"),
      (Array(one.dropFirst(53)), "primary key"),
      (try people.sign(message, "ed"), "first line"),
      (Array(one.prefix(53)), "signed none of its names"),
      ([UInt8](repeating: 0x80, count: 1 << 20 + 1), "1 MiB"),
    ]
    for (bytes, words) in cases {
      let error = #expect(throws: OpenPGPError.self) { try OpenPGPCertificate(file: bytes) }
      #expect(error?.message.contains(words) == true, "\(words): \(error?.message ?? "")")
    }
  }

  // Each fits into 1 MiB; comparing them all with each other would take hours.
  @Test(.timeLimit(.minutes(1)), arguments: [(0xCE as UInt8, "keys"), (0xCD, "names")])
  func `a certificate with thousands of parts is refused at once`(tag: UInt8, words: String) throws
  {
    var file: [UInt8] = [0xC6, 6, 4, 0, 0, 0, 0, 99]
    for number in 0..<100_000 {
      let bytes = (0..<3).map { UInt8(number >> (8 * $0) & 255) }
      file += [tag, 6, 4, 1] + bytes + [99]
    }
    let error = #expect(throws: OpenPGPError.self) { try OpenPGPCertificate(file: file) }
    #expect(error?.message.contains("more than 256 \(words)") == true, "\(error?.message ?? "")")
  }

  // The primary key's fingerprint is asked for at every signature.
  @Test(.timeLimit(.minutes(1))) func `a huge key with thousands of signatures is read in time`() {
    var file: [UInt8] = [0xC6, 0xFF, 0, 8, 0, 0] + [4, 0, 0, 0, 0, 99]
    file += [UInt8](repeating: 7, count: 8 << 16 - 6)
    let signature: [UInt8] = [4, 0x10, 1, 8, 0, 6, 5, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    while file.count < 1 << 20 - 32 { file += [0xC2, UInt8(signature.count)] + signature }
    #expect(throws: OpenPGPError.self) { try OpenPGPCertificate(file: file) }
  }

  @Test func `certificates are read on many threads at once`() async throws {
    let file = try people.gpg.certificate(of: people.primary("subkey"))
    let expected = try OpenPGPCertificate(file: file)
    try await withThrowingTaskGroup(of: OpenPGPCertificate.self) { group in
      for _ in 0..<64 { group.addTask { try OpenPGPCertificate(file: file) } }
      for try await certificate in group { #expect(certificate == expected) }
    }
  }
}

/// The packets of a binary certificate, each with its header.
enum Packets {
  static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var packets: [[UInt8]] = []
    var rest = bytes[...]
    while let header = rest.first {
      let numbers = Array(rest.prefix(6))
      let size: (Int, Int) =
        switch header & 0xC3 {
        case 0x80: (2, Int(numbers[1]))
        case 0x81: (3, Int(numbers[1]) << 8 | Int(numbers[2]))
        default: (rest.count, 0)
        }
      packets.append(Array(rest.prefix(size.0 + size.1)))
      rest = rest.dropFirst(size.0 + size.1)
    }
    return packets
  }
}

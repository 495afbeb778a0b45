import Crypto
import Foundation
import Signatures
import Testing

struct PublicKeyTests {
  @Test(arguments: KeyKind.allCases)
  func `a key reads, prints and is named as ssh-keygen does it`(kind: KeyKind) throws {
    let line = try kind.pair().publicLine
    let key = try SSHPublicKey(line: line)
    #expect(line == key.line + " a comment")
    #expect(line.hasPrefix(key.typeName + " "))
    #expect(key == (try SSHPublicKey(blob: key.blob)))
    #expect(key == (try SSHPublicKey(line: key.line)))
    #expect(key == (try SSHPublicKey(line: key.line + " Zoë’s key")))
    let expected = try SSHKeygen.use { try $0.fingerprint(of: line) }
    #expect(key.fingerprint == expected)
  }

  @Test func `keys are told apart by their bytes`() throws {
    let keys = try KeyKind.allCases.map { try SSHPublicKey(line: $0.pair().publicLine) }
    #expect(Set(keys).count == keys.count)
  }

  /// A good Ed25519 key's base64, for lines that are wrong elsewhere.
  static let base64 = "AAAAC3NzaC1lZDI1NTE5AAAAIHUm0tyIUXCt3tXe7z9NtxS1KZW1JKnOWq5ziDqZC1ct"

  @Test(arguments: [
    ("", "does not begin with a key type"),
    (" ssh-ed25519 \(base64)", "does not begin with a key type"),
    ("ssh-ed25519", "not followed by the key"),
    ("ssh-ed25519 ", "not followed by the key"),
    ("ssh-ed25519\t\(base64)", "control characters"),
    ("ssh-ed25519 \(base64)\n", "control characters"),
    ("ssh-ed25519 \(base64)\nssh-ed25519 \(base64)", "control characters"),
    ("ssh-ed25519 \(base64)=", "base64"),
    ("ssh-ed25519 \(base64.dropLast())", "base64"),
    ("ssh-ed25519 \(base64.dropLast(4))", "cut short"),
    ("ssh-ed25519 \(base64)AAAA", "bytes follow its end"),
    ("ssh-ed25519 \(base64.dropFirst(4))", "cut short"),
    ("ssh-ed25519 AAAA", "cut short"),
    ("ssh-ed25519 !\(base64.dropFirst())", "base64"),
    ("ssh-rsa \(base64)", "it says ssh-rsa, but the key itself is ssh-ed25519"),
    ("SSH-ED25519 \(base64)", "“SSH-ED25519” is not supported"),
    ("ssh-dss AAAA", "DSA keys (ssh-dss) are not supported"),
    ("ssh-ed25519-cert-v01@openssh.com AAAA", "a certificate (“ssh-ed25519-cert-v01@openssh.com”)"),
    ("ssh-xmss@openssh.com AAAA", "“ssh-xmss@openssh.com” is not supported"),
    ("no-pty ssh-ed25519 \(base64)", "“no-pty” is not supported"),
    ("sѕh-ed25519 \(base64)", "“s??h-ed25519” is not supported"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----", "not a public key line"),
  ])
  func `a line that is no key says what is wrong`(line: String, complaint: String) {
    #expect {
      _ = try SSHPublicKey(line: line)
    } throws: { error in
      (error as? SSHKeyError)?.message.contains(complaint) == true
    }
  }

  @Test func `the key in that table is a good one`() throws {
    #expect(try SSHPublicKey(line: "ssh-ed25519 \(Self.base64)").typeName == "ssh-ed25519")
  }

  @Test func `a certificate is no plain key`() throws {
    try SSHKeygen.use { tool in
      let line = try tool.certificate(
        for: KeyKind.ed25519.pair(), by: KeyKind.ecdsa256.pair())
      #expect { _ = try SSHPublicKey(line: line) } throws: { Self.isUnsupported($0) }
    }
  }

  @Test func `DSA keys are refused by name, in a policy and in a signature`()
    throws
  {
    try SSHKeygen.use { tool in
      let pair = try KeyKind.ed25519.pair()
      let good = try SignatureParts(armored: tool.sign(message, with: pair))
      var lines: [String] = []
      // Newer versions of the tool cannot make DSA keys any more.
      if let old = try? tool.generate(["-t", "dsa"]) { lines.append(old.publicLine) }
      for line in lines {
        #expect { _ = try SSHPublicKey(line: line) } throws: { Self.isUnsupported($0) }
        let base64 = line.split(separator: " ")[1]
        var parts = good
        parts.key = [UInt8](try #require(Data(base64Encoded: String(base64))))
        let armored = parts.armored
        #expect { _ = try SSHSignature(armored: armored) } throws: {
          ($0 as? SSHSignatureError)?.isUnsupported == true
        }
      }
    }
  }

  @Test func `an RSA key of 1024 bits is weak, in a policy and in a signature`() throws {
    try SSHKeygen.use { tool in
      let pair = try tool.generate(["-t", "rsa", "-b", "1024"])
      #expect { _ = try SSHPublicKey(line: pair.publicLine) } throws: { Self.isWeak($0) }
      let armored = try tool.sign(message, with: pair)
      #expect { _ = try SSHSignature(armored: armored) } throws: {
        if case .weakKey? = $0 as? SSHSignatureError { true } else { false }
      }
    }
  }

  struct RSANumbers: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let exponent: [UInt8]
    let modulus: [UInt8]
    let complaint: String

    init(_ name: String, _ exponent: [UInt8], _ modulus: [UInt8], _ complaint: String) {
      testDescription = name
      self.exponent = exponent
      self.modulus = modulus
      self.complaint = complaint
    }

    static func modulus(bytes: Int, first: UInt8 = 0x80, last: UInt8 = 1) -> [UInt8] {
      [0, first] + [UInt8](repeating: 0x55, count: bytes - 2) + [last]
    }

    static let usual: [UInt8] = [1, 0, 1]
  }

  @Test(arguments: [
    RSANumbers(
      "2047 bits", RSANumbers.usual, [0x40] + RSANumbers.modulus(bytes: 256).dropFirst(2),
      "2047 bits is too short"),
    RSANumbers(
      "8193 bits", RSANumbers.usual, [1] + RSANumbers.modulus(bytes: 1024).dropFirst(),
      "8193 bits is too long"),
    RSANumbers(
      "an even modulus", RSANumbers.usual, RSANumbers.modulus(bytes: 256, last: 2),
      "modulus is even"),
    RSANumbers(
      "a negative modulus", RSANumbers.usual, Array(RSANumbers.modulus(bytes: 256).dropFirst()),
      "negative"),
    RSANumbers(
      "a modulus with needless zeros", RSANumbers.usual, [0] + RSANumbers.modulus(bytes: 256),
      "needless leading zeros"),
    RSANumbers("no modulus", RSANumbers.usual, [], "zero"),
    RSANumbers("no exponent", [], RSANumbers.modulus(bytes: 256), "zero"),
    RSANumbers("exponent 1", [1], RSANumbers.modulus(bytes: 256), "less than 3"),
    RSANumbers("exponent 2", [2], RSANumbers.modulus(bytes: 256), "even"),
    RSANumbers("exponent 65536", [1, 0, 0], RSANumbers.modulus(bytes: 256), "even"),
    RSANumbers(
      "an exponent of 34 bits", [2, 0, 0, 0, 1], RSANumbers.modulus(bytes: 256), "33 bits"),
    RSANumbers(
      "an exponent with needless zeros", [0, 3], RSANumbers.modulus(bytes: 256),
      "needless leading zeros"),
  ])
  func `RSA keys with odd numbers are refused`(numbers: RSANumbers) {
    let blob =
      Wire.string("ssh-rsa") + Wire.string(numbers.exponent) + Wire.string(numbers.modulus)
    #expect {
      _ = try SSHPublicKey(blob: blob)
    } throws: { error in
      (error as? SSHKeyError)?.message.contains(numbers.complaint) == true
    }
  }

  @Test(arguments: [[3], [1, 0, 1], [1, 0, 0, 0, 1]] as [[UInt8]], [256, 512, 1024])
  func `RSA keys of all sizes and usual exponents are read`(exponent: [UInt8], bytes: Int) throws {
    let blob =
      Wire.string("ssh-rsa") + Wire.string(exponent)
      + Wire.string(RSANumbers.modulus(bytes: bytes))
    #expect(try SSHPublicKey(blob: blob).typeName == "ssh-rsa")
  }

  @Test func `a key that anybody can sign for is refused`() throws {
    // The neutral element as the key: R = neutral, S = 0 holds over every message.
    let neutral: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
    let forged = neutral + [UInt8](repeating: 0, count: 32)
    let plain = try Curve25519.Signing.PublicKey(rawRepresentation: neutral)
    try #require(plain.isValidSignature(forged, for: signedBytes(over: message)))

    let blob = Wire.string("ssh-ed25519") + Wire.string(neutral)
    #expect { _ = try SSHPublicKey(blob: blob) } throws: { Self.isWeak($0) }
    let parts = SignatureParts(key: blob, algorithm: "ssh-ed25519", content: forged)
    #expect { _ = try SSHSignature(armored: parts.armored) } throws: {
      if case .weakKey? = $0 as? SSHSignatureError { true } else { false }
    }
  }

  @Test(arguments: [0x00, 0x80] as [UInt8])
  func `points of small order and second spellings are no keys`(sign: UInt8) {
    let zeros = [UInt8](repeating: 0, count: 31)
    let ones = [UInt8](repeating: 0xFF, count: 30) + [0x7F | sign]
    for point in [[0] + zeros, [1] + zeros, [0xEC] + ones, [0xED] + ones, [0xEE] + ones] {
      var point = point
      point[31] |= sign
      for type in ["ssh-ed25519", "sk-ssh-ed25519@openssh.com"] {
        let tail = type.hasPrefix("sk") ? Wire.string("ssh:") : []
        let blob = Wire.string(type) + Wire.string(point) + tail
        #expect(throws: SSHKeyError.self) { _ = try SSHPublicKey(blob: blob) }
      }
    }
  }

  @Test func `compressed points and the point at infinity are no keys`() throws {
    let key = P256.Signing.PrivateKey().publicKey
    let points = [[UInt8](key.compressedRepresentation), [0], [4], []]
    for point in points {
      let blob =
        Wire.string("ecdsa-sha2-nistp256") + Wire.string("nistp256") + Wire.string(point)
      #expect(throws: SSHKeyError.self) { _ = try SSHPublicKey(blob: blob) }
    }
  }

  private static func isUnsupported(_ error: any Error) -> Bool {
    if case .unsupported? = error as? SSHKeyError { true } else { false }
  }

  private static func isWeak(_ error: any Error) -> Bool {
    if case .weak? = error as? SSHKeyError { true } else { false }
  }
}

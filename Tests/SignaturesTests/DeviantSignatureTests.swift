import Foundation
import Signatures
import Testing

/// A good signature and what an attacker or an accident makes of it.
struct Deviation: Sendable, CustomTestStringConvertible {
  enum Verdict: Sendable { case malformed, unsupported, bad, otherKey, otherPurpose }

  let name: String
  var kind = KeyKind.ed25519
  let verdict: Verdict
  let change: @Sendable (_ armored: inout [UInt8], _ message: inout [UInt8]) throws -> Void

  var testDescription: String { name }

  /// A change of the text of the armour.
  static func text(
    _ name: String, _ change: @escaping @Sendable (String) -> String
  ) -> Deviation {
    Deviation(name: name, verdict: .malformed) { armored, _ in
      armored = Array(change(String(decoding: armored, as: UTF8.self)).utf8)
    }
  }

  /// A change inside, with armour that is right again.
  static func part(
    _ name: String, _ verdict: Verdict, _ kind: KeyKind = .ed25519,
    _ change: @escaping @Sendable (inout SignatureParts) throws -> Void
  ) -> Deviation {
    Deviation(name: name, kind: kind, verdict: verdict) { armored, _ in
      var parts = try SignatureParts(armored: armored)
      try change(&parts)
      armored = parts.armored
    }
  }

  static let header = "-----BEGIN SSH SIGNATURE-----"
  static let footer = "-----END SSH SIGNATURE-----"

  static let ofText = [
    text("empty") { _ in "" },
    text("header alone") { _ in header },
    text("header and footer alone") { _ in header + "\n" + footer + "\n" },
    text("truncated in the base64") { String($0.prefix(120)) },
    text("truncated in the footer") { String($0.dropLast(3)) },
    text("no footer") { $0.replacingOccurrences(of: footer + "\n", with: "") },
    text("text before the header") { "Looks good to me.\n" + $0 },
    text("a blank before the header") { " " + $0 },
    text("an empty line before the header") { "\n" + $0 },
    text("text after the header") { $0.replacingOccurrences(of: header, with: header + " x") },
    text("text after the footer") { $0 + "Change-Approve: CHG-2026-1\n" },
    text("an empty line after the footer") { $0 + "\n" },
    text("a blank after the footer") { $0.replacingOccurrences(of: footer, with: footer + " ") },
    text("a NUL after the footer") { $0 + "\0" },
    text("two signatures") { $0 + $0 },
    text("carriage returns") { $0.replacingOccurrences(of: "\n", with: "\r\n") },
    text("an empty line inside") {
      $0.replacingOccurrences(of: header + "\n", with: header + "\n\n")
    },
    text("an empty line before the footer") {
      $0.replacingOccurrences(of: "\n" + footer, with: "\n\n" + footer)
    },
    text("no newline before the footer") {
      $0.replacingOccurrences(of: "\n" + footer, with: footer)
    },
    text("an armour header inside") {
      $0.replacingOccurrences(of: header + "\n", with: header + "\nVersion: 1\n\n")
    },
    text("a blank inside") { $0.replacingOccurrences(of: "U1NIU0", with: "U1NI U0") },
    text("a tab inside") { $0.replacingOccurrences(of: "U1NIU0", with: "U1NI\tU0") },
    text("junk inside") { $0.replacingOccurrences(of: "U1NIU0", with: "U1N!IU0") },
    text("a letter beyond ASCII inside") {
      $0.replacingOccurrences(of: "U1NIU0", with: "U1NIéU0")
    },
    text("the alphabet for addresses") { text in
      let lines = text.components(separatedBy: "\n")
      let inside = lines.dropFirst().map {
        $0 == footer ? $0 : "-_" + $0.dropFirst(2)
      }
      return (lines.prefix(1) + inside).joined(separator: "\n")
    },
    text("padding in the middle") { $0.replacingOccurrences(of: "U1NIU0", with: "U1M=U0") },
    text("too much padding") { $0.replacingOccurrences(of: "\n" + footer, with: "=\n" + footer) },
    text("lower-case header") { $0.replacingOccurrences(of: header, with: header.lowercased()) },
    text("the armour of OpenPGP") { $0.replacingOccurrences(of: " SSH ", with: " PGP ") },
    text("more than 64 KiB") { text in
      text.replacingOccurrences(
        of: "\n" + footer,
        with: "\n" + String(repeating: "AAAA", count: 20_000) + "\n" + footer)
    },
    text("missing padding") { $0.replacingOccurrences(of: "=", with: "") },
    text("spare bits before the padding") { text in
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
      let (head, tail) = (text.prefix { $0 != "=" }, text.drop { $0 != "=" })
      guard let last = head.last, let value = alphabet.firstIndex(of: last) else { return "" }
      return String(head.dropLast()) + String(alphabet[value + 1]) + tail
    },
  ]

  static let ofContent: [Deviation] = [
    Deviation(name: "a bit of the message flipped", verdict: .bad) { $1[10] ^= 1 },
    Deviation(name: "a newline more in the message", verdict: .bad) { $1.append(10) },
    Deviation(name: "the last byte of the message missing", verdict: .bad) { $1.removeLast() },
    Deviation(name: "a NUL and more after the message", verdict: .bad) { $1 += [0, 65] },
    .part("another magic", .malformed) { $0.magic[0] = UInt8(ascii: "s") },
    .part("version 0", .unsupported) { $0.version = 0 },
    .part("version 2", .unsupported) { $0.version = 2 },
    .part("a bit of the namespace flipped", .otherPurpose) { $0.namespace[0] ^= 1 },
    .part("a longer namespace", .otherPurpose) { $0.namespace += Array("hub".utf8) },
    .part("an empty namespace", .malformed) { $0.namespace = [] },
    .part("a namespace with a NUL", .malformed) { $0.namespace += [0] },
    .part("a namespace that is not UTF-8", .malformed) { $0.namespace = [0xFF] },
    .part("a reserved field with content", .malformed) { $0.reserved = [1] },
    .part("another hash than was used", .bad) { $0.hash = Array("sha256".utf8) },
    .part("an unknown hash", .unsupported) { $0.hash = Array("sha1".utf8) },
    .part("bytes after the end", .malformed) { $0.afterAll = [0] },
    .part("a second signature after the end", .malformed) { $0.afterAll = $0.binary },
    .part("bytes after the inner signature", .malformed) { $0.afterContent = [0] },
    .part("the flags and counter of a device", .malformed) { $0.afterContent = [1, 0, 0, 0, 1] },
    .part("bytes after the key", .malformed) { $0.key.append(0) },
    .part("a key cut short", .malformed) { $0.key.removeLast() },
    .part("no key", .malformed) { $0.key = [] },
    .part("a bit of the key flipped", .otherKey) { $0.key[20] ^= 1 },
    .part("an unknown key type", .unsupported) { $0.key[14] ^= 1 },
    .part("an unknown algorithm", .unsupported) { $0.algorithm = Array("ssh-ed448".utf8) },
    .part("an algorithm of another key type", .bad) { $0.algorithm = Array("rsa-sha2-512".utf8) },
    .part("no inner signature", .bad) { $0.content = [] },
    .part("the first bit of the signature flipped", .bad) { $0.content[0] ^= 0x80 },
    .part("the last bit of the signature flipped", .bad) { $0.content[63] ^= 1 },
    .part("a signature of 63 bytes", .bad) { $0.content.removeLast() },
    .part("a signature of 65 bytes", .bad) { $0.content.append(0) },
    .part("an Ed25519 number that is not reduced", .bad) { parts in
      // S + L, which verifies where the bound of RFC 8032 is not checked.
      let order: [UInt8] =
        [
          0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9,
          0xDE, 0x14,
        ] + [UInt8](repeating: 0, count: 15) + [0x10]
      var carry = 0
      for (index, byte) in order.enumerated() {
        carry += Int(parts.content[32 + index]) + Int(byte)
        parts.content[32 + index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
    },
    .part("the older algorithm of RSA, by name", .unsupported, .rsa2048) {
      $0.algorithm = Array("ssh-rsa".utf8)
    },
    .part("the other hash of RSA, by name", .bad, .rsa2048) {
      $0.algorithm = Array("rsa-sha2-256".utf8)
    },
    .part("a bit of an RSA signature flipped", .bad, .rsa2048) { $0.content[100] ^= 4 },
    .part("an RSA signature with a leading zero more", .bad, .rsa2048) {
      $0.content = [0] + $0.content
    },
    .part("an RSA signature of zeros", .bad, .rsa2048) {
      $0.content = [UInt8](repeating: 0, count: 256)
    },
    .part("an empty RSA signature", .bad, .rsa2048) { $0.content = [] },
    .part("a bit of an ECDSA signature flipped", .bad, .ecdsa256) { $0.content[12] ^= 1 },
    .part("bytes after the numbers of ECDSA", .bad, .ecdsa256) { $0.content += [0, 0, 0, 0] },
    .part("an ECDSA number that is zero", .bad, .ecdsa256) { parts in
      var rest = parts.content[...]
      parts.content = try Wire.takeString(&rest).count > 0 ? Wire.string([]) + rest : []
    },
    .part("an ECDSA number with needless zeros", .bad, .ecdsa384) { parts in
      var rest = parts.content[...]
      parts.content = try Wire.string([0, 0] + Wire.takeString(&rest)) + rest
    },
    .part("ECDSA numbers that are negative", .bad, .ecdsa521) { parts in
      parts.content = Wire.string([0x80]) + Wire.string([0x80])
    },
    .part("ECDSA numbers that do not fit the curve", .bad, .ecdsa256) { parts in
      let long = Wire.string([1] + [UInt8](repeating: 0, count: 32))
      parts.content = long + long
    },
    .part("ECDSA in the encoding of other protocols", .bad, .ecdsa256) { parts in
      var rest = parts.content[...]
      let r = try Wire.takeString(&rest)
      let s = try Wire.takeString(&rest)
      let inner = [2, UInt8(r.count)] + r + [2, UInt8(s.count)] + s
      parts.content = [0x30, UInt8(inner.count)] + inner
    },
    .part("the algorithm of another curve", .bad, .ecdsa384) {
      $0.algorithm = Array("ecdsa-sha2-nistp256".utf8)
    },
    .part("another curve's name in the key", .malformed, .ecdsa256) {
      $0.key[$0.key.count - 70] ^= 1
    },
    .part("an ECDSA point off the curve", .malformed, .ecdsa256) {
      $0.key[$0.key.count - 1] ^= 1
    },
  ]
}

struct DeviantSignatureTests {
  @Test(arguments: Deviation.ofText + Deviation.ofContent)
  func `what differs from a good signature is refused for its reason`(
    deviation: Deviation
  ) throws {
    let pair = try deviation.kind.pair()
    try SSHKeygen.use { tool in
      var changed = message
      let good = try tool.sign(message, with: pair)
      var armored = good
      try deviation.change(&armored, &changed)
      try #require(armored != good || changed != message)

      #expect(try deviation.verdict.covers(armored, over: changed, by: pair.publicLine))
      // Being stricter than the reference is meant, being laxer is a hole.
      let ours = try accepts(armored, over: changed, by: pair.publicLine)
      let theirs = try tool.accepts(armored, over: changed, by: pair.publicLine)
      #expect(!ours || theirs)
    }
  }

  @Test(arguments: KeyKind.allCases)
  func `a signature does not serve another key of any kind`(kind: KeyKind) throws {
    let pair = try kind.pair()
    try SSHKeygen.use { tool in
      let good = try SignatureParts(armored: tool.sign(message, with: pair))
      for other in KeyKind.allCases where other != kind {
        let line = try other.pair().publicLine
        var parts = good
        parts.key = try SSHPublicKey(line: line).blob
        let signature = try SSHSignature(armored: parts.armored)
        #expect(signature.problem(over: message)?.isUnsupported == false)
        #expect(try !tool.accepts(parts.armored, over: message, by: line))
      }
    }
  }

  @Test func `an RSA signature that lost its leading zero is accepted, as by ssh-keygen`() throws {
    let pair = try KeyKind.rsa2048.pair()
    try SSHKeygen.use { tool in
      let good = try SignatureParts(armored: tool.sign(message, with: pair))
      var parts: SignatureParts?
      let signer = try RSASigner()
      for counter in 0..<20_000 where parts == nil {
        let text = Array("message \(counter)".utf8)
        let signature = try signer.signature(over: text)
        if signature.first == 0 {
          var found = good
          found.key = signer.blob
          found.content = Array(signature.dropFirst())
          parts = found
          #expect(try accepts(found.armored, over: text, by: signer.line))
          #expect(try tool.accepts(found.armored, over: text, by: signer.line))
        }
      }
      #expect(parts != nil)
    }
  }

  @Test func `RSA with SHA-1 is refused by name, however good it is`() throws {
    let signer = try RSASigner()
    let parts = SignatureParts(
      key: signer.blob, algorithm: "ssh-rsa", content: try signer.olderSignature(over: message))
    #expect {
      _ = try SSHSignature(armored: parts.armored)
    } throws: { error in
      (error as? SSHSignatureError)?.isUnsupported == true
        && (error as? SSHSignatureError)?.message.contains("SHA-1") == true
    }
    try SSHKeygen.use { tool in
      let theirs = try tool.accepts(parts.armored, over: message, by: signer.line)
      #expect(!theirs)
    }
  }
}

extension Deviation.Verdict {
  /// Whether this is what becomes of the signature.
  func covers(_ armored: [UInt8], over message: [UInt8], by line: String) throws -> Bool {
    let signature: SSHSignature
    do {
      signature = try SSHSignature(armored: armored)
    } catch {
      switch (error, self) {
      case (.malformed, .malformed), (.unsupported, .unsupported): return true
      default: return false
      }
    }
    switch (signature.problem(over: message), self) {
    case (.bad, .bad), (.wrongNamespace, .otherPurpose): return true
    case (.bad, .otherKey): return signature.key != (try SSHPublicKey(line: line))
    default: return false
    }
  }
}

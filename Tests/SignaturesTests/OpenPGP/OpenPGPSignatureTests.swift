import Foundation
import Signatures
import TestSupport
import Testing

struct OpenPGPSignatureTests {
  private let people: OpenPGPPeople
  private let message = commitBytes

  init() throws { people = try OpenPGPPeople.shared.get() }

  @Test(arguments: OpenPGPPeople.good)
  func `what gpg signs is accepted by us and by Git`(name: String) throws {
    let certificate = try people.certificate(name)
    // gpg shortens nothing below the size of the curve.
    let hashes = ["p384": ["SHA384", "SHA512"], "p521": ["SHA512"]]
    for hash in hashes[name] ?? ["SHA256", "SHA384", "SHA512"] {
      let armored = try people.sign(message, name, ["--digest-algo", hash])
      #expect(people.accepts(armored, over: message, by: certificate), "\(hash)")
      #expect(!people.accepts(armored, over: message + [10], by: certificate), "\(hash)")
    }
    let armored = try people.sign(message, name)
    #expect(try people.gitAccepts(armored, over: message))
    let signature = try OpenPGPSignature(armored: armored)
    #expect(signature.issuer == people.signers[name])
    #expect(signature.created.seconds == Int64(OpenPGPPeople.signed.seconds))
  }

  @Test func `numbers with leading zeros are accepted`() throws {
    // One signature of 128 has a number that begins with a zero byte.
    let certificate = try people.certificate("ed")
    for number in 0..<40 {
      let text = message + Array("\(number)\n".utf8)
      let armored = try people.sign(text, "ed")
      #expect(people.accepts(armored, over: text, by: certificate), "\(number)")
    }
  }

  @Test func `a forge that states the length of the key is understood`() throws {
    // The number of an RSA signature fills its key's bytes, or all but its first bits.
    let certificate = try people.certificate("rsa")
    let binary = try people.gpg.dearmored(try people.sign(message, "rsa"))
    let place = binary.count - 384 - 2
    try #require(binary[place] == 0x0B || binary[place] == 0x0C)
    var stated = binary
    (stated[place], stated[place + 1]) = (0x0C, 0x00)
    #expect(people.accepts(Armor.signature(stated), over: message, by: certificate))
    #expect(try people.gitAccepts(Armor.signature(stated), over: message))
    stated[place + 1] = 0x10
    #expect(!people.accepts(Armor.signature(stated), over: message, by: certificate))
  }

  @Test func `a signature by another key, or over another text, is bad`() throws {
    let armored = try people.sign(message, "ed")
    let signature = try OpenPGPSignature(armored: armored)
    let own = try #require(people.certificate("ed").keys.first)
    let other = try #require(people.certificate("other").keys.first)
    #expect(signature.problem(over: message, by: own) == nil)
    #expect(
      signature.problem(over: message, by: other)?.message == "the signature names another key")
    #expect(
      signature.problem(over: Array(message.dropLast()), by: own)?.message
        == "the signature does not match the key and the content")
  }

  @Test(arguments: ["ed", "rsa", "p256"])
  func `no flipped bit is accepted`(name: String) throws {
    let certificate = try people.certificate(name)
    let armored = try people.sign(message, name)
    let binary = try people.gpg.dearmored(armored)
    var accepted: [[UInt8]] = []
    for index in binary.indices {
      for bit in 0..<8 where name == "ed" || bit == index % 8 {
        var copy = binary
        copy[index] ^= 1 << UInt8(bit)
        let text = Armor.signature(copy)
        if people.accepts(text, over: message, by: certificate) { accepted.append(text) }
      }
    }
    #expect(accepted.isEmpty)
    for index in message.indices {
      var copy = message
      copy[index] ^= 1
      #expect(!people.accepts(armored, over: copy, by: certificate))
    }
  }

  @Test(arguments: ["SHA1", "RIPEMD160"])
  func `a weak digest proves nothing, whatever the date`(hash: String) throws {
    let armored = try people.gpg.sign(
      message, with: people.primary("sha1"), at: Moment(seconds: 1_451_606_400),
      options: ["--digest-algo", hash])
    let error = #expect(throws: OpenPGPError.self) { try OpenPGPSignature(armored: armored) }
    #expect(error?.isUnsupported == false)
    #expect(error?.message.contains("no longer proves anything") == true)
  }

  @Test func `the digest SHA-224 is unsupported by name`() throws {
    let armored = try people.sign(message, "rsa", ["--digest-algo", "SHA224"])
    let error = #expect(throws: OpenPGPError.self) { try OpenPGPSignature(armored: armored) }
    #expect(error == .unsupported("the digest SHA-224 is not supported"))
  }

  @Test(arguments: [("dsa", "DSA is not supported"), ("brainpool", "its curve is not supported")])
  func `algorithms that are not read are unsupported by name`(
    name: String, words: String
  ) throws {
    let armored = try people.sign(message, name)
    let key = try #require(people.certificate(name).keys.first)
    #expect(!key.maySign)
    do throws(OpenPGPError) {
      let signature = try OpenPGPSignature(armored: armored)
      let problem = signature.problem(over: message, by: key)
      #expect(problem?.isUnsupported == true)
      #expect(problem?.message.contains(words) == true)
    } catch {
      #expect(error.isUnsupported)
      #expect(error.message.contains(words))
    }
  }

  @Test func `a short RSA key is too weak, though Git accepts it`() throws {
    let armored = try people.sign(message, "weak")
    let key = try #require(people.certificate("weak").keys.first)
    #expect(try people.gitAccepts(armored, over: message))
    #expect(!key.maySign)
    let problem = try OpenPGPSignature(armored: armored).problem(over: message, by: key)
    #expect(problem?.message.contains("1024 bits is too short") == true)
  }

  @Test func `a signature that says it is older than its key is bad`() throws {
    let armored = try people.gpg.sign(
      message, with: people.primary("ed"), at: OpenPGPPeople.born - 2.days,
      options: ["--ignore-time-conflict"])
    let key = try #require(people.certificate("ed").keys.first)
    let problem = try OpenPGPSignature(armored: armored).problem(over: message, by: key)
    #expect(problem?.message == "the signature says that it is older than its key")
    #expect(try !people.gitAccepts(armored, over: message))
  }

  @Test(arguments: [
    ("text", ["--textmode"], "signature of type 1"),
    ("expiring", ["--default-sig-expire", "30d"], "expire by themselves"),
    ("critical", ["--sig-notation", "!x@y.example=z"], "critical statements"),
    ("two keys", ["--local-user", "other"], "more or less than one signature"),
    ("comment", ["--comment", "Change-Approve: CHG-2026-7F3K"], "the header “Comment”"),
  ])
  func `what a signature has beyond its purpose is refused by name`(
    what: String, options: [String], words: String
  ) throws {
    let armored = try people.sign(message, "ed", options)
    let error = #expect(throws: OpenPGPError.self) { try OpenPGPSignature(armored: armored) }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test func `the program's own name is no harm`() throws {
    let armored = try people.sign(message, "ed", ["--emit-version"])
    #expect(String(decoding: armored, as: UTF8.self).contains("\nVersion: "))
    #expect(people.accepts(armored, over: message, by: try people.certificate("ed")))
    #expect(try people.gitAccepts(armored, over: message))
  }
}

extension GPG {
  /// The bytes inside an armour.
  func dearmored(_ armored: [UInt8]) throws -> [UInt8] {
    [UInt8](try run(["--dearmor"], input: Data(armored)))
  }
}

/// Armour around any bytes, as `gpg` would write it.
enum Armor {
  static func signature(_ bytes: [UInt8]) -> [UInt8] { around(bytes, "PGP SIGNATURE") }

  static func certificate(_ bytes: [UInt8]) -> [UInt8] { around(bytes, "PGP PUBLIC KEY BLOCK") }

  private static func around(_ bytes: [UInt8], _ title: String) -> [UInt8] {
    let text = Data(bytes).base64EncodedString(options: [
      .lineLength64Characters, .endLineWithLineFeed,
    ])
    let sum = checksum(bytes)
    let last = Data([UInt8(sum >> 16 & 255), UInt8(sum >> 8 & 255), UInt8(sum & 255)])
    return Array(
      "-----BEGIN \(title)-----\n\n\(text)\n=\(last.base64EncodedString())\n-----END \(title)-----\n"
        .utf8)
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0xB704CE) { sum, byte in
      (0..<8).reduce(sum ^ Int(byte) << 16) { sum, _ in
        sum & 0x800000 == 0 ? sum << 1 : sum << 1 ^ 0x1864CFB
      }
    }
  }
}

import Foundation
import Signatures
import TestSupport
import Testing

struct OpenPGPArmorTests {
  private let people: OpenPGPPeople
  private let message = commitBytes
  private let armored: String

  init() throws {
    people = try OpenPGPPeople.shared.get()
    armored = String(decoding: try people.sign(commitBytes, "ed"), as: UTF8.self)
  }

  private func edited(_ edit: (inout String) -> Void) -> [UInt8] {
    var text = armored
    edit(&text)
    return Array(text.utf8)
  }

  @Test func `an empty line may follow, and a checksum may not be missing`() throws {
    let certificate = try people.certificate("ed")
    let lines = armored.split(separator: "\n", omittingEmptySubsequences: false)
    let bare = lines.filter { !$0.hasPrefix("=") }.joined(separator: "\n")
    #expect(!people.accepts(Array(bare.utf8), over: message, by: certificate))
    #expect(people.accepts(Array((armored + "\n").utf8), over: message, by: certificate))
    #expect(
      people.accepts(Array(armored.dropLast().utf8), over: message, by: certificate))
    #expect(!people.accepts(Array((armored + "\n\n").utf8), over: message, by: certificate))
  }

  @Test func `nothing may stand around the armour`() throws {
    for text in [
      edited { $0 = "I approve.\n" + $0 }, edited { $0 = "\n" + $0 }, edited { $0 = " " + $0 },
      edited { $0 += "I approve.\n" }, edited { $0 += $0 },
      edited { $0 = $0.replacing("-----\n\n", with: "----- \n\n") },
      edited { $0 = $0.replacing("SIGNATURE-----\n\n", with: "MESSAGE-----\n\n") },
      edited { $0 = $0.replacing("-----\n\n", with: "-----\n") },
      edited { $0 = $0.replacing("\n", with: "\r\n") },
      edited { $0 = $0.replacing("\n-----END", with: "\n\n-----END") },
      edited { $0 = $0.replacing("\n=", with: "\n==") },
      edited { $0 = $0.replacing("-----\n\n", with: "-----\nVersion: 1\nVersion: 2\n\n") },
      edited { $0 = $0.replacing("-----\n\n", with: "-----\nHash: SHA256\n\n") },
      edited { $0 = $0.replacing("-----\n\n", with: "-----\nVersion: a\u{1b}[2K\n\n") },
      edited { $0 = $0.replacing("-----\n\n", with: "-----\n\n \n") },
      [], Array("-----BEGIN PGP SIGNATURE-----".utf8),
      Array("-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n".utf8),
    ] {
      #expect(throws: OpenPGPError.self, "\(String(decoding: text, as: UTF8.self))") {
        try OpenPGPSignature(armored: text)
      }
    }
  }

  @Test func `a wrong checksum is refused`() throws {
    let lines = armored.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("=") ? "=AAAA" : String($0)
    }
    #expect(throws: OpenPGPError.self) {
      try OpenPGPSignature(armored: Array(lines.joined(separator: "\n").utf8))
    }
  }

  @Test func `no packet may stand beside the signature, and nothing after its numbers`() throws {
    let binary = try people.gpg.dearmored(Array(armored.utf8))
    let certificate = try people.gpg.certificate(of: people.primary("ed"), armored: false)
    // A literal packet, a user id, a marker, a second signature, one byte.
    for extra in [[0xCB, 3, 0x62, 0, 0], [0xCD, 1, 65], [0xCA, 3, 80, 71, 80], binary, [0]] {
      for bytes in [binary + extra, extra + binary] as [[UInt8]] {
        #expect(throws: OpenPGPError.self) {
          try OpenPGPSignature(armored: Armor.signature(bytes))
        }
      }
    }
    #expect(throws: OpenPGPError.self) {
      try OpenPGPSignature(armored: Armor.signature(certificate))
    }
    // The length of the one packet, and a byte more inside it.
    try #require(binary[0] == 0x88)
    var longer = binary + [0]
    longer[1] += 1
    #expect(throws: OpenPGPError.self) {
      try OpenPGPSignature(armored: Armor.signature(longer))
    }
  }

  @Test func `a statement that the signature does not cover is refused`() throws {
    var binary = try people.gpg.dearmored(Array(armored.utf8))
    // The uncovered area holds the key id alone: ten bytes, of type 16.
    let mark: [UInt8] = [0, 10, 9, 16]
    let place = try #require(binary.indices.first { binary[$0...].starts(with: mark) })
    #expect(
      people.accepts(Armor.signature(binary), over: message, by: try people.certificate("ed")))
    binary[place + 3] = 100
    let error = #expect(throws: OpenPGPError.self) {
      try OpenPGPSignature(armored: Armor.signature(binary))
    }
    #expect(error?.message.contains("statement of type 100") == true)
  }
}

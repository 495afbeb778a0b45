import Signatures
import TestSupport
import Testing

struct OpenPGPMutationTests {
  private let people: OpenPGPPeople
  private let message = commitBytes

  init() throws { people = try OpenPGPPeople.shared.get() }

  @Test(arguments: ["ed", "rsa", "p256"])
  func `no mutated signature traps or is accepted`(name: String) throws {
    let certificate = try people.certificate(name)
    let armored = try people.sign(message, name)
    let binary = try people.gpg.dearmored(armored)
    var generator = SeededGenerator(state: 7)
    for _ in 0..<500 {
      var bytes = binary
      bytes.mutate(using: &generator)
      let isSame = bytes == binary
      #expect(
        people.accepts(Armor.signature(bytes), over: message, by: certificate) == isSame,
        "\(bytes)")
      var text = armored
      text.mutate(using: &generator)
      if text != armored {
        // Of the text only the line end at its end is free.
        let isFree = text == armored.dropLast() || text == armored + [10]
        #expect(people.accepts(text, over: message, by: certificate) == isFree, "\(text)")
      }
    }
  }

  @Test func `no mutated certificate traps or brings a key that may sign`() throws {
    let binary = try people.gpg.certificate(of: people.primary("subkey"), armored: false)
    let signers = try OpenPGPCertificate(file: binary).keys.filter(\.maySign).map(\.body)
    var generator = SeededGenerator(state: 8)
    for _ in 0..<150 {
      var bytes = binary
      bytes.mutate(using: &generator)
      for file in [bytes, Armor.certificate(bytes)] {
        guard let certificate = try? OpenPGPCertificate(file: file) else { continue }
        for key in certificate.keys where key.maySign {
          #expect(signers.contains(key.body), "\(bytes)")
        }
      }
    }
  }
}

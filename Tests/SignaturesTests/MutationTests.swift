import Signatures
import Testing

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension [UInt8] {
  /// Changes, removes, doubles or inserts a few bytes.
  mutating func mutate(using generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let index = Int.random(in: 0...count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0 where index < count: self[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1 where index < count: self[index] = .random(in: 0...255, using: &generator)
      case 2 where index < count: self[index] = [0, 0x7F, 0x80, 0xFF][index % 4]
      case 3:
        removeSubrange(index..<Swift.min(count, index + Int.random(in: 1...8, using: &generator)))
      case 4: insert(.random(in: 0...255, using: &generator), at: index)
      default: insert(contentsOf: self[index..<Swift.min(count, index + 8)], at: index)
      }
    }
  }
}

struct MutationTests {
  @Test(arguments: KeyKind.allCases)
  func `no mutated signature traps or is accepted`(kind: KeyKind) throws {
    let pair = try kind.pair()
    let armored = try SSHKeygen.use { try $0.sign(message, with: pair) }
    let parts = try SignatureParts(armored: armored)
    try survive(parts, listed: SSHPublicKey(line: pair.publicLine), seed: 1)
  }

  @Test(arguments: SecurityKey.Kind.allCases)
  func `no mutated signature of a device traps or is accepted`(kind: SecurityKey.Kind) throws {
    let device = SecurityKey(kind)
    try survive(device.sign(message), listed: SSHPublicKey(line: device.line), seed: 2)
  }

  private func survive(_ parts: SignatureParts, listed: SSHPublicKey, seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let (armored, binary) = (parts.armored, parts.binary)
    try #require(try SSHSignature(armored: armored).problem(over: message) == nil)
    for round in 0..<3000 {
      var mutated = round.isMultiple(of: 3) ? armored : binary
      mutated.mutate(using: &generator)
      guard mutated != armored, mutated != binary else { continue }
      if !round.isMultiple(of: 3) { mutated = SignatureParts.armored(bytes: mutated) }
      guard let signature = try? SSHSignature(armored: mutated), signature.key == listed,
        signature.problem(over: message) == nil
      else { continue }
      // Only the wrapping may differ from what was signed.
      #expect(try SignatureParts(armored: mutated).binary == binary)
    }
  }

  @Test(arguments: KeyKind.allCases)
  func `no mutated key traps, and what is read prints as itself`(kind: KeyKind) throws {
    let line = try kind.pair().publicLine
    let blob = try SSHPublicKey(line: line).blob
    var generator = SeededGenerator(state: 3)
    for _ in 0..<5000 {
      var mutated = blob
      mutated.mutate(using: &generator)
      if let key = try? SSHPublicKey(blob: mutated) {
        #expect(key.blob == mutated)
        #expect(try SSHPublicKey(line: key.line) == key)
      }
      var text = Array(line.utf8)
      text.mutate(using: &generator)
      if let key = try? SSHPublicKey(line: String(decoding: text, as: UTF8.self)) {
        #expect(try SSHPublicKey(line: key.line) == key)
      }
    }
  }

  @Test func `no random bytes trap`() {
    var generator = SeededGenerator(state: 4)
    for _ in 0..<5000 {
      let count = Int.random(in: 0..<300, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let framed = Array("SSHSIG".utf8) + [0, 0, 0, 1] + bytes
      #expect(throws: SSHSignatureError.self) { _ = try SSHSignature(armored: bytes) }
      #expect(throws: SSHSignatureError.self) {
        _ = try SSHSignature(armored: SignatureParts.armored(bytes: framed))
      }
    }
  }
}

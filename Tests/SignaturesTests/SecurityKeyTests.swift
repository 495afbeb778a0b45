import Signatures
import Testing

struct SecurityKeyTests {
  @Test(arguments: SecurityKey.Kind.allCases)
  func `a touched security key's signature is accepted, as by ssh-keygen`(
    kind: SecurityKey.Kind
  ) throws {
    let device = SecurityKey(kind)
    try SSHKeygen.use { tool in
      for flags: UInt8 in [0x01, 0x05] {
        let armored = try device.sign(message, flags: flags, counter: .max).armored
        #expect(try tool.accepts(armored, over: message, by: device.line))
        #expect(try accepts(armored, over: message, by: device.line))
      }
      #expect(
        try SSHPublicKey(line: device.line).fingerprint == tool.fingerprint(of: device.line))
    }
  }

  @Test(arguments: SecurityKey.Kind.allCases)
  func `a security key that signed without a touch is refused, unlike by ssh-keygen`(
    kind: SecurityKey.Kind
  ) throws {
    let device = SecurityKey(kind)
    try SSHKeygen.use { tool in
      for flags: UInt8 in [0x00, 0x04] {
        let armored = try device.sign(message, flags: flags).armored
        #expect(try tool.accepts(armored, over: message, by: device.line))
        #expect(try SSHSignature(armored: armored).problem(over: message) == .noUserPresence)
      }
    }
  }

  @Test(arguments: SecurityKey.Kind.allCases)
  func `presence, counter and application cannot be changed afterwards`(
    kind: SecurityKey.Kind
  ) throws {
    var device = SecurityKey(kind)
    let line = device.line
    let untouched = try device.sign(message, flags: 0)
    let touched = try device.sign(message)
    device.application = "ssh:other"

    var forged: [SignatureParts] = [untouched, touched, touched]
    forged[0].afterContent[0] = 1
    forged[1].afterContent[4] ^= 1
    forged[2].key = device.blob
    try SSHKeygen.use { tool in
      for parts in forged {
        guard case .bad = try SSHSignature(armored: parts.armored).problem(over: message) else {
          Issue.record("a changed statement of the device was not found out")
          continue
        }
        #expect(try !tool.accepts(parts.armored, over: message, by: line))
      }
    }
  }

  @Test(arguments: SecurityKey.Kind.allCases)
  func `a signature without its flags and counter, or with more, is malformed`(
    kind: SecurityKey.Kind
  ) throws {
    let good = try SecurityKey(kind).sign(message)
    for tail: [UInt8] in [[], [1], [1, 0, 0, 0], good.afterContent + [0]] {
      var parts = good
      parts.afterContent = tail
      #expect {
        _ = try SSHSignature(armored: parts.armored)
      } throws: { error in
        if case .malformed? = error as? SSHSignatureError { true } else { false }
      }
    }
  }

  @Test func `the format of browsers is refused by name`() throws {
    var parts = try SecurityKey(.ecdsa256).sign(message)
    parts.algorithm = Array("webauthn-sk-ecdsa-sha2-nistp256@openssh.com".utf8)
    let armored = parts.armored
    #expect {
      _ = try SSHSignature(armored: armored)
    } throws: { error in
      (error as? SSHSignatureError)?.isUnsupported == true
    }
  }

  @Test func `a plain key's signature does not pass as a security key's, nor the reverse`() throws {
    let device = SecurityKey(.ed25519)
    var parts = try device.sign(message)
    parts.algorithm = Array("ssh-ed25519".utf8)
    parts.afterContent = []
    guard case .bad = try SSHSignature(armored: parts.armored).problem(over: message) else {
      Issue.record("the algorithm of another key type was accepted")
      return
    }
  }
}

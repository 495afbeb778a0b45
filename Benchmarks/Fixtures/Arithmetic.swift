internal import Crypto
internal import CryptoExtras
internal import Dispatch

/// The floor under every reading of signed history: the verifications and nothing else.
struct Arithmetic {
  let verifications: Int
  let threads: Int

  /// The time that so many verifications with one kind of key take, spread over threads.
  ///
  /// Each is over the 95 bytes that an SSH signature signs for Git, or the 64 of OpenPGP, after
  /// the SHA-512 of the commit is known.
  func milliseconds(keys: KeyKind) throws -> Double {
    let kinds = keys == .mixed ? KeyKind.allCases.filter { $0 != .mixed } : [keys]
    let checks = try kinds.map(Self.check)
    let chunks = max(1, threads) * 16
    let time = ContinuousClock().measure {
      DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        for number in (verifications * chunk / chunks)..<(verifications * (chunk + 1) / chunks) {
          precondition(checks[number % checks.count](), "a good signature is valid")
        }
      }
    }
    return time / .milliseconds(1)
  }

  private static func check(of kind: KeyKind) throws -> @Sendable () -> Bool {
    let message = [UInt8](repeating: 7, count: kind == .openpgp ? 64 : 6 + 7 + 4 + 10 + 68)
    switch kind {
    case .ed25519, .openpgp, .mixed:
      let key = Curve25519.Signing.PrivateKey()
      let (proof, publicKey) = (Array(try key.signature(for: message)), key.publicKey)
      return { publicKey.isValidSignature(proof, for: message) }
    case .ecdsa:
      let key = P256.Signing.PrivateKey()
      let (proof, publicKey) = (try key.signature(for: message), key.publicKey)
      return { publicKey.isValidSignature(proof, for: message) }
    case .rsa:
      let key = try _RSA.Signing.PrivateKey(keySize: .bits3072)
      let publicKey = key.publicKey
      let proof = try key.signature(
        for: SHA512.hash(data: message), padding: .insecurePKCS1v1_5)
      return {
        publicKey.isValidSignature(
          proof, for: SHA512.hash(data: message), padding: .insecurePKCS1v1_5)
      }
    }
  }
}

internal import Crypto
internal import Dispatch

/// The floor under every reading of signed history: the verifications and nothing else.
enum Arithmetic {
  /// The time that so many Ed25519 verifications take, spread over threads.
  ///
  /// Each is over the 95 bytes that an SSH signature signs for Git, after their SHA-512 is known.
  static func milliseconds(verifications: Int, threads: Int) -> Int {
    let key = Curve25519.Signing.PrivateKey()
    let message = [UInt8](repeating: 7, count: 6 + 7 + 4 + 10 + 68)
    guard let signature = try? key.signature(for: message) else { return 0 }
    let (proof, publicKey) = (Array(signature), key.publicKey)
    let chunks = max(1, threads) * 16
    let clock = ContinuousClock()
    let time = clock.measure {
      DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        for _ in 0..<(verifications * (chunk + 1) / chunks - verifications * chunk / chunks) {
          precondition(
            publicKey.isValidSignature(proof, for: message), "a good signature is valid")
        }
      }
    }
    return Int(time / .milliseconds(1))
  }
}

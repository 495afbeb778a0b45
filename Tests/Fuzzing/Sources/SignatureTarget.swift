import Signatures

/// Armour, the structure inside it, and the lines of public keys.
enum SignatureTarget {
  /// What the seeds sign.
  private static let payload = Array("Signed for the fuzzer.\n".utf8)

  /// Reads a text with its armour.
  static func check(armour: [UInt8]) {
    guard let signature = try? SSHSignature(armored: armour) else { return }
    checkKey(signature.key)
    let problem = signature.problem(over: payload)
    demand(signature.problem(over: payload) == problem, "two checks differ")
    guard problem == nil else { return }
    demand(signature.namespace == "git", "a signature for something else is good")
    demand(
      signature.problem(over: payload + [0x0A]) != nil && signature.problem(over: []) != nil,
      "one signature holds over two messages")
    demand(
      signature.problem(over: payload, namespace: "file") != nil, "the namespace does not count")
  }

  /// Reads bytes in flawless armour.
  static func check(binary: [UInt8]) {
    var text = "-----BEGIN SSH SIGNATURE-----\n"
    let digits = Array(base64(binary))
    for start in stride(from: 0, to: digits.count, by: 70) {
      text += String(digits[start..<min(start + 70, digits.count)]) + "\n"
    }
    check(armour: Array((text + "-----END SSH SIGNATURE-----\n").utf8))
  }

  /// Reads the line of a public key; what is accepted prints as itself, less its comment.
  static func check(line: [UInt8]) {
    let text = String(decoding: line, as: UTF8.self)
    guard let key = try? SSHPublicKey(line: text) else { return }
    checkKey(key)
    let words = text.split(separator: " ", maxSplits: 2)
    demand(key.line == words.prefix(2).joined(separator: " "), "a key prints as another line")
  }

  private static func checkKey(_ key: SSHPublicKey) {
    demand((try? SSHPublicKey(blob: key.blob)) == key, "a key is another when read again")
    demand((try? SSHPublicKey(line: key.line)) == key, "a key's line is another key")
    demand(key.fingerprint.utf8.count == 50, "a fingerprint has another length")
  }

  /// Base64, written here anew so that the reader is not its own judge.
  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var number = 0
      for place in 0..<3 { number = number << 8 | Int(group.dropFirst(place).first ?? 0) }
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[number >> (18 - 6 * place) & 63] : "=")
      }
    }
    return text
  }
}

import Primitives
import Signatures
import Testing

/// A commit as it is signed: header and message.
let message = Array(
  """
  tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
  author Bo Chen <bo@harbourline.example> 1767225600 +0100
  committer Bo Chen <bo@harbourline.example> 1767225600 +0100

  Approve the claims database move

  Change-Approve: CHG-2026-7F3K; role=security

  """.utf8)

/// Whether the signature is read, proves its point, and is by the key of `line`.
func accepts(
  _ armored: [UInt8], over message: [UInt8], by line: String, namespace: String = "git"
) throws -> Bool {
  let listed = try SSHPublicKey(line: line)
  guard let signature = try? SSHSignature(armored: armored) else { return false }
  return signature.key == listed && signature.problem(over: message, namespace: namespace) == nil
}

struct GoodSignatureTests {
  @Test(arguments: KeyKind.allCases, ["sha256", "sha512"])
  func `a signature that ssh-keygen makes and accepts is accepted`(
    kind: KeyKind, hash: String
  ) throws {
    let pair = try kind.pair()
    try SSHKeygen.use { tool in
      let armored = try tool.sign(message, with: pair, hash: hash)
      let signature = try SSHSignature(armored: armored)
      #expect(signature.namespace == "git")
      #expect(signature.key == (try SSHPublicKey(line: pair.publicLine)))
      #expect(signature.problem(over: message) == nil)
      #expect(message.withUnsafeBytes { signature.problem(over: $0) } == nil)
      #expect(try tool.accepts(armored, over: message, by: pair.publicLine))
    }
  }

  @Test func `a signature over nothing is accepted over nothing alone`() throws {
    let pair = try KeyKind.ed25519.pair()
    try SSHKeygen.use { tool in
      let signature = try SSHSignature(armored: tool.sign([], with: pair))
      #expect(signature.problem(over: []) == nil)
      #expect(signature.problem(over: [0])?.isUnsupported == false)
    }
  }

  @Test func `the final newline of the armour may be missing`() throws {
    let pair = try KeyKind.ed25519.pair()
    try SSHKeygen.use { tool in
      let armored = Array(try tool.sign(message, with: pair).dropLast())
      #expect(try accepts(armored, over: message, by: pair.publicLine))
      #expect(try tool.accepts(armored, over: message, by: pair.publicLine))
    }
  }

  @Test func `lines of base64 may have any length`() throws {
    let pair = try KeyKind.ecdsa256.pair()
    try SSHKeygen.use { tool in
      let lines = try tool.sign(message, with: pair).split(separator: UInt8(ascii: "\n"))
      let base64 = lines.dropFirst().dropLast().joined()
      for width in [1, 64, 10_000] {
        var armored = Array("-----BEGIN SSH SIGNATURE-----\n".utf8)
        for (index, character) in base64.enumerated() {
          armored.append(character)
          if (index + 1).isMultiple(of: width) { armored.append(UInt8(ascii: "\n")) }
        }
        if armored.last != UInt8(ascii: "\n") { armored.append(UInt8(ascii: "\n")) }
        armored += Array("-----END SSH SIGNATURE-----\n".utf8)
        #expect(try accepts(armored, over: message, by: pair.publicLine))
        #expect(try tool.accepts(armored, over: message, by: pair.publicLine))
      }
    }
  }

  @Test func `the namespace file is a reason of its own, and good where it is asked for`() throws {
    let pair = try KeyKind.ed25519.pair()
    try SSHKeygen.use { tool in
      let armored = try tool.sign(message, with: pair, namespace: "file")
      let signature = try SSHSignature(armored: armored)
      #expect(signature.problem(over: message) == .wrongNamespace("file"))
      #expect(signature.problem(over: message, namespace: "file") == nil)
      #expect(try !tool.accepts(armored, over: message, by: pair.publicLine))
    }
  }

  @Test func `a digest is what sha256sum prints`() {
    #expect(
      sha256(of: Array("abc".utf8)).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      sha256(of: UnsafeRawBufferPointer(start: nil, count: 0)).hex
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test(arguments: [
    ("-----BEGIN SSH SIGNATURE-----\nU1NI", SignatureKind.ssh),
    ("-----BEGIN SSH SIGNATURE----- \n", .ssh),
    ("-----BEGIN PGP SIGNATURE-----\n\niQ", .openPGP),
    ("-----BEGIN PGP MESSAGE-----\n", .openPGP),
    ("-----BEGIN SIGNED MESSAGE-----\nMII", .x509),
    ("-----BEGIN CERTIFICATE-----\n", .unknown),
    (" -----BEGIN SSH SIGNATURE-----\n", .unknown),
    ("-----BEGIN SSH SIG", .unknown),
    ("", .unknown),
  ])
  func `the first characters tell the kind of a signature`(text: String, kind: SignatureKind) {
    #expect(SignatureKind(of: Array(text.utf8)) == kind)
  }
}

import Foundation
import Signatures
import TestSupport

/// Keys of many kinds, made once by the real `gpg`, and a repository in which Git judges.
struct OpenPGPPeople: Sendable {
  let gpg: GPG
  let repository: ScratchRepository
  /// By name, the fingerprint of the primary key.
  let primaries: [String: String]
  /// By name, the fingerprint of the key that signs.
  let signers: [String: String]

  static let born = Moment(seconds: 1_735_689_600)
  static let signed = Moment(seconds: 1_738_368_000)
  static let expires = Moment(seconds: 1_740_787_200)

  static let shared: Result<OpenPGPPeople, any Error> = Result { try OpenPGPPeople() }

  /// The key kinds that count.
  static let good = ["ed", "rsa", "p256", "p384", "p521", "subkey"]

  private init() throws {
    gpg = try GPG()
    repository = try ScratchRepository()
    var primaries: [String: String] = [:]
    for (name, algorithm) in [
      ("ed", "ed25519"), ("rsa", "rsa3072"), ("p256", "nistp256"), ("p384", "nistp384"),
      ("p521", "nistp521"), ("brainpool", "brainpoolP256r1"), ("weak", "rsa1024"),
      ("dsa", "dsa2048"), ("revoked", "ed25519"), ("mute", "ed25519"), ("other", "ed25519"),
    ] {
      primaries[name] = try gpg.generate(name, algorithm, at: Self.born)
    }
    primaries["old"] = try gpg.generate("old", "ed25519", until: Self.expires, at: Self.born)
    primaries["sha1"] = try gpg.generate(
      "sha1", "rsa2048", at: Moment(seconds: 1_420_070_400),
      options: ["--cert-digest-algo", "SHA1"])
    var signers = primaries
    for name in ["subkey", "cut", "shortlived"] {
      let primary = try gpg.generate(name, "ed25519", usage: "cert", at: Self.born)
      primaries[name] = primary
      signers[name] = try gpg.addSubkey(
        to: primary, "ed25519", until: name == "shortlived" ? Self.expires : nil, at: Self.born)
    }
    self.primaries = primaries
    self.signers = signers
  }

  /// The fingerprint of a primary key.
  func primary(_ name: String) throws -> String {
    guard let found = primaries[name] else { throw TestFailure("there is no key \(name)") }
    return found
  }

  /// The certificate as it is now.
  func certificate(_ name: String) throws -> OpenPGPCertificate {
    try OpenPGPCertificate(file: gpg.certificate(of: primary(name)))
  }

  /// The armoured signature of the key that signs.
  func sign(_ message: [UInt8], _ name: String, _ options: [String] = []) throws -> [UInt8] {
    guard let signer = signers[name] else { throw TestFailure("there is no key \(name)") }
    return try gpg.sign(message, with: signer, at: Self.signed, options: options)
  }

  // MARK: Judges

  /// Whether Git finds a commit well signed that has these bytes and this signature.
  func gitAccepts(_ armored: [UInt8], over payload: [UInt8], at time: Moment? = nil) throws -> Bool
  {
    let text = String(decoding: payload, as: UTF8.self)
    guard let end = text.range(of: "\n\n") else { throw TestFailure("this is no commit") }
    var lines = String(decoding: armored, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    let commit =
      "\(text[..<end.lowerBound])\ngpgsig \(lines.joined(separator: "\n "))\n"
      + "\(text[text.index(after: end.lowerBound)...])"
    let id = try repository.rawCommit(Data(commit.utf8))
    var environment = gpg.environment
    environment["ASSENT_TEST_TIME"] = time.map { GPG.stamp($0) + "!" }
    let outcome = try Command.run(
      try Command.find("git"),
      ["-c", "gpg.program=\(gpg.programAtTime())", "verify-commit", "--raw", id],
      in: repository.path, environment: environment)
    return outcome.status == 0
  }

  /// Whether we find that a key of the certificates made the signature and may sign now.
  func accepts(
    _ armored: [UInt8], over payload: [UInt8], by certificate: OpenPGPCertificate,
    at time: Moment? = nil
  ) -> Bool {
    guard let signature = try? OpenPGPSignature(armored: armored) else { return false }
    let now = Int64(time?.seconds ?? Int(Date().timeIntervalSince1970))
    return certificate.keys.contains { key in
      key.maySign && !key.isRevoked && signature.problem(over: payload, by: key) == nil
        && (key.validUntil.map { now < $0.seconds } ?? true)
    }
  }
}

/// The bytes of a commit without a signature.
let commitBytes = Array(
  """
  tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
  author Bo Chen <bo@harbourline.example> 1738368000 +0000
  committer Bo Chen <bo@harbourline.example> 1738368000 +0000

  Approve the claims database move

  Change-Approve: CHG-2026-7F3K; role=security

  """.utf8)

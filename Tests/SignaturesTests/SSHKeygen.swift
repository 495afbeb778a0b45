import Foundation

/// The real `ssh-keygen` in a temporary folder: the reference that verdicts are compared with.
struct SSHKeygen {
  struct Failure: Error { let message: String }

  private let folder: URL

  /// Calls `body` with a tool whose folder is removed afterwards.
  static func use<Result>(_ body: (SSHKeygen) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("signatures-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(SSHKeygen(folder: folder))
  }

  /// A new key pair, with options such as `-t ed25519`.
  func generate(_ options: [String]) throws -> KeyPair {
    let name = UUID().uuidString
    try succeed(["-q", "-N", "", "-C", "a comment", "-f", path(name)] + options)
    return KeyPair(
      privateText: try Data(contentsOf: url(name)),
      publicLine: String(
        decoding: try Data(contentsOf: url(name + ".pub")).dropLast(), as: UTF8.self))
  }

  /// The certificate that `authority` makes of the public key of `pair`, as a line.
  ///
  /// `options` follow the key id, such as `-n bo` for the principal.
  func certificate(
    for pair: KeyPair, by authority: KeyPair, _ options: [String] = ["-n", "bo"]
  ) throws -> String {
    try store(authority, as: "authority")
    try store(pair, as: "subject")
    try succeed(["-q", "-s", path("authority"), "-I", "someone"] + options + [path("subject.pub")])
    return String(
      decoding: try Data(contentsOf: url("subject-cert.pub")).dropLast(), as: UTF8.self)
  }

  /// What `ssh-keygen -l` prints for a public key.
  func fingerprint(of line: String) throws -> String {
    try Data(line.utf8).write(to: url("listed.pub"))
    let output = try succeed(["-l", "-f", path("listed.pub")])
    return output.split(separator: " ").dropFirst().first.map(String.init) ?? ""
  }

  /// The armoured signature over `message` of the pair that was certified last, by its certificate.
  func signCertified(_ message: [UInt8], namespace: String = "git") throws -> [UInt8] {
    try sign(message, withFile: "subject-cert.pub", namespace: namespace, hash: "sha512")
  }

  /// The armoured signature of `pair` over `message`.
  func sign(
    _ message: [UInt8], with pair: KeyPair, namespace: String = "git", hash: String = "sha512"
  ) throws -> [UInt8] {
    try store(pair, as: "signer")
    return try sign(message, withFile: "signer", namespace: namespace, hash: hash)
  }

  private func sign(
    _ message: [UInt8], withFile name: String, namespace: String, hash: String
  ) throws -> [UInt8] {
    try Data(message).write(to: url("message"))
    try? FileManager.default.removeItem(at: url("message.sig"))
    try succeed([
      "-Y", "sign", "-f", path(name), "-n", namespace, "-O", "hashalg=\(hash)", path("message"),
    ])
    return [UInt8](try Data(contentsOf: url("message.sig")))
  }

  /// Whether `ssh-keygen -Y verify` finds at a time that a line of allowed signers fits.
  func accepts(
    _ armored: [UInt8], over message: [UInt8], allowed: String, as principal: String,
    at time: String = "20260601000000Z"
  ) throws -> Bool {
    try Data("\(allowed)\n".utf8).write(to: url("allowed"))
    try Data(armored).write(to: url("checked.sig"))
    try Data(message).write(to: url("checked"))
    return try run(
      [
        "-Y", "verify", "-f", path("allowed"), "-I", principal, "-n", "git",
        "-s", path("checked.sig"), "-Overify-time=\(time)",
      ], input: url("checked")
    ).status == 0
  }

  /// Whether `ssh-keygen -Y verify` finds that the key of `line` signed `message`.
  func accepts(
    _ armored: [UInt8], over message: [UInt8], by line: String, namespace: String = "git"
  ) throws -> Bool {
    try Data("someone \(line)\n".utf8).write(to: url("allowed"))
    try Data(armored).write(to: url("checked.sig"))
    try Data(message).write(to: url("checked"))
    return try run(
      [
        "-Y", "verify", "-f", path("allowed"), "-I", "someone", "-n", namespace,
        "-s", path("checked.sig"),
      ], input: url("checked")
    ).status == 0
  }

  private func store(_ pair: KeyPair, as name: String) throws {
    try pair.privateText.write(to: url(name))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name))
    try Data((pair.publicLine + "\n").utf8).write(to: url(name + ".pub"))
  }

  @discardableResult
  private func succeed(_ arguments: [String]) throws -> String {
    let (status, output) = try run(arguments, input: nil)
    guard status == 0 else { throw Failure(message: output) }
    return output
  }

  private func run(_ arguments: [String], input: URL?) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-keygen")
    process.arguments = arguments
    process.environment = ["HOME": folder.path, "LC_ALL": "C"]
    let log = url("log-" + UUID().uuidString)
    try Data().write(to: log)
    let output = try FileHandle(forWritingTo: log)
    process.standardOutput = output
    process.standardError = output
    process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? .nullDevice
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: try Data(contentsOf: log), as: UTF8.self)
    )
  }

  private func url(_ name: String) -> URL { folder.appendingPathComponent(name) }
  private func path(_ name: String) -> String { url(name).path }
}

/// A key pair as `ssh-keygen` writes it.
struct KeyPair: Sendable {
  let privateText: Data
  /// The `.pub` file without its newline.
  let publicLine: String
}

/// The kinds of key that `ssh-keygen` can make without a device.
enum KeyKind: String, CaseIterable, Sendable {
  case ed25519, ecdsa256, ecdsa384, ecdsa521, rsa2048, rsa3072

  /// One key pair of each kind for all tests, since making RSA keys takes its time.
  static let pairs = Result {
    try SSHKeygen.use { tool in
      try Dictionary(uniqueKeysWithValues: allCases.map { ($0, try tool.generate($0.options)) })
    }
  }

  /// The key pair of this kind that all tests share.
  func pair() throws -> KeyPair {
    guard let pair = try Self.pairs.get()[self] else {
      throw SSHKeygen.Failure(message: "no key pair \(rawValue)")
    }
    return pair
  }

  private var options: [String] {
    switch self {
    case .ed25519: ["-t", "ed25519"]
    case .ecdsa256: ["-t", "ecdsa", "-b", "256"]
    case .ecdsa384: ["-t", "ecdsa", "-b", "384"]
    case .ecdsa521: ["-t", "ecdsa", "-b", "521"]
    case .rsa2048: ["-t", "rsa", "-b", "2048"]
    case .rsa3072: ["-t", "rsa", "-b", "3072"]
    }
  }
}

import Foundation

/// The real `gpg` with a home of its own: the reference that verdicts are compared with.
///
/// The home lies in the folder of the run, whose path is short enough for the agent's socket.
package final class GPG: Sendable {
  /// `GNUPGHOME`.
  package let home: String
  private let folder: ScratchFolder
  private let program: String

  /// Makes an empty home; its agent ends with the process that runs the tests.
  package init() throws {
    folder = try ScratchFolder("gpg")
    home = folder.path
    program = try Command.find("gpg")
    chmod(home, 0o700)
    Self.endWithProcess(home)
  }

  deinit { Self.kill(home) }

  /// A time as `--faked-system-time` and expiry dates want it.
  package static func stamp(_ time: Moment) -> String {
    String(time.text.filter { $0 != "-" && $0 != ":" && $0 != "Z" })
  }

  /// The environment in which `gpg`, or Git for it, finds the keys.
  package var environment: [String: String] {
    CleanEnvironment.variables(home: home).merging(["GNUPGHOME": home]) { $1 }
  }

  /// Runs `gpg` without a terminal, as if it were `time`; throws unless it succeeds.
  @discardableResult
  package func run(
    _ arguments: [String], input: Data = Data(), at time: Moment? = nil
  ) throws -> Data {
    let outcome = try attempt(arguments, input: input, at: time)
    guard outcome.status == 0 else {
      throw TestFailure("gpg \(arguments.joined(separator: " ")): \(outcome.errorText)")
    }
    return outcome.output
  }

  /// The same, whatever comes of it.
  package func attempt(
    _ arguments: [String], input: Data = Data(), at time: Moment? = nil
  ) throws -> Command.Outcome {
    let clock = time.map { ["--faked-system-time", Self.stamp($0) + "!"] } ?? []
    return try Command.run(
      program,
      ["--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", ""]
        + clock + arguments, in: home, environment: environment, input: input)
  }

  /// Makes a key and returns its fingerprint.
  package func generate(
    _ name: String, _ algorithm: String, usage: String = "sign", until expiry: Moment? = nil,
    at time: Moment, options: [String] = []
  ) throws -> String {
    try run(
      options + [
        "--quick-generate-key", "\(name) <\(name)@harbourline.example>", algorithm, usage,
        expiry.map(Self.stamp) ?? "never",
      ], at: time)
    return try fingerprints(of: "\(name)@harbourline.example").last ?? ""
  }

  /// Adds a subkey and returns its fingerprint.
  package func addSubkey(
    to primary: String, _ algorithm: String, usage: String = "sign", until expiry: Moment? = nil,
    at time: Moment
  ) throws -> String {
    let before = Set(try fingerprints(of: primary))
    try run(
      ["--quick-add-key", primary, algorithm, usage, expiry.map(Self.stamp) ?? "never"], at: time)
    return try fingerprints(of: primary).first { !before.contains($0) } ?? ""
  }

  /// The fingerprints of the keys of a certificate, the primary key's first.
  package func fingerprints(of key: String) throws -> [String] {
    let listed = try run(["--with-colons", "--fingerprint", "--fingerprint", "--list-keys", key])
    return String(decoding: listed, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("fpr:") }.map { line in
        String(line.split(separator: ":", omittingEmptySubsequences: false)[9])
      }
  }

  /// The certificate as a file of a policy holds it.
  package func certificate(of key: String, armored: Bool = true) throws -> [UInt8] {
    [UInt8](try run((armored ? ["--armor"] : []) + ["--export", key]))
  }

  /// The armoured signature of a key over a message.
  package func sign(
    _ message: [UInt8], with key: String, at time: Moment, options: [String] = []
  ) throws -> [UInt8] {
    [UInt8](
      try run(
        options + ["--armor", "--local-user", "\(key)!", "--detach-sign"], input: Data(message),
        at: time))
  }

  /// Revokes a certificate with the revocation that was made along with it.
  package func revoke(_ key: String) throws {
    let path = "\(home)/openpgp-revocs.d/\(key).rev"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try run(["--import"], input: Data(text.replacing(":-----BEGIN", with: "-----BEGIN").utf8))
  }

  /// Answers the questions of `--edit-key` in turn.
  package func edit(_ key: String, _ answers: [String], at time: Moment) throws {
    try run(
      ["--expert", "--command-fd", "0", "--edit-key", key],
      input: Data((answers + ["save", ""]).joined(separator: "\n").utf8), at: time)
  }

  /// A program for `gpg.program` that signs as if it were the time of `ASSENT_TEST_TIME`.
  package func programAtTime() throws -> String {
    let path = "\(home)/gpg-at-time"
    if !FileManager.default.fileExists(atPath: path) {
      try folder.write(
        """
        #!/bin/sh
        exec '\(program)' --batch --quiet --no-tty --pinentry-mode loopback --passphrase '' \
          ${ASSENT_TEST_TIME:+--faked-system-time "$ASSENT_TEST_TIME"} $ASSENT_TEST_OPTIONS "$@"

        """, to: "gpg-at-time")
      chmod(path, 0o755)
    }
    return path
  }

  // MARK: Agents

  private static let homes = Homes()

  private static func endWithProcess(_ home: String) { homes.add(home) }

  fileprivate static func kill(_ home: String) {
    guard let program = try? Command.find("gpgconf") else { return }
    _ = try? Command.run(
      program, ["--homedir", home, "--kill", "all"], in: "/",
      environment: CleanEnvironment.variables(home: home))
  }

  /// The homes whose agents have to end.
  private final class Homes: @unchecked Sendable {
    private let lock = NSLock()
    private var paths: [String] = []

    func add(_ path: String) {
      // Made before this is registered, so that the folder goes after the agents.
      _ = ScratchFolder.run
      lock.withLock {
        if paths.isEmpty { atexit { GPG.homes.killAll() } }
        paths.append(path)
      }
    }

    func killAll() { lock.withLock { paths }.forEach { GPG.kill($0) } }
  }
}

import Foundation

/// The real `gpgsm`, which Git asks about X.509, with a home of its own.
package final class GPGSM: Sendable {
  private let folder: ScratchFolder

  /// The home, for `GNUPGHOME`.
  package var home: String { folder.path }

  /// Trusts some authorities, and looks for nothing on the network.
  package init(trusting authorities: [CertificateLab.Holder], in lab: CertificateLab) throws {
    folder = try ScratchFolder("gsm")
    try folder.write(
      "disable-crl-checks\ndisable-dirmngr\nauto-issuer-key-retrieve\n", to: "gpgsm.conf")
    try folder.write("allow-loopback-pinentry\n", to: "gpg-agent.conf")
    try folder.write("secret\n", to: "passphrase")
    var trusted = ""
    for authority in authorities {
      let line = try lab.run([
        "x509", "-in", authority.certificate, "-noout", "-fingerprint", "-sha1",
      ])
      trusted += "\(line.split(separator: "=").last?.filter { $0 != "\n" } ?? "") S relax\n"
    }
    try folder.write(trusted, to: "trustlist.txt")
    for authority in authorities { try run(["--import", authority.certificate]) }
  }

  deinit {
    _ = try? Command.run(
      Command.find("gpgconf"), ["--kill", "all"], in: folder.path, environment: environment)
  }

  /// Gives it a key of its own; returns how it names it.
  package func take(_ holder: CertificateLab.Holder, from lab: CertificateLab) throws -> String {
    try lab.run([
      "pkcs12", "-export", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg",
      "sha1", "-in", holder.certificate, "-inkey", holder.key, "-passout", "pass:secret", "-out",
      "\(folder.path)/key.p12",
    ])
    try run(
      ["--batch", "--pinentry-mode", "loopback", "--passphrase-fd", "0", "--import", "key.p12"],
      input: Data("secret\n".utf8))
    let line = try lab.run([
      "x509", "-in", holder.certificate, "-noout", "-fingerprint", "-sha1",
    ])
    return String(line.split(separator: "=").last?.filter { $0 != "\n" && $0 != ":" } ?? "")
  }

  /// Whether it calls a detached signature good at a time such as `20260305T090000`.
  package func accepts(_ armored: Data, over message: Data, at time: String = "20260601T000000")
    throws -> Bool
  {
    let name = UUID().uuidString
    try armored.write(to: URL(filePath: "\(folder.path)/\(name).sig"))
    try message.write(to: URL(filePath: "\(folder.path)/\(name)"))
    // Git asks for the same two lines (`gpg-interface.c`).
    // On a busy machine its agent may be late: what is refused has to be so twice.
    for _ in 0..<2 {
      let outcome = try Command.run(
        Command.find("gpgsm"),
        ["--status-fd=1", "--faked-system-time", time, "--verify", "\(name).sig", name],
        in: folder.path, environment: environment)
      if outcome.status == 0, outcome.text.contains("\n[GNUPG:] GOODSIG ") { return true }
    }
    return false
  }

  /// What its programs run with.
  package var environment: [String: String] {
    CleanEnvironment.variables(home: folder.path).merging(["GNUPGHOME": folder.path]) { $1 }
  }

  private func run(_ arguments: [String], input: Data = Data()) throws {
    let outcome = try Command.run(
      Command.find("gpgsm"), ["-q"] + arguments, in: folder.path, environment: environment,
      input: input)
    guard outcome.status == 0 else {
      throw TestFailure("gpgsm \(arguments.joined(separator: " ")): \(outcome.errorText)")
    }
  }
}

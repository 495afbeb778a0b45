import Foundation

/// Authorities and certificates made by `openssl` in a folder of their own.
package final class CertificateLab: Sendable {
  /// A key and its certificate.
  package struct Holder: Sendable {
    /// The path of the private key.
    package let key: String
    /// The path of the certificate in PEM.
    package let certificate: String

    /// The certificate in PEM, without any text around it.
    package var pem: String {
      get throws { try String(contentsOfFile: certificate, encoding: .utf8) }
    }
  }

  /// What a certificate says.
  package struct Order: Sendable {
    package var subject: String
    package var extensions: [String]
    package var key = Key.p256
    package var from = "20200101000000Z"
    package var until = "20491231000000Z"
    package var digest = "sha256"

    package init(_ subject: String, extensions: [String], key: Key = .p256) {
      self.subject = subject
      self.extensions = extensions
      self.key = key
    }

    /// A certificate authority that may certify anybody.
    package static func authority(_ subject: String = "/O=Harbourline/CN=Corporate") -> Order {
      Order(
        subject,
        extensions: ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"])
    }

    /// A person who may sign.
    package static func person(
      _ subject: String = "/C=DE/O=Harbourline/CN=Bo Chen", _ more: String...
    ) -> Order {
      Order(
        subject,
        extensions: ["basicConstraints=CA:FALSE", "keyUsage=critical,digitalSignature"] + more)
    }

    /// The same for another time.
    package func valid(from: String, until: String) -> Order {
      var copy = self
      (copy.from, copy.until) = (from, until)
      return copy
    }

    /// The same with another kind of key.
    package func with(_ key: Key) -> Order {
      var copy = self
      copy.key = key
      return copy
    }

    /// The same, signed by way of another hash function.
    package func digested(by digest: String) -> Order {
      var copy = self
      copy.digest = digest
      return copy
    }
  }

  /// Kinds of key, as `openssl` makes them.
  package enum Key: String, CaseIterable, Sendable {
    case p256, p384, p521, rsa2048, rsa1024, ed25519

    fileprivate var options: [String] {
      switch self {
      case .p256: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
      case .p384: ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"]
      case .p521: ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"]
      case .rsa2048: ["rsa:2048"]
      case .rsa1024: ["rsa:1024"]
      case .ed25519: ["ed25519"]
      }
    }
  }

  /// The folder in which everything lies.
  package let folder: ScratchFolder

  package init() throws { folder = try ScratchFolder("lab") }

  /// A new key, certified by an authority, or by itself.
  package func issue(_ order: Order, by authority: Holder? = nil) throws -> Holder {
    let name = UUID().uuidString
    let holder = Holder(
      key: "\(folder.path)/\(name).key", certificate: "\(folder.path)/\(name).pem")
    try folder.write(Self.configuration(order, database: name), to: "\(name).cnf")
    try folder.write("", to: name)
    try run(
      ["req", "-config", "\(name).cnf", "-utf8", "-new", "-newkey"] + order.key.options
        + ["-nodes", "-keyout", holder.key, "-out", "\(name).csr", "-subj", order.subject])
    try certify(name, order, by: authority, key: holder.key)
    return holder
  }

  /// Another certificate for a key that there is already.
  package func reissue(_ order: Order, for old: Holder, by authority: Holder) throws -> Holder {
    let name = UUID().uuidString
    try folder.write(Self.configuration(order, database: name), to: "\(name).cnf")
    try folder.write("", to: name)
    try run([
      "req", "-config", "\(name).cnf", "-utf8", "-new", "-key", old.key, "-out", "\(name).csr",
      "-subj", order.subject,
    ])
    try certify(name, order, by: authority, key: old.key)
    return Holder(key: old.key, certificate: "\(folder.path)/\(name).pem")
  }

  private func certify(_ name: String, _ order: Order, by authority: Holder?, key: String) throws {
    let issuer =
      authority.map { ["-cert", $0.certificate, "-keyfile", $0.key] }
      ?? ["-selfsign", "-keyfile", key]
    try run(
      ["ca", "-batch", "-notext", "-utf8", "-config", "\(name).cnf", "-preserveDN", "-in"]
        + ["\(name).csr", "-out", "\(name).pem", "-extensions", "ext"]
        + ["-startdate", order.from, "-enddate", order.until, "-md", order.digest] + issuer)
  }

  /// A detached CMS signature in Git's armour.
  ///
  /// - Parameters:
  ///   - chain: certificates that travel with it.
  ///   - more: further options of `openssl cms -sign`, such as `-noattr`.
  package func sign(
    _ message: Data, by holder: Holder, with chain: [Holder] = [], _ more: [String] = []
  ) throws -> Data {
    try Self.armored(cms(message, by: holder, with: chain, more))
  }

  /// A detached CMS signature in DER.
  package func cms(
    _ message: Data, by holder: Holder, with chain: [Holder] = [], _ more: [String] = []
  ) throws -> Data {
    let name = UUID().uuidString
    try folder.write(try chain.map { try $0.pem }.joined(), to: "\(name).chain")
    try message.write(to: URL(filePath: "\(folder.path)/\(name).message"))
    let digest = more.contains("-md") ? [] : ["-md", "sha256"]
    try run(
      ["cms", "-sign", "-binary", "-in", "\(name).message", "-signer", holder.certificate]
        + ["-inkey", holder.key, "-outform", "DER", "-out", "\(name).cms"] + digest
        + (chain.isEmpty ? [] : ["-certfile", "\(name).chain"]) + more)
    return try Data(contentsOf: URL(filePath: "\(folder.path)/\(name).cms"))
  }

  /// Armour as `gpgsm` writes it.
  package static func armored(_ bytes: Data) -> Data {
    let lines = bytes.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return Data("-----BEGIN SIGNED MESSAGE-----\n\(lines)\n-----END SIGNED MESSAGE-----\n".utf8)
  }

  /// Runs `openssl` in the folder.
  @discardableResult
  package func run(_ arguments: [String]) throws -> String {
    let outcome = try Command.run(
      try Command.find("openssl"), arguments, in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path))
    guard outcome.status == 0 else {
      throw TestFailure("openssl \(arguments.joined(separator: " ")): \(outcome.errorText)")
    }
    return outcome.text
  }

  private static func configuration(_ order: Order, database: String) -> String {
    """
    [req]
    distinguished_name = none
    [none]
    [ca]
    default_ca = here
    [here]
    database = \(database)
    new_certs_dir = .
    rand_serial = yes
    unique_subject = no
    policy = none
    [ext]
    \(order.extensions.joined(separator: "\n"))

    """
  }
}

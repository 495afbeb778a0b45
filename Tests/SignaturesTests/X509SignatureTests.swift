import Foundation
import Primitives
import Signatures
import TestSupport
import Testing

/// An authority and those below it, made once.
struct Corporation: Sendable {
  let lab: CertificateLab
  let root: CertificateLab.Holder
  let branch: CertificateLab.Holder
  let bo: CertificateLab.Holder
  /// Certified by the branch.
  let ana: CertificateLab.Holder
  let stranger: CertificateLab.Holder

  static let one = Result { try Corporation() }

  private init() throws {
    lab = try CertificateLab()
    root = try lab.issue(.authority())
    branch = try lab.issue(.authority("/O=Harbourline/CN=Branch"), by: root)
    bo = try lab.issue(.person(), by: root)
    ana = try lab.issue(
      .person("/C=DE/O=Harbourline/CN=Ana Ruiz", "subjectAltName=email:ana@harbourline.example"),
      by: branch)
    stranger = try lab.issue(.authority("/O=Harbourline/CN=Corporate"))
  }

  /// What the authority's chain proves about a signature over the tests' message; throws why not.
  func identity(
    _ armored: Data, under authority: CertificateLab.Holder? = nil
  ) throws -> X509Identity {
    let signature = try X509Signature(armored: [UInt8](armored))
    if let problem = signature.problem(over: message) { throw problem }
    return try signature.identity(
      under: X509Authority(pem: Array((authority ?? root).pem.utf8)))
  }
}

/// What somebody made to be refused, or not.
struct X509Case: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let complaint: String
  let make: @Sendable (Corporation) throws -> Data

  init(
    _ name: String, _ complaint: String, make: @escaping @Sendable (Corporation) throws -> Data
  ) {
    testDescription = name
    self.complaint = complaint
    self.make = make
  }
}

struct X509SignatureTests {
  private let data = Data(message)

  // The `openssl` of Debian 12 makes no Ed25519 signatures in CMS.
  @Test(
    arguments: CertificateLab.Key.allCases.filter { ![.rsa1024, .ed25519].contains($0) },
    ["sha256", "sha512"])
  func `a signature of every kind of key is accepted, as by openssl`(
    key: CertificateLab.Key, digest: String
  ) throws {
    let corporation = try Corporation.one.get()
    let holder = try corporation.lab.issue(.person().with(key), by: corporation.root)
    let armored = try corporation.lab.sign(data, by: holder, ["-md", digest])
    let identity = try corporation.identity(armored)
    #expect(identity.subjects.map(\.text) == ["CN=Bo Chen,O=Harbourline,C=DE"])
    #expect(identity.validity.from == Instant(rfc3339: "2020-01-01T00:00:00Z"))
    #expect(identity.validity.until == Instant(rfc3339: "2049-12-31T00:00:01Z"))
  }

  @Test(arguments: CertificateLab.Key.allCases.filter { $0 != .rsa1024 }, ["sha256", "sha384"])
  func `an authority may have every kind of key`(
    key: CertificateLab.Key, digest: String
  ) throws {
    let corporation = try Corporation.one.get()
    let root = try corporation.lab.issue(
      .authority().with(key).digested(by: key == .ed25519 ? "null" : digest))
    let holder = try corporation.lab.issue(
      .person().digested(by: key == .ed25519 ? "null" : digest), by: root)
    let armored = try corporation.lab.sign(data, by: holder)
    #expect(try corporation.identity(armored, under: root).subjects.count == 1)
  }

  @Test func `a chain through the message leads to the authority, or to one within it`() throws {
    let corporation = try Corporation.one.get()
    let armored = try corporation.lab.sign(
      data, by: corporation.ana, with: [corporation.branch, corporation.root])
    for authority in [corporation.root, corporation.branch] {
      #expect(
        try corporation.identity(armored, under: authority).subjects.map(\.text) == [
          "CN=Ana Ruiz,O=Harbourline,C=DE", "email:ana@harbourline.example",
        ])
    }
    let gpgsm = try GPGSM(trusting: [corporation.root], in: corporation.lab)
    #expect(try gpgsm.accepts(armored, over: data))
  }

  @Test func `what gpgsm itself signs is accepted`() throws {
    let corporation = try Corporation.one.get()
    let holder = try corporation.lab.issue(.person().with(.rsa2048), by: corporation.root)
    let gpgsm = try GPGSM(trusting: [corporation.root], in: corporation.lab)
    let name = try gpgsm.take(holder, from: corporation.lab)
    try data.write(to: URL(filePath: "\(gpgsm.home)/text"))
    let outcome = try Command.run(
      Command.find("gpgsm"),
      ["--batch", "--pinentry-mode", "loopback", "--passphrase-fd", "0", "-bsau", name, "text"],
      in: gpgsm.home, environment: gpgsm.environment, input: Data("secret\n".utf8))
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(try corporation.identity(outcome.output).subjects.count == 1)
  }

  @Test func `the shape of Sigstore's certificates passes`() throws {
    let corporation = try Corporation.one.get()
    let lab = corporation.lab
    let root = try lab.issue(
      .init(
        "/O=sigstore.example/CN=sigstore",
        extensions: [
          "keyUsage=critical,keyCertSign,cRLSign", "basicConstraints=critical,CA:TRUE,pathlen:1",
          "subjectKeyIdentifier=hash",
        ], key: .p384
      ).digested(by: "sha384"))
    let intermediate = try lab.issue(
      .init(
        "/O=sigstore.example/CN=sigstore-intermediate",
        extensions: [
          "keyUsage=critical,keyCertSign,cRLSign", "extendedKeyUsage=codeSigning",
          "basicConstraints=critical,CA:TRUE,pathlen:0", "subjectKeyIdentifier=hash",
          "authorityKeyIdentifier=keyid",
        ], key: .p384
      ).digested(by: "sha384"), by: root)
    let leaf = try lab.issue(
      .init(
        "/",
        extensions: [
          "keyUsage=critical,digitalSignature", "extendedKeyUsage=codeSigning",
          "subjectKeyIdentifier=hash", "authorityKeyIdentifier=keyid",
          "subjectAltName=critical,email:bo.chen@harbourline.example",
          "1.3.6.1.4.1.57264.1.1=DER:68747470733a2f2f6163636f756e74732e6578616d706c65",
          "1.3.6.1.4.1.57264.1.8=ASN1:UTF8String:https://accounts.example",
          "1.3.6.1.4.1.11129.2.4.2=ASN1:FORMAT:HEX,OCTETSTRING:0000",
        ]
      ).valid(from: "20260302090000Z", until: "20260302091000Z").digested(by: "sha384"),
      by: intermediate)
    let identity = try corporation.identity(
      try lab.sign(data, by: leaf, with: [intermediate]), under: root)
    #expect(identity.subjects.map(\.text) == ["email:bo.chen@harbourline.example"])
    #expect(identity.validity.from == Instant(rfc3339: "2026-03-02T09:00:00Z"))
    #expect(identity.validity.until == Instant(rfc3339: "2026-03-02T09:10:01Z"))
  }

  @Test func `the interval is that of the whole chain`() throws {
    let corporation = try Corporation.one.get()
    let branch = try corporation.lab.issue(
      .authority("/CN=B").valid(from: "20250101000000Z", until: "20270101000000Z"),
      by: corporation.root)
    let holder = try corporation.lab.issue(
      .person().valid(from: "20260101000000Z", until: "20280101000000Z"), by: branch)
    let armored = try corporation.lab.sign(data, by: holder, with: [branch])
    let validity = try corporation.identity(armored).validity
    #expect(validity.from == Instant(rfc3339: "2026-01-01T00:00:00Z"))
    #expect(validity.until == Instant(rfc3339: "2027-01-01T00:00:01Z"))
    let gpgsm = try GPGSM(trusting: [corporation.root], in: corporation.lab)
    for (theirs, ours) in [
      ("20251231T235959", "2025-12-31T23:59:59Z"), ("20260101T000001", "2026-01-01T00:00:01Z"),
      ("20261231T235959", "2026-12-31T23:59:59Z"), ("20270101T000002", "2027-01-01T00:00:02Z"),
    ] {
      #expect(
        try gpgsm.accepts(armored, over: data, at: theirs)
          == validity.contains(try #require(Instant(rfc3339: ours))))
    }
  }

  @Test(arguments: Self.refused)
  func `what proves nothing is refused by name`(row: X509Case) throws {
    let corporation = try Corporation.one.get()
    let armored = try row.make(corporation)
    #expect {
      _ = try corporation.identity(armored)
    } throws: { error in
      (error as? X509Error)?.message.contains(row.complaint) == true
    }
  }

  @Test func `no byte of a signature can be changed to prove anything else`() throws {
    let corporation = try Corporation.one.get()
    let der = try corporation.lab.cms(data, by: corporation.ana, with: [corporation.branch])
    let identity = try corporation.identity(CertificateLab.armored(der))
    for index in der.indices {
      var changed = der
      changed[index] ^= 1 << UInt8(index % 8)
      let proven = try? corporation.identity(CertificateLab.armored(changed))
      #expect(proven == nil || proven == identity, "byte \(index)")
    }
    for count in stride(from: 0, to: der.count, by: 3) {
      #expect(throws: X509Error.self) {
        _ = try corporation.identity(CertificateLab.armored(der.prefix(count)))
      }
    }
  }

  @Test func `no mutated signature traps`() throws {
    let corporation = try Corporation.one.get()
    let der = [UInt8](
      try corporation.lab.cms(data, by: corporation.ana, with: [corporation.branch]))
    let identity = try corporation.identity(CertificateLab.armored(Data(der)))
    var generator = SeededGenerator(state: 11)
    for _ in 0..<1000 {
      var mutated = der
      mutated.mutate(using: &generator)
      let proven = try? corporation.identity(CertificateLab.armored(Data(mutated)))
      #expect(proven == nil || proven == identity)
    }
  }
}

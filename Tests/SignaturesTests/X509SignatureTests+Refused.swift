import Foundation
import TestSupport

extension X509SignatureTests {
  /// Signatures that must name nobody under the root.
  static let refused = [
    X509Case("another message", "over other content") {
      try $0.lab.sign(Data("other".utf8), by: $0.bo)
    },
    X509Case("another authority of the same name", "does not bear the signature") {
      let holder = try $0.lab.issue(.person(), by: $0.stranger)
      return try $0.lab.sign(Data(message), by: holder, with: [$0.stranger])
    },
    X509Case("an authority of another name", "no chain of certificates leads") {
      let root = try $0.lab.issue(.authority("/CN=Elsewhere"))
      return try $0.lab.sign(Data(message), by: $0.lab.issue(.person(), by: root), with: [root])
    },
    X509Case("a chain that lacks its middle", "no chain of certificates leads") {
      try $0.lab.sign(Data(message), by: $0.ana)
    },
    X509Case("the authority itself as signer", "one of an authority") {
      try $0.lab.sign(Data(message), by: $0.root)
    },
    X509Case("a person who certifies others", "not one of an authority") {
      let holder = try $0.lab.issue(.person("/CN=Mallory"), by: $0.bo)
      return try $0.lab.sign(Data(message), by: holder, with: [$0.bo])
    },
    X509Case("an authority that may not sign certificates", "not for signing certificates") {
      let branch = try $0.lab.issue(
        .init(
          "/CN=B", extensions: ["basicConstraints=critical,CA:TRUE", "keyUsage=digitalSignature"]),
        by: $0.root)
      return try $0.lab.sign(Data(message), by: $0.lab.issue(.person(), by: branch), with: [branch])
    },
    X509Case("a chain that is too long", "path length") {
      let first = try $0.lab.issue(
        .init(
          "/CN=B1",
          extensions: [
            "basicConstraints=critical,CA:TRUE,pathlen:0", "keyUsage=critical,keyCertSign",
          ]), by: $0.root)
      let second = try $0.lab.issue(.authority("/CN=B2"), by: first)
      let holder = try $0.lab.issue(.person(), by: second)
      return try $0.lab.sign(Data(message), by: holder, with: [first, second])
    },
    X509Case("an authority with limits that are not read", "name constraints") {
      let branch = try $0.lab.issue(
        .init(
          "/CN=B",
          extensions: [
            "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign",
            "nameConstraints=permitted;email:harbourline.example",
          ]), by: $0.root)
      return try $0.lab.sign(Data(message), by: $0.lab.issue(.person(), by: branch), with: [branch])
    },
    X509Case("a key that is not for signatures", "not say that its key is for digital") {
      let holder = try $0.lab.issue(
        .init("/CN=X", extensions: ["basicConstraints=CA:FALSE", "keyUsage=keyEncipherment"]),
        by: $0.root)
      return try $0.lab.sign(Data(message), by: holder)
    },
    X509Case("a key of which nothing is said", "not say that its key is for digital") {
      let holder = try $0.lab.issue(
        .init("/CN=X", extensions: ["basicConstraints=CA:FALSE"]), by: $0.root)
      return try $0.lab.sign(Data(message), by: holder)
    },
    X509Case("a web server's certificate", "neither e-mail protection nor code signing") {
      let holder = try $0.lab.issue(.person("/CN=X", "extendedKeyUsage=serverAuth"), by: $0.root)
      return try $0.lab.sign(Data(message), by: holder)
    },
    X509Case("an unknown critical extension", "critical extension 1.2.3.4") {
      let holder = try $0.lab.issue(
        .person("/CN=X", "1.2.3.4=critical,ASN1:NULL"), by: $0.root)
      return try $0.lab.sign(Data(message), by: holder)
    },
    X509Case("a certificate signed with SHA-1", "ECDSA and SHA-1 are not accepted") {
      let holder = try $0.lab.issue(.person().digested(by: "sha1"), by: $0.root)
      return try $0.lab.sign(Data(message), by: holder)
    },
    X509Case("a message signed with SHA-1", "SHA-1 are not accepted") {
      try $0.lab.sign(Data(message), by: $0.bo, ["-md", "sha1"])
    },
    X509Case("a message signed with MD5", "MD5 are not accepted") {
      let holder = try $0.lab.issue(.person().with(.rsa2048), by: $0.root)
      return try $0.lab.sign(Data(message), by: holder, ["-md", "md5"])
    },
    X509Case("an RSA key of 1024 bits", "1024 bits is too short") {
      let holder = try $0.lab.issue(.person().with(.rsa1024), by: $0.root)
      return try $0.lab.sign(Data(message), by: holder)
    },
    X509Case("RSASSA-PSS", "RSASSA-PSS is not supported") {
      let holder = try $0.lab.issue(.person().with(.rsa2048), by: $0.root)
      return try $0.lab.sign(Data(message), by: holder, ["-keyopt", "rsa_padding_mode:pss"])
    },
    X509Case("attached content", "brings content of its own") {
      try $0.lab.sign(Data(message), by: $0.bo, ["-nodetach"])
    },
    X509Case("another type of content", "other than plain data") {
      try $0.lab.sign(Data(message), by: $0.bo, ["-econtent_type", "1.2.3.4"])
    },
    X509Case("no signed attributes", "no signed attributes") {
      try $0.lab.sign(Data(message), by: $0.bo, ["-noattr"])
    },
    X509Case("no certificate", "no certificate in it") {
      try $0.lab.sign(Data(message), by: $0.bo, ["-nocerts"])
    },
    X509Case("two signers", "2 signers instead of one") {
      try $0.lab.sign(
        Data(message), by: $0.bo,
        ["-signer", $0.ana.certificate, "-inkey", $0.ana.key])
    },
    X509Case("bytes after the structure", "neither DER nor BER") {
      CertificateLab.armored(try $0.lab.cms(Data(message), by: $0.bo) + [0, 0])
    },
    X509Case("text after the footer", "last line is not exactly") {
      try $0.lab.sign(Data(message), by: $0.bo) + Data("more\n".utf8)
    },
    X509Case("headers in the armour", "more or less than base64") {
      let text = String(decoding: try $0.lab.sign(Data(message), by: $0.bo), as: UTF8.self)
      return Data(text.replacing("MESSAGE-----\nMII", with: "MESSAGE-----\nComment: x\n\nMII").utf8)
    },
    X509Case("another structure in the armour", "object identifier is wanted") {
      let pem = try $0.bo.pem.split(separator: "\n").dropFirst().dropLast().joined()
      return CertificateLab.armored(Data(base64Encoded: pem) ?? Data())
    },
  ]
}

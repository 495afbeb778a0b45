import Foundation
import Signatures
import TestSupport
import Testing

struct X509AuthorityTests {
  @Test func `a file holds one certificate of an authority and nothing else`() throws {
    let corporation = try Corporation.one.get()
    let pem = try corporation.root.pem
    let authority = try X509Authority(pem: Array(pem.utf8))
    #expect(authority.name == "CN=Corporate,O=Harbourline")
    let printed = try corporation.lab.run([
      "x509", "-in", corporation.root.certificate, "-noout", "-fingerprint", "-sha256",
    ])
    #expect(
      printed.lowercased().replacing(":", with: "").contains(authority.fingerprint))
    let wrong = [
      "", "hello", pem + pem, "Corporate\n" + pem, pem + "more\n", String(pem.dropLast(40)),
      try corporation.bo.pem,
      try String(contentsOfFile: corporation.root.key, encoding: .utf8),
    ]
    for text in wrong {
      #expect(throws: X509Error.self) { _ = try X509Authority(pem: Array(text.utf8)) }
    }
  }

  @Test(arguments: [
    "/C=DE/O=Harbourline/CN=Bo Chen", "/CN=Bo, Chen\\+x", "/CN=Zoë 陳", "/CN=#x", "/CN= x ",
    "/DC=example/DC=harbourline/OU=IT/UID=bo", "/CN=x\\\\y\\\"z;<>",
    "/emailAddress=bo@h.example/CN=Bo",
    "/O=A+CN=B/L=C", "/serialNumber=7/title=Dr/GN=Bo/SN=Chen/street=S/ST=T",
  ])
  func `a subject reads as openssl prints it`(subject: String) throws {
    let corporation = try Corporation.one.get()
    let holder = try corporation.lab.issue(.person(subject), by: corporation.root)
    let armored = try corporation.lab.sign(Data(message), by: holder)
    let printed = try corporation.lab.run([
      "x509", "-in", holder.certificate, "-noout", "-subject", "-nameopt", "RFC2253",
    ]).dropFirst("subject=".count).dropLast()
    let names = try corporation.identity(armored).subjects.map(\.text)
    #expect(names == [String(printed)])
    #expect(X509Subject(String(printed))?.text == String(printed))
  }

  @Test(
    arguments: [
      ("CN=Zoë", "CN=Zo\\C3\\AB"), ("email:bo@h.example", "email:bo@h.example"),
      ("uri:https://h.example/bo", "uri:https://h.example/bo"), ("CN=*", nil),
      ("email:*@h.example", nil),
      ("email:bo", nil), ("email:a@b@c", nil), ("email:@h", nil), ("uri:", nil), ("uri:x y:z", nil),
      ("Bo Chen", nil), ("", nil),
    ] as [(String, String?)])
  func `a policy's subject is one exact name`(text: String, meaning: String?) {
    #expect(X509Subject(text)?.text == meaning)
  }

  @Test func `several names of one kind name nobody by that kind`() throws {
    let corporation = try Corporation.one.get()
    let holder = try corporation.lab.issue(
      .person(
        "/CN=Bo", "subjectAltName=email:a@h.example,email:b@h.example,URI:https://h.example/bo"),
      by: corporation.root)
    let armored = try corporation.lab.sign(Data(message), by: holder)
    #expect(
      try corporation.identity(armored).subjects.map(\.text) == [
        "CN=Bo", "uri:https://h.example/bo",
      ])
  }

  @Test func `of what is accepted, gpgsm accepts all`() throws {
    let corporation = try Corporation.one.get()
    let gpgsm = try GPGSM(trusting: [corporation.root], in: corporation.lab)
    let data = Data(message)
    for (holder, chain) in [
      (corporation.bo, []), (corporation.ana, [corporation.branch]),
      (corporation.ana, [corporation.branch, corporation.root, corporation.stranger]),
    ] {
      let armored = try corporation.lab.sign(data, by: holder, with: chain)
      #expect(try corporation.identity(armored).subjects.isEmpty == false)
      #expect(try gpgsm.accepts(armored, over: data))
    }
    for row in X509SignatureTests.refused
    where [
      "another message", "another authority of the same name", "a person who certifies others",
    ]
    .contains(row.testDescription) {
      #expect(try !gpgsm.accepts(try row.make(corporation), over: data), "\(row.testDescription)")
    }
  }
}

internal import Diagnostics
internal import Primitives
internal import YAMLTree

/// The shape of `policies/people.yaml`.
enum PeopleShape {
  /// The whole file.
  static let people = Shape<People>.object({ People() }) {
    Field(
      checking: "schema", .choice([("assent/people/1", ())]), required: true,
      "The format of the file and its version.")
    Field(
      "people", person.map(by: .personID), required: true, "The people, human and machine, by id."
    ) { people, owner in
      for (id, draft) in people { owner.people[id] = draft.person(id: id) }
    }
    Field(
      "roles", Shape.text(.personID).list().map(by: .roleName), \.roles,
      "The people of each role.")
  }

  private struct Draft: Sendable {
    var name = ""
    var email: [String] = []
    var kind = People.Person.Kind.human
    var keys: [People.Key] = []

    func person(id: String) -> People.Person {
      var person = People.Person(id: id)
      (person.name, person.email, person.kind, person.keys) = (name, email, kind, keys)
      return person
    }
  }

  private static let person = Shape<Draft>.object({ Draft() }) {
    Field("name", .text(.line), \.name, "The person's name.")
    Field(
      "email", Shape.text(.email).list(), \.email,
      "Addresses under which the person's commits are known.")
    Field("kind", .choice, \.kind, "Whether the person is a human or a machine.")
    Field("keys", key.list(), \.keys, "The keys that sign for the person.")
  }

  private struct KeyDraft: Sendable {
    var materials: [People.Key.Material] = []
    var status = People.Key.Status.active
    var compromisedSince: ObjectID?
    var line = 1
  }

  private static let key = Shape<KeyDraft>.object({ KeyDraft() }, line: \.line) {
    Field("ssh", sshKey, "An OpenSSH public key: type and base64.") {
      $1.materials.append(.ssh($0))
    }
    Field("openpgp", .text(.keyFile), "The file of an OpenPGP certificate.") {
      $1.materials.append(.openPGP(path: $0))
    }
    Field("x509", certified, "Certificates of an authority for one subject.") {
      $1.materials.append(.x509(authority: $0.authority, subject: $0.holder))
    }
    Field("ssh-ca", sshCertified, "OpenSSH certificates of an authority for one principal.") {
      $1.materials.append(.sshAuthority(key: $0.authority, principal: $0.holder))
    }
    Field("status", .choice, \.status, "Whether the key still signs.")
    Field(group: "compromised", "Marks the key as known to others.") {
      Field(
        "since", RecordShape.commit, \.compromisedSince, required: true,
        "The commit from whose integration on every act of the key is void.")
    }
  }.then { draft, node, reading -> People.Key? in
    guard let material = draft.materials.first, draft.materials.count == 1 else {
      reportMaterials(draft.materials.count, node, &reading)
      return nil
    }
    var key = People.Key(material: material)
    (key.status, key.compromisedSince) = (draft.status, draft.compromisedSince)
    key.line = draft.line
    return key
  }

  private static func reportMaterials(_ count: Int, _ node: Node, _ reading: inout Reading) {
    let kinds = ["ssh", "openpgp", "x509", "ssh-ca"]
    let written = kinds.filter { node[$0] != nil }.count
    // One kind that could not be read has its own finding.
    guard written != 1 else { return }
    reading.report(
      "policy-key",
      { "\($0) names \(written == 0 ? "no key" : "more than one key")" }, at: node.span,
      advice: "give exactly one of \(wordList(kinds))")
  }

  private struct Certified: Sendable {
    var authority = ""
    var holder = ""
  }

  private static let certified = Shape<Certified>.object({ Certified() }) {
    Field(
      "ca", .text(.keyFile), \.authority, required: true, "The authority's certificate file.")
    Field(
      "subject", .text(.line), \.holder, required: true, "The exact subject of the person.")
  }

  private static let sshCertified = Shape<Certified>.object({ Certified() }) {
    Field("key", sshKey, \.authority, required: true, "The authority's public key.")
    Field("principal", principal, \.holder, required: true, "The one exact principal.")
  }

  /// OpenSSH reads lists and wildcards where one name is meant.
  private static let principal = Shape.text(.principal).then { text, node, reading -> String? in
    guard !text.utf8.contains(where: { "*?!, \t".utf8.contains($0) }) else {
      reading.report(
        "policy-principal", { "\($0) is `\(Excerpt.of(text))`, not one exact principal" },
        at: node.span, advice: "name one principal without wildcards, commas and blanks")
      return nil
    }
    return text
  }

  private static let sshKey = Shape.text(.sshKey).then { text, node, reading -> String? in
    switch SSHKeyLine.read(text) {
    case .success(let line): return line
    case .failure(let fault):
      reading.report(
        "bad-value", { "\($0) is not an OpenSSH public key: \(fault.reason)" }, at: node.span,
        advice: "paste the line of the `.pub` file, such as `ssh-ed25519 AAAA…`")
      return nil
    }
  }
}

extension TextPattern {
  /// What OpenSSH reads as one name; the reader says more exactly what is wrong.
  fileprivate static let principal = TextPattern(
    name: "a principal", advice: "name one principal without wildcards, commas and blanks",
    regularExpression: "^[^*?!, \\t\\n]+$", matches: line.matches)

  /// The line of a `.pub` file; the reader says more exactly what is wrong.
  fileprivate static let sshKey = TextPattern(
    name: "an OpenSSH public key",
    advice: "paste the line of the `.pub` file, such as `ssh-ed25519 AAAA…`",
    regularExpression: "^ *(" + SSHKeyLine.types.joined(separator: "|")
      + ") +[A-Za-z0-9+/]+={0,2}( [^\\n]*)?$", matches: line.matches)
}

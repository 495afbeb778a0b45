internal import Records

/// Somebody as `policies/people.yaml` says it.
enum PersonText {
  /// The entry, two blanks in.
  static func entry(_ person: People.Person) -> String {
    let addresses = person.email.map(YAMLText.quoted).joined(separator: ", ")
    return """
        \(person.id):
          name: \(YAMLText.quoted(person.name))
          email: [\(addresses)]
          kind: \(person.kind.rawValue)
          keys:
      \(person.keys.map(key).joined())
      """
  }

  private static func key(_ key: People.Key) -> String {
    let material =
      switch key.material {
      case .ssh(let line): "ssh: \(line)"
      case .openPGP(let path): "openpgp: \(path)"
      case .x509(let authority, let subject):
        "x509: {ca: \(authority), subject: \(YAMLText.quoted(subject))}"
      case .sshAuthority(let line, let principal):
        "ssh-ca: {key: \(YAMLText.quoted(line)), principal: \(YAMLText.quoted(principal))}"
      }
    let status = key.status == .retired ? "        status: retired\n" : ""
    return "      - \(material)\n\(status)"
  }
}

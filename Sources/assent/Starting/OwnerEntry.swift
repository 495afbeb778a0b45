internal import Acting
internal import Records
internal import Signatures

/// Somebody of a new policy, as `--owner` and `--person` give one.
enum OwnerEntry {
  /// Reads `ID=NAME=EMAIL=KEYFILE` and the key file that it names.
  static func person(_ option: String, flag: String, directory: String) throws -> People.Person {
    let parts = option.split(separator: "=", maxSplits: 3, omittingEmptySubsequences: false)
      .map { String($0) }
    guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty }) else {
      throw Failure(
        "usage", "`\(flag) \(option)` is not ID=NAME=EMAIL=KEYFILE",
        hint: "\(flag) 'ana.ruiz=Ana Ruiz=ana@example.com=/home/ana/.ssh/id_ed25519.pub'",
        exitStatus: 2)
    }
    return try person(
      id: id(parts[0]), name: parts[1], email: email(parts[2]),
      key: key(ofFile: Files.path(parts[3], in: directory)))
  }

  static func person(id: String, name: String, email: String, key: People.Key) -> People.Person {
    var person = People.Person(id: id)
    (person.name, person.email, person.keys) = (name, [email], [key])
    return person
  }

  /// An id, if it is one.
  static func id(_ text: String) throws -> String {
    guard TextPattern.personID.allows(text) else {
      throw Failure(
        "usage", "`\(text)` is no id of a person", hint: TextPattern.personID.advice,
        exitStatus: 2)
    }
    return text
  }

  /// An address, if it is one.
  static func email(_ text: String) throws -> String {
    guard TextPattern.email.allows(text) else {
      throw Failure(
        "usage", "`\(text)` is no e-mail address", hint: TextPattern.email.advice, exitStatus: 2)
    }
    return text
  }

  /// The public key of a file, or of the `.pub` file beside it.
  static func key(ofFile path: String) throws -> People.Key {
    let key = try acting { () throws(ActingError) in try SigningKey.publicKey(ofFile: path) }
    return People.Key(material: .ssh(key.line))
  }
}

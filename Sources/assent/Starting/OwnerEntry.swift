internal import Acting
internal import Signatures

/// An owner of a new policy, as `--owner ID=NAME=EMAIL=KEYFILE` gives one.
struct OwnerEntry {
  let id: String
  let name: String
  let email: String
  /// The public key without its comment.
  let key: String

  /// Reads the option and the key file that it names.
  init(option: String, directory: String) throws {
    let parts = option.split(separator: "=", maxSplits: 3, omittingEmptySubsequences: false)
      .map { String($0) }
    guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty }) else {
      throw Failure(
        "usage", "`--owner \(option)` is not ID=NAME=EMAIL=KEYFILE",
        hint: "--owner 'ana.ruiz=Ana Ruiz=ana@example.com=/home/ana/.ssh/id_ed25519.pub'",
        exitStatus: 2)
    }
    try self.init(
      id: parts[0], name: parts[1], email: parts[2], keyFile: Files.path(parts[3], in: directory))
  }

  init(id: String, name: String, email: String, keyFile: String) throws {
    guard !id.isEmpty, id.utf8.allSatisfy(Self.isLetterOfID) else {
      throw Failure(
        "usage", "`\(id)` is no id of a person", hint: "use a-z, 0-9, `.`, `_` and `-`",
        exitStatus: 2)
    }
    self.id = id
    self.name = name
    self.email = email
    key = try acting { () throws(ActingError) in
      try SigningKey.publicKey(ofFile: keyFile).line
    }
  }

  private static func isLetterOfID(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
  }
}

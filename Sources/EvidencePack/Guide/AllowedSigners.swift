package import Decision
package import Primitives
internal import Records
internal import Signatures

/// The keys of everybody whom a policy of the trunk ever knew, for programs that are not ours.
package struct AllowedSigners: Sendable {
  /// A key that is not OpenSSH's, as the policy's file holds it.
  package struct KeyFile: Sendable {
    /// Everybody to whom some policy gives it.
    package fileprivate(set) var people: Set<String>
    package let file: PackFile
    package let isOpenPGP: Bool
  }

  /// `allowed_signers`, as `ssh-keygen -Y verify` and Git read it (ssh-keygen(1)).
  package let file: PackFile
  /// `keys/…`, sorted by path.
  package let keyFiles: [KeyFile]
  /// People whom an authority vouches for under a name of its own.
  let certified: Set<String>
  /// Who counts as somebody else, since they share a key.
  private let aliases: [String: String]

  /// - Parameter content: the bytes of a file of a commit, such as `policies/keys/ana.asc`.
  package init(of history: History, content: (ObjectID, String) -> [UInt8]?) {
    var lines: [String: [String]] = [:]
    var files: [String: KeyFile] = [:]
    var certified: Set<String> = []
    for version in history.policies {
      for person in version.policy.people.people.values {
        for key in person.keys {
          let until = key.status == .active ? "" : ", retired"
          let mark = key.compromisedSince.map { ", compromised since \($0)" } ?? ""
          let note = "policy \(version.commit)\(until)\(mark)"
          switch key.material {
          case .ssh(let line):
            let entry = #"\#(person.id) namespaces="git" \#(line)"#
            lines[entry, default: []].append(note)
          case .sshAuthority(let line, let principal):
            certified.insert(person.id)
            let entry = #"\#(principal) cert-authority,namespaces="git" \#(line)"#
            lines[entry, default: []].append(note)
          case .openPGP(let path):
            Self.add(path, person.id, true, content(version.commit, "policies/" + path), to: &files)
          case .x509(let path, _):
            Self.add(
              path, person.id, false, content(version.commit, "policies/" + path), to: &files)
          }
        }
      }
    }
    self.certified = certified
    aliases = history.aliases
    file = PackFile(path: "allowed_signers", bytes: Self.text(lines))
    keyFiles = files.values.sorted { $0.file.path < $1.file.path }
  }

  /// The files of somebody, under whatever name they count.
  func keyFiles(of person: String) -> [KeyFile] {
    keyFiles.filter { $0.people.contains { $0 == person || aliases[$0] == person } }
  }

  /// A comment with the policies that list a key, then its line, sorted.
  private static func text(_ lines: [String: [String]]) -> [UInt8] {
    var text = """
      # Everybody whom a policy of the trunk ever knew. Whether a key counted is a question of
      # order, not of dates that commits claim, so that no line bears any: below each key's first
      # line stand the first and the last policy that list it.

      """
    for (line, notes) in lines.sorted(by: { $0.key < $1.key }) {
      text += "# \(notes.first ?? "")"
      if let last = notes.last, notes.count > 1 { text += " to \(last)" }
      text += "\n\(line)\n"
    }
    return Array(text.utf8)
  }

  private static func add(
    _ path: String, _ person: String, _ isOpenPGP: Bool, _ bytes: [UInt8]?,
    to files: inout [String: KeyFile]
  ) {
    guard let bytes else { return }
    // Two versions of one file are two files here.
    let name = path.split(separator: "/").last ?? "key"
    let place = "keys/\(sha256(of: bytes).hex.prefix(12))-\(name)"
    let fresh = KeyFile(
      people: [], file: PackFile(path: place, bytes: bytes), isOpenPGP: isOpenPGP)
    files[place, default: fresh].people.insert(person)
  }
}

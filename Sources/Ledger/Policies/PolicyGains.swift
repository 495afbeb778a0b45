internal import Primitives
internal import Records

/// What a step from one policy to the next gives to whom.
struct PolicyGains {
  let before: Policy
  let beforeFiles: [String: SHA256Digest]
  let next: Policy
  let nextFiles: [String: SHA256Digest]
  /// The id that stands for a person, the keys of the next policy considered.
  let canonical: (String) -> String

  /// A key, role, system or share in the policy that somebody gets, in words; nil if none.
  ///
  /// What goes to another id of the same person, one that ever had a key of theirs, is theirs too.
  func gain(of person: String) -> String? {
    let own = canonical(person)
    let selves = Set(before.people.people.keys).union(next.people.people.keys).filter {
      canonical($0) == own
    }
    return selves.sorted().lazy.compactMap(gain(byID:)).first
  }

  private func gain(byID id: String) -> String? {
    if !newKeys(of: id).isEmpty { return "gives \(id) a key" }
    let role = next.people.roles.keys.sorted().first { role in
      has(next.people.roles[role], id) && !has(before.people.roles[role], id)
    }
    if let role { return "gives \(id) the role \(role)" }
    let system = next.systems.systems.keys.sorted().first { system in
      has(next.systems.systems[system]?.owners, id)
        && !has(before.systems.systems[system]?.owners, id)
    }
    if let system { return "gives \(id) the system \(system)" }
    let more = share(of: id, in: next).subtracting(share(of: id, in: before))
    return more.isEmpty ? nil : "gives \(id) a share in the policy"
  }

  private func has(_ list: [String]?, _ id: String) -> Bool { list?.contains(id) ?? false }

  private func share(of id: String, in policy: Policy) -> Set<[String]> {
    Set(policy.charter.owners.filter { $0.people.contains(id) }.map(\.files))
  }

  // MARK: Keys

  /// The keys with which somebody can sign after the step and could not before.
  func newKeys(of id: String) -> Set<[UInt8]> {
    Self.usable(next.people.people[id], nextFiles)
      .subtracting(Self.usable(before.people.people[id], beforeFiles))
  }

  private static func usable(
    _ person: People.Person?, _ files: [String: SHA256Digest]
  ) -> Set<[UInt8]> {
    let keys = person?.keys.filter { $0.status == .active && $0.compromisedSince == nil } ?? []
    return Set(keys.map { name(of: $0.material, files) })
  }

  /// What tells a key from every other, in bytes. A key that lies in a file is another one as soon
  /// as the file is: an exchanged certificate is a new key though `people.yaml` stays as it was.
  static func name(of key: People.Key.Material, _ files: [String: SHA256Digest]) -> [UInt8] {
    func digest(_ path: String) -> String { files["policies/\(path)"]?.hex ?? "" }
    let parts =
      switch key {
      case .ssh(let line): ["ssh", line]
      case .openPGP(let path): ["openpgp", path, digest(path)]
      case .x509(let authority, let subject): ["x509", authority, digest(authority), subject]
      case .sshAuthority(let key, let principal): ["ssh-ca", key, principal]
      }
    return Array(parts.map { Array($0.utf8) }.joined(separator: [0]))
  }
}

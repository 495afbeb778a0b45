internal import Primitives
internal import Records
internal import Signatures

/// Which keys one policy knows, and whose they are.
struct KeyRing {
  /// A key as a policy lists it.
  struct Entry {
    let person: String
    let isMachine: Bool
    let isActive: Bool
  }

  private let entries: [[UInt8]: Entry]
  /// By key blob, the commits from whose integration on its acts are void.
  let compromised: [[UInt8]: [ObjectID]]

  init(policy: Policy) {
    var entries: [[UInt8]: Entry] = [:]
    var compromised: [[UInt8]: [ObjectID]] = [:]
    for person in policy.people.people.values {
      for key in person.keys {
        guard case .ssh(let line) = key.material, let blob = Self.blob(of: line) else { continue }
        if let commit = key.compromisedSince { compromised[blob, default: []].append(commit) }
        entries[blob] = Entry(
          person: person.id, isMachine: person.kind == .machine, isActive: key.status == .active)
      }
    }
    self.entries = entries
    self.compromised = compromised
  }

  /// Whose key it is; nil if the policy does not know it.
  func owner(of blob: [UInt8]) -> Entry? { entries[blob] }

  /// Every key and its owner.
  var owners: [(blob: [UInt8], person: String)] {
    entries.map { ($0.key, $0.value.person) }
  }

  /// The wire encoding of a public key line; nil for what cannot be used to verify.
  static func blob(of line: String) -> [UInt8]? {
    do throws(SSHKeyError) { return try SSHPublicKey(line: line).blob } catch { return nil }
  }
}

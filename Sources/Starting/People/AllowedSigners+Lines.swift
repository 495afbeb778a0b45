package import Records

extension AllowedSigners {
  /// The file that Git reads, a line a key that still signs, people in the order of their ids.
  package static func lines(of people: People) -> [String] {
    people.people.values.sorted { $0.id < $1.id }.flatMap { person in
      let names = person.email.isEmpty ? person.id : person.email.joined(separator: ",")
      return person.keys.compactMap { key -> String? in
        guard key.status == .active, key.compromisedSince == nil else { return nil }
        switch key.material {
        case .ssh(let line): return "\(names) namespaces=\"git\" \(line)"
        case .sshAuthority(let line, let principal):
          return "\(principal) cert-authority,namespaces=\"git\" \(line)"
        case .openPGP, .x509: return nil
        }
      }
    }
  }
}

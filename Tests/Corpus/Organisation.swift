import TestSupport

/// The policy of the corpus: that of the tests, with keys that are always the same.
package enum Organisation {
  /// The policy as it stands at the trust root.
  package static func sample() throws -> SampleOrganisation {
    var organisation = try SampleOrganisation(people: [])
    let entries = try Persona.employees.map { try entry($0) }.joined()
    try organisation.replace("people:\n", with: "people:\n" + entries, in: "people.yaml")
    return organisation
  }

  /// The entry of a person in `people.yaml`, with another line of keys if one is given.
  package static func entry(_ person: Persona, keys: String? = nil) throws -> String {
    """
      \(person.id):
        name: \(person.name)
        email: [\(person.email)]
        kind: \(person == .bot ? "machine" : "human")
        keys:
    \(try keys ?? keyLine(person))

    """
  }

  /// The line of a person's key.
  package static func keyLine(_ person: Persona) throws -> String {
    "      - ssh: \(try SeedKey(of: person).line)"
  }

  /// The digest that a Policy-Approve names.
  package static func digest(_ organisation: SampleOrganisation) -> String {
    let lines = organisation.files.sorted {
      Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8))
    }
    .map { "\(Hex.sha256($0.value))  policies/\($0.key)\n" }
    return Hex.sha256(lines.joined())
  }

  /// The message of a vote.
  package static func approval(of digest: String, from old: String) -> String {
    """
    Approve the policy

    Policy-Approve: sha256:\(digest); from=sha256:\(old)
    Change-Repository: harbourline/changes

    """
  }

  /// What a commit changes to get from one policy to another.
  package static func entries(from old: SampleOrganisation, to new: SampleOrganisation)
    -> [String: CommitPlan.Entry]
  {
    var entries = new.entries
    for file in old.files.keys where new.files[file] == nil {
      entries["policies/\(file)"] = .removed
    }
    return entries
  }
}

extension SampleOrganisation {
  /// Raises the version.
  package mutating func raise(from old: Int = 1, to new: Int = 2) throws {
    try replace("version: \(old)\n", with: "version: \(new)\n", in: "assent.yaml")
  }
}

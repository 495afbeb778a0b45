package import Git
package import Primitives

/// A reference below `assent/` that holds acts on their way to the trunk.
package struct CarrierReference: Hashable, Sendable {
  /// The full name, such as `refs/remotes/origin/assent/CHG-2026-7F3K/eli.frost`.
  package let reference: String
  package let commit: ObjectID

  /// The branch's own name, which begins with `assent/`.
  package var branch: String {
    let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
    let skipped = reference.hasPrefix("refs/heads/") ? 2 : 3
    let rest = parts.dropFirst(skipped)
    // A remote's name may have slashes too.
    return rest.drop { $0 != "assent" }.joined(separator: "/")
  }

  /// Every carrier, local or of any remote, sorted by name.
  ///
  /// Throws if the references cannot be read.
  package static func all(
    in repository: borrowing Repository
  ) throws(LedgerError) -> [CarrierReference] {
    try reading { () throws(GitError) in
      try repository.references(withPrefix: "refs/heads/assent/")
        + repository.references(withPrefix: "refs/remotes/")
    }
    .map { CarrierReference(reference: $0.name, commit: $0.commit) }
    .filter { $0.branch.utf8.count > "assent/".utf8.count }
  }
}

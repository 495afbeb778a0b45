package import Git
package import Ledger
package import Records

/// Finds out who is sitting here, for questions that sign nothing.
package enum OwnPerson {
  /// Whom the policy names for the user's signing key, else for Git's `user.email`.
  ///
  /// Throws a usage error if neither names anybody. An address is a claim: it decides whose inbox is
  /// shown, and never who acted.
  package static func find(
    _ policy: Policy, _ holders: KeyHolders, in repository: borrowing Repository
  ) throws(ActingError) -> String {
    let git = try GitCommand(for: repository)
    if let key = key(git, holders), let holder = holders.holder(of: key.proof) {
      return holder.person
    }
    let address = try git.configuration("user.email")?.lowercased()
    let people = policy.people.people.values.filter { person in
      person.email.contains { $0.lowercased() == address }
    }
    if let only = people.first, people.count == 1 { return only.id }
    throw .usage(
      "the policy knows neither your signing key nor your address"
        + (address.map { ", \($0)" } ?? ""),
      hint: "name somebody: assent inbox PERSON, or --all")
  }

  /// The signing key, if there is one that can be told.
  private static func key(_ git: GitCommand, _ holders: KeyHolders) -> SigningKey? {
    do throws(ActingError) { return try SigningKey.find(nil, git: git, among: holders) } catch {
      return nil
    }
  }
}

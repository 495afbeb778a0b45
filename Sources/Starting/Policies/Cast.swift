/// The people who play in the cases of a new policy: nobody sits twice.
struct Cast: Hashable {
  /// Who asks for the change and carries it out.
  let asker: String
  /// An owner of the system who is not the asker.
  let owner: String
  /// The holder of each role who acts in it.
  let seats: [String: String]

  /// Whoever acts in a role.
  subscript(role: String) -> String { seats[role] ?? owner }

  /// Gives out the parts; nil where there are too few people.
  init?(workflow: ReadyWorkflow, owners: [String], holders: (String) -> [String]) {
    // The approvals need different people in the regulated workflow; elsewhere one will do.
    let apart =
      workflow == .regulated ? ["change-manager", "security", "privacy", "cab-chair"] : []
    let others = workflow.roles.filter { !apart.contains($0) && $0 != "implementer" }
    for asker in holders("implementer") {
      guard let owner = owners.first(where: { $0 != asker }),
        let seated = Self.seated(apart[...], { role in holders(role).filter { $0 != asker } })
      else { continue }
      var seats = seated
      for role in others { seats[role] = holders(role).first { $0 != asker } }
      guard seats.count == apart.count + others.count else { continue }
      (self.asker, self.owner, self.seats) = (asker, owner, seats)
      return
    }
    return nil
  }

  /// Different people for roles; nil where there are none.
  private static func seated(
    _ roles: ArraySlice<String>, _ holders: (String) -> [String]
  ) -> [String: String]? {
    guard let role = roles.first else { return [:] }
    for person in holders(role) {
      let rest = seated(roles.dropFirst()) { holders($0).filter { $0 != person } }
      if let rest { return rest.merging([role: person]) { first, _ in first } }
    }
    return nil
  }
}

extension StandardControl {
  /// The map from standards to this audit, in the order of the page: what each control asks for, in
  /// our own words, which tests answer it, where the pack shows that, and what the pack cannot show.
  ///
  /// It is a finding aid for assessors, no opinion: whether a control is met is theirs to say.
  package static let all: [StandardControl] =
    nist + serviceOrganisation + international + cardIndustry + governance + european + life
    + supplyChain

  /// A control, from names of tests such as `T4 T5` and of places such as `people.html`.
  static func control(
    _ standard: String, _ control: String, _ asks: String, tests: [ControlTest],
    places: [String], limits: String? = nil
  ) -> StandardControl {
    StandardControl(
      standard: standard, control: control, asks: asks, tests: tests, places: places,
      limits: limits)
  }
}

/// Limits that several controls share.
enum Limit {
  static let production =
    "Git does not know what ran in production: give a deployment feed, and ask whether it is complete."
  static let forge =
    "Who may push, merge or bypass is decided by the forge: give a snapshot of its settings."
  static let identity =
    "A signature proves a key. That the key is the person's rests on how keys are entered and kept."
  static let clock =
    "Order is proven; dates are claims unless a recorder signed them or an anchor outside holds them."
  static let quality =
    "That an analysis is there and came before approval is shown; how good it is, is for people to judge."
  static let retention =
    "Backups, retention periods and deletion of the repository itself lie outside Git."
}

/// What an act does to a change. The raw value is the spelling in a trailer after `Change-`.
package enum Verb: String, Hashable, Sendable, CaseIterable {
  case submit = "Submit"
  case assess = "Assess"
  case approve = "Approve"
  case object = "Object"
  case resolve = "Resolve"
  case reject = "Reject"
  case withdraw = "Withdraw"
  case test = "Test"
  case schedule = "Schedule"
  case start = "Start"
  case finish = "Finish"
  case review = "Review"
  case close = "Close"
  case cancel = "Cancel"
  case hold = "Hold"
  case resume = "Resume"
  case except = "Except"
  case override = "Override"

  /// The spelling in policies, in JSON and on the command line: lower case.
  package var name: String { rawValue.lowercased() }

  /// The verb of that lower-case name.
  package init?(name: String) {
    guard let verb = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = verb
  }

  /// What the commit that carries the act may edit.
  package enum MayEdit: Hashable, Sendable {
    /// Nothing: the tree equals the first parent's.
    case nothing
    /// The record and its evidence.
    case record
    /// The record without evidence.
    case recordAlone
    /// The record's `execution` section and its evidence.
    case execution
  }

  /// What the commit that carries the act may edit.
  package var mayEdit: MayEdit {
    switch self {
    case .submit, .assess, .test, .finish, .review, .close: .record
    case .schedule: .recordAlone
    case .start: .execution
    case .approve, .object, .resolve, .reject, .withdraw, .cancel, .hold, .resume, .except,
      .override:
      .nothing
    }
  }

  /// Whether the act closes a gate as soon as it is seen, before it lands on the trunk.
  package var closesUnlanded: Bool {
    switch self {
    case .object, .reject, .hold, .withdraw: true
    default: false
    }
  }

  /// Whether the act can close a gate: it is stopped by fewer reasons than others.
  package var forbids: Bool {
    switch self {
    case .object, .reject, .hold, .cancel, .withdraw: true
    default: false
    }
  }
}

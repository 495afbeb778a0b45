/// A part of a record that an act can cover.
package enum Section: String, Hashable, Sendable, CaseIterable {
  case request, assessment, testing, implementation, rollback, schedule, execution, review, closure
}

/// The nine steps of a change, in order.
package enum Stage: String, Hashable, Sendable, CaseIterable, Comparable {
  case initiated, assessed, approved, tested, planned, scheduled, implemented, reviewed, closed

  /// The place in the order, from 0.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: Stage, right: Stage) -> Bool { left.rank < right.rank }

  /// The sections that the stage covers where its rule does not say: its own; closed covers all.
  package var ownSections: [Section] {
    switch self {
    case .initiated: [.request]
    case .assessed: [.assessment]
    case .approved: []
    case .tested: [.testing]
    case .planned: [.implementation, .rollback]
    case .scheduled: [.schedule]
    case .implemented: [.execution]
    case .reviewed: [.review]
    case .closed: Section.allCases
    }
  }
}

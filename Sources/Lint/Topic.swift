internal import Records

/// The chapter of the documentation that a rule stands in.
package enum Topic: String, Hashable, Sendable, CaseIterable {
  case record
  case request, assessment, testing, implementation, rollback, schedule, execution, review, closure
  case evidence, together, history, suppressions, policy

  init(_ section: Section) { self = Topic(rawValue: section.rawValue) ?? .record }

  /// The heading of the chapter.
  package var title: String {
    switch self {
    case .record: "The record as a whole"
    case .evidence: "Evidence"
    case .together: "Several records"
    case .history: "Commits of a range"
    case .suppressions: "Suppressions"
    case .policy: "Policies"
    default: "The section `\(rawValue)`"
    }
  }
}

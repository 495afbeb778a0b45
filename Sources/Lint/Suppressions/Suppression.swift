package import Diagnostics
package import Primitives

/// One suppression as auditors see it: what it leaves out, why, and until when.
package struct Suppression: Hashable, Sendable {
  /// Where it is written, and so who answers for it.
  package enum Origin: String, Hashable, Sendable {
    /// In the record, by whoever edits it; warnings and notes alone.
    case comment
    /// In `policies/lint.yaml`, signed for by the owners of the policy.
    case policy
  }

  /// What it does at the moment.
  package enum State: String, Hashable, Sendable {
    case active, unused, expired
    /// The run did not look at everything that it could leave out.
    case unknown
  }

  package let origin: Origin
  package let rules: [String]
  /// The id or path of the record.
  package let record: String
  /// The key path; empty for the whole record.
  package let place: String
  package let reason: String
  /// The last day on which it holds.
  package let until: CivilDate
  /// How many days are left, today not counted.
  package let daysLeft: Int
  /// Where it is written.
  package var location: Location
  package var state: State
  /// How many findings it leaves out in this run.
  package var findings: Int
}

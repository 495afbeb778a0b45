package import Primitives

/// `policies/templates/STD-….yaml`: a standard change, approved once for many uses.
package struct Template: Hashable, Sendable {
  package var id: String = ""
  package var version: Int = 0
  package var path: String = ""
  /// The exact text: a record is made from these bytes and no others.
  package var text: [UInt8] = []
  /// Until when records of the version before may still be carried out; nil: not at all.
  package var retireAt: Instant?
  /// So many failed or rolled-back uses suspend the version; nil: none do.
  package var suspendAfter: Int?
  package var title: String?
  package var description: String?
  package var systems: [String]?
  package var risk: ChangeRequest.Risk?
  /// What a record made from it may choose, by name.
  package var parameters: [String: Parameter] = [:]
  /// What every record made from it says: assessment, tests, both plans.
  package var content = ChangeRequest()

  /// The values that a parameter may have.
  package enum Parameter: Hashable, Sendable {
    /// Whatever the pattern matches as a whole.
    case pattern(ParameterPattern)
    case oneOf([String])

    /// Whether a value lies in the range.
    package func allows(_ value: String) -> Bool {
      switch self {
      case .pattern(let pattern): pattern.matches(value)
      case .oneOf(let values): values.contains { Array($0.utf8) == Array(value.utf8) }
      }
    }
  }

  package init() {}

  /// What records write to name it, such as `STD-TLS-ROTATE@3`.
  package var reference: String { "\(id)@\(version)" }
}

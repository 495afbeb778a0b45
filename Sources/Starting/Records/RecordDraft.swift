package import Records

/// The draft of a record: what is known is filled in, and what is not is a blank that the linter
/// reports until somebody fills it.
package struct RecordDraft: Sendable {
  package let id: String
  package var title: String
  package var kind: ChangeRequest.Kind
  package var requester: String
  package var implementer: String?
  package var systems: [String] = []
  package var environment = "production"
  package var risk: ChangeRequest.Risk?
  /// RFC 3339, as the user wrote them.
  package var start: String?
  package var end: String?
  package var description: String?
  package var justification: String?
  package var expectedOutcome: String?
  package var incident: String?
  package var whyNotNormal: String?
  /// A template with its version, and what the record sets of its parameters.
  package var template: String?
  package var parameters: [(name: String, value: String)] = []
  /// The kind of way back, what makes it due, and who decides.
  package var strategy: String?
  package var trigger: String?
  package var decider: String?
  package var deputy: String?
  /// What the inventory says that the systems need.
  package var dependencies: [String] = []
  /// Whether the sections behind the request are left to others.
  package var isRequestOnly = false
  /// The comment for editors that names the schema; empty for none.
  package var modeline = ""

  package init(id: String, title: String, kind: ChangeRequest.Kind, requester: String) {
    (self.id, self.title, self.kind, self.requester) = (id, title, kind, requester)
  }

  /// The whole file.
  package var text: String { ([head] + sections).joined(separator: "\n") }

  private var sections: [String] {
    switch kind {
    case .standard:
      [standardRequest, implementer.map(standardImplementation), schedule].compactMap { $0 }
    case .emergency: [request, emergencyImplementation, emergencyRollback, emergencyRest]
    case .normal:
      isRequestOnly
        ? [request, schedule] : [request, assessment, testing, implementation, rollback, schedule]
    }
  }

  private var head: String {
    """
    \(modeline)# Fill in what stands between < and >; `assent lint` says what is missing or vague.
    # Approvals never stand in this file: they are signatures on it.
    schema: assent/change/1
    id: \(id)
    title: \(YAMLText.quoted(title))
    type: \(kind.rawValue)

    """
  }

  // MARK: Lines

  /// A key with its text, or with a blank.
  func line(_ key: String, _ value: String?, _ hint: String) -> String {
    "\(key): " + (value.map(YAMLText.quoted) ?? Blank.text(hint))
  }

  /// A key with an id, or with a blank.
  func name(_ key: String, _ value: String?, _ hint: String) -> String {
    "\(key): " + (value ?? Blank.text(hint))
  }

  /// The planned time under a key.
  func interval(_ key: String) -> String {
    let times = [
      start ?? Blank.text("the start as 2026-01-31T22:00:00+01:00"), end ?? Blank.text("the end"),
    ]
    return "\(key): {start: \(times[0]), end: \(times[1])}"
  }
}

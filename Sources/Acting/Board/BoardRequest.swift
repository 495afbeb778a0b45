package import Primitives
package import Records

/// What a member of a board wants to sign of an agenda.
package struct BoardRequest: Sendable {
  package let agenda: AgendaFile
  /// Of the agenda's bytes as they were read.
  package let digest: SHA256Digest
  /// The changes that the member leaves out.
  package let except: Set<String>
  /// By change, the names of the objections that the member makes instead of approving.
  package let objections: [String: String]
  /// Where the minutes stand; nil for the agenda's digest.
  package let minutes: String?
  /// The reason.
  package let body: String

  package init(
    agenda: AgendaFile, digest: SHA256Digest, except: Set<String>, objections: [String: String],
    minutes: String?, body: String
  ) {
    self.agenda = agenda
    self.digest = digest
    self.except = except
    self.objections = objections
    self.minutes = minutes
    self.body = body
  }
}

/// A change of an agenda that is not signed.
package struct BoardOmission: Hashable, Sendable {
  package let change: String
  package let title: String
  /// Why, in words.
  package let reason: String
  /// What to do about it.
  package let hint: String?
  /// Whether the member asked for it.
  package let isWanted: Bool
}

/// One commit on all that is left of an agenda, ready to be signed.
package struct BoardDraft: Sendable {
  /// Nil if nothing is left.
  package let draft: Draft?
  package let omissions: [BoardOmission]
  /// What does not stop the acts, but should be known.
  package let remarks: [String]
  let request: ActRequest
}

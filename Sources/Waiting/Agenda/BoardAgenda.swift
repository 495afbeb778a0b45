package import Decision
package import Diagnostics
package import Primitives
package import Records

/// What a board reads before it decides.
package struct BoardAgenda: Hashable, Sendable {
  /// The part that is signed.
  package let file: AgendaFile
  package let now: Instant
  package let zoneName: String
  package let zone: TimeZoneRules?
  package let trunkReference: String
  /// The names of those who hold the role.
  package let board: [String]
  /// In the order of the file.
  package let items: [AgendaItem]
  /// Whether an earlier agenda was given to compare with.
  package let isCompared: Bool

  package init(
    file: AgendaFile, now: Instant, zoneName: String, zone: TimeZoneRules?, trunkReference: String,
    board: [String], items: [AgendaItem], isCompared: Bool
  ) {
    self.file = file
    self.now = now
    self.zoneName = zoneName
    self.zone = zone
    self.trunkReference = trunkReference
    self.board = board
    self.items = items
    self.isCompared = isCompared
  }
}

/// One change of an agenda.
package struct AgendaItem: Hashable, Sendable {
  /// An objection in force.
  package struct Objection: Hashable, Sendable {
    package let person: String
    package let name: String
    package let commit: ObjectID
    /// The words of its commit; empty until somebody reads them.
    package var words: String = ""

    /// How an agenda's file names it.
    package var key: String { "\(person):\(name)" }
  }

  /// What became of the record since the earlier agenda.
  package enum Progress: Hashable, Sendable {
    case new, unchanged
    case edited([ActVerdict.Detail])
  }

  package let id: String
  package let path: String
  package let digest: SHA256Digest
  package let record: ChangeRequest
  package let type: ChangeRequest.Kind?
  package let risk: ChangeRequest.Risk?
  package let reached: Stage?
  /// The board's requirement as it stands.
  package let requirement: RequirementVerdict
  /// Until when it has to be decided; nil where no window is planned.
  package let latest: Instant?
  /// Whether that is over, so that it can no longer begin as planned or be ratified in time.
  package let isLate: Bool
  /// Whether it is an emergency that was let through and has to be ratified.
  package let isRatification: Bool
  package let conflicts: [SlotOverlap]
  package var objections: [Objection]
  /// What the linter says; errors first.
  package let findings: [Finding]
  /// Approvals of the board that went stale.
  package let stale: [ActVerdict]
  package let progress: Progress?
}

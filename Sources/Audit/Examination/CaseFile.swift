internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// All that the control tests of one change are judged from.
struct CaseFile: Sendable {
  let history: History
  let change: ChangeHistory
  let account: ChangeAccount
  let scope: AuditScope
  let chronology: Chronology
  /// How long a change may stay open after its work, in days, where the policy does not say.
  let openDays: Int64
  /// By commit of an artifact: who wrote the code that it brings; nil where nobody looked.
  let authors: [ObjectID: [String]]?
  /// Who approved, as it stood when the work began.
  var approvals = Approvals.none
  /// What the linter says of the texts that people approved.
  var approvalFaults: [ApprovalLint.Fault] = []

  var id: String { change.id }
  var verdict: Verdict { account.verdict }
  var beginning: Beginning? { account.beginning }
  var acts: [Act] { change.acts }
  var graph: Graph { history.graph }

  /// The standpoint by which approvals and plans are judged: that of the beginning of the work,
  /// else the end of the audit.
  var standpoint: Standpoint { beginning?.standpoint ?? account.end }

  /// The last text that the record had on the trunk.
  var lastVersion: RecordVersion? {
    let index = change.current ?? change.spineVersions.last { $0.version != nil }?.version
    guard let index, change.versions.indices.contains(index) else { return nil }
    return change.versions[index]
  }

  /// The record as it stands or last stood, a standard one with what its template says.
  var record: ChangeRequest? {
    guard change.current != nil, let record = account.end.record else {
      return lastVersion?.document.change
    }
    return record
  }

  /// The type by which the change is judged.
  var kind: ChangeRequest.Kind? { standpoint.kind ?? verdict.type }

  /// Whether the record calls itself made from a template.
  var saysStandard: Bool {
    (standpoint.version ?? lastVersion)?.document.change?.kind == .standard
  }

  /// The acts of a verb that had their effect as of the end, in order.
  func counted(_ verb: Verb) -> [Act] {
    verdict.acts.filter { $0.counted && $0.act.statement.verb == verb }.map(\.act)
  }

  /// The acts of a verb that said what they say, though they may have aged since.
  func spoken(_ verb: Verb) -> [Act] {
    verdict.acts.filter { each in
      guard each.act.statement.verb == verb else { return false }
      switch each.reason {
      case nil, .stale, .expired, .superseded, .duplicate: return true
      default: return false
      }
    }.map(\.act)
  }

  /// The acts whose commits fill seats.
  func acts(filling requirements: [RequirementVerdict], by verb: Verb? = nil) -> [Act] {
    let filling = Set(requirements.flatMap(\.acts))
    guard !filling.isEmpty else { return [] }
    return acts.filter {
      filling.contains($0.id) && (verb == nil || $0.statement.verb == verb)
    }
  }

  func moment(_ act: Act) -> Moment { chronology.moment(of: act) }

  /// The text that an act names.
  func version(of act: Act) -> RecordVersion? {
    act.version.flatMap { change.versions.indices.contains($0) ? change.versions[$0] : nil }
  }
}

internal import Acts
internal import Primitives
internal import Records

/// What a record that says it is made from a template turns out to be.
///
/// Its template has to be the one in force for its Submit, byte for byte, and the record may set
/// nothing that the template does not leave open. Anything else is judged as a normal change.
///
/// A class, so that views, which are copied often, share it.
final class StandardUse: Sendable {
  /// The stages that the approval of the template stands in for.
  static let granted: Set<Stage> = [.assessed, .approved, .tested, .planned]
  /// The name of the requirement that it satisfies.
  static let requirementID = "template"

  /// The template that stands in for assessment, approval, tests and plans; nil if none does.
  let template: Template?
  /// Why none does, in words.
  let departure: String?
  /// The record with what its template says about it, or as a normal change.
  let record: ChangeRequest
  /// What the named template is meant for, whether or not it holds.
  let systems: [String]

  /// Judges the content of a view; nil for a record of another type.
  init?(in view: View, _ document: RecordDocument) {
    guard var change = document.change, change.kind == .standard else { return nil }
    let finding = Self.template(for: document, change, in: view)
    switch finding {
    case .success(let template):
      self.template = template
      departure = nil
      record = template.filled(by: change)
      systems = template.systems ?? []
    case .failure(let reason):
      template = nil
      departure = reason.words
      let reference = change.request?.template ?? ""
      let name = reference.prefix { $0 != "@" }
      systems = view.policy.templates.first { $0.id == name }?.systems ?? []
      change.kind = .normal
      record = change
    }
  }

  /// A use that an authorised Start began goes on by the same template; nil if it was none.
  init?(goingOnFrom use: StandardUse, _ change: ChangeRequest) {
    guard let template = use.template, change.kind == .standard else { return nil }
    self.template = template
    departure = nil
    record = template.filled(by: change)
    systems = use.systems
  }

  private struct Departure: Error {
    let words: String

    init(_ words: String) { self.words = words }
  }

  private static func template(
    for document: RecordDocument, _ change: ChangeRequest, in view: View
  ) -> Result<Template, Departure> {
    guard let reference = change.request?.template else {
      return .failure(Departure("it names no template"))
    }
    let submission = submission(in: view)
    // Where no stage asks for a Submit, nothing else would miss it.
    if submission == nil, view.policy.workflow.stages[.initiated] == nil {
      return .failure(Departure("its requester did not submit it as it stands"))
    }
    let atSubmit = submission.flatMap { view.policies(for: $0).first?.policy }
    guard
      let template = (atSubmit ?? view.policy).templates.first(where: {
        $0.reference == reference
      })
    else {
      return .failure(Departure("no template `\(reference)` was in force for its submission"))
    }
    if let fault = standing(template, in: view) { return .failure(Departure(fault)) }
    if let omission = template.omission {
      return .failure(Departure("`\(template.reference)` does not give \(omission)"))
    }
    if let departure = template.departures(in: document).first {
      return .failure(Departure(departure.message))
    }
    if let limit = template.suspendAfter, failures(of: reference, in: view) >= limit {
      return .failure(
        Departure("`\(reference)` is suspended after \(limit) failed or rolled-back uses"))
    }
    return .success(template)
  }

  /// Why a template of the past no longer stands, or nil.
  private static func standing(_ template: Template, in view: View) -> String? {
    let reference = template.reference
    if let present = view.policy.templates.first(where: { $0.reference == reference }) {
      return present.text == template.text ? nil : "`\(reference)` was edited after its submission"
    }
    guard let successor = view.policy.successor(of: reference), let end = successor.retireAt else {
      return "`\(reference)` was withdrawn after its submission"
    }
    return view.now < end ? nil : "`\(reference)` was retired at \(end)"
  }

  /// The first sound Submit by the requester that is seen and holds for the content as it stands.
  private static func submission(in view: View) -> Act? {
    let rule = view.policy.workflow.stages[.initiated] ?? StageRule(stage: .initiated)
    let covered = rule.coveredSections
    return view.change.acts.first { act in
      guard act.statement.verb == .submit, act.faults.isEmpty, view.sees(act),
        view.claimed(act).later <= view.now, let content = view.content,
        let version = act.version, view.change.versions.indices.contains(version)
      else { return false }
      let submitted = view.change.versions[version]
      guard let person = act.person, let named = submitted.document.change?.request?.requester,
        view.history.canonical(named) == person
      else { return false }
      return view.memo.fields(from: submitted, to: content, in: covered).isEmpty
    }
  }

  /// How many other uses of a template were finished as failed or rolled back, as far as is seen.
  private static func failures(of reference: String, in view: View) -> Int {
    let uses = view.history.plans.uses(of: reference)
    return uses.count { id in
      guard id != view.change.id, let use = view.history.changes[id] else { return false }
      return use.acts.contains { act in
        act.statement.verb == .finish && act.faults.isEmpty && view.sees(act)
          && ["failed", "rolled-back"].contains(act.statement["outcome"])
          && act.statement.role.map { view.holds(act, $0) } ?? false
      }
    }
  }
}

import Foundation
import TestSupport

/// One repository in which the events of one row or of several take place, a change for each.
final class Bench {
  let scene: Scene
  /// Heads of branches beside the trunk, and the record that each has.
  var branches: [String: (head: String, record: SampleRecord)] = [:]
  /// Where events take place if not on the trunk.
  var base: String?
  /// Commits that rows refer to.
  var marks: [String: String] = [:]
  /// Digests by text: one change has many acts on one text.
  private var digests: [String: String] = [:]

  init(_ policy: Policy, begins: Moment) throws {
    scene = try Scene(
      policy.organisation(), Draft.usual.record("CHG-2026-0000", begins: begins), begins: begins,
      through: .policy)
  }

  /// The digest of a record's text.
  func digest(_ record: SampleRecord) throws -> String {
    if let known = digests[record.text] { return known }
    let digest = try record.digest
    digests[record.text] = digest
    return digest
  }

  /// The message of a commit that carries acts.
  func message(_ lines: [String], subject: String = "Act", body: String? = "Seen.") -> String {
    let paragraphs = [subject] + (body.map { [$0] } ?? [])
    let trailers = lines + ["Change-Repository: \(SampleOrganisation.repository)"]
    return paragraphs.joined(separator: "\n\n") + "\n\n" + trailers.joined(separator: "\n") + "\n"
  }

  /// The trailer of an act on the record as it stands.
  func line(_ act: Act) throws -> String {
    act.line(id: scene.record.id, right: try digest(scene.record))
  }

  /// A signed act on the record as it stands.
  @discardableResult
  func act(
    _ act: Act, by person: Persona, author: Persona? = nil,
    changes: [String: CommitPlan.Entry] = [:],
    body: String? = "Seen."
  ) throws -> String {
    try commit(
      try message([line(act)], body: body), by: author ?? person, changes: changes,
      signedBy: person)
  }

  /// A commit on the trunk, or on the branch that is being told.
  @discardableResult
  func commit(
    _ message: String, by author: Persona, changes: [String: CommitPlan.Entry] = [:],
    signedBy signer: Persona? = nil
  ) throws -> String {
    let id = try scene.commit(
      message, by: author, changes: changes, signedBy: signer, on: base)
    if base != nil { base = id }
    return id
  }

  /// Puts a commit made elsewhere at the end of the trunk or branch.
  func append(_ id: String) {
    if base != nil { base = id } else { scene.tip = id }
    scene.clock = scene.clock + 1.minutes
  }

  /// The record's file as it stands.
  var file: [String: CommitPlan.Entry] { [scene.record.path: .text(scene.record.text)] }

  /// One signed commit with an act on each of several records.
  func together(_ acts: [(act: Act, record: SampleRecord)], by person: Persona) throws {
    guard !acts.isEmpty else { return }
    let lines = try acts.map { pair in
      pair.act.line(id: pair.record.id, right: try digest(pair.record))
    }
    try commit(message(lines, subject: "Acts on several changes"), by: person, signedBy: person)
  }

  /// Tells the rows' records up to where each row begins, many changes to a commit.
  func prepare(_ rows: [(row: Row, record: SampleRecord)]) throws {
    var files: [String: CommitPlan.Entry] = [:]
    for (row, record) in rows where row.through >= .drafted {
      files.merge(record.evidence.mapValues(CommitPlan.Entry.text)) { $1 }
      files[record.path] = .text(record.text)
    }
    if !files.isEmpty { try commit("Ask for changes\n", by: .ann, changes: files) }
    func records(_ milestone: Scene.Milestone, _ act: (Row) -> Act) -> [(Act, SampleRecord)] {
      rows.filter { $0.row.through >= milestone }.map { (act($0.row), $0.record) }
    }
    try together(records(.submitted) { _ in .submit }, by: .ann)
    try together(records(.assessed) { .assess(risk: $0.draft.risk) }, by: .rae)
    for usual in rows.first?.row.policy.usual ?? [] {
      try together(records(.approved) { _ in .approve(usual.role) }, by: usual.person)
    }
    try together(records(.tested) { _ in .test() }, by: .ivy)
    try together(records(.scheduled) { _ in .schedule }, by: .cat)
  }
}

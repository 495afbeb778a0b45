import TestSupport

/// A template and records made from it.
enum StandardSample {
  static let file = "templates/STD-CERT.yaml"

  /// The template; `record` adds to what it says about every record.
  static func template(
    version: Int = 1, systems: String = "claims-api", risk: String = "low", head: String = "",
    record: String = ""
  ) -> String {
    """
    schema: assent/template/1
    id: STD-CERT
    version: \(version)
    title: Rotate the certificate of `host` to `serial`
    \(head)systems: [\(systems)]
    risk: \(risk)
    parameters:
      host: {one-of: [www.harbourline.example, claims.harbourline.example]}
      serial: {pattern: "[0-9A-F]{4,8}"}
    record:
      assessment: {risk: \(risk), dependencies: [document-store]}
      implementation:
        artifacts: [{name: claims-api, commit: "\(SampleRecord.artifact)"}]
        steps: [{id: P1, do: Install the certificate `serial`., by: implementer, expect: The probe of `host` shows `serial`., minutes: 5, reversible: true}]
      rollback:
        target: {name: claims-api, commit: "\(SampleRecord.target)"}
        steps: [{id: R1, undoes: [P1], do: Install the old certificate., by: implementer, expect: The probe shows the old one., minutes: 5}]
    \(record)
    """
  }

  /// The policy with the template.
  static func organisation(
    _ template: String = template(), edits: [(old: String, new: String, file: String)] = []
  ) throws -> SampleOrganisation {
    var organisation = try SampleOrganisation()
    organisation.files[file] = template
    for edit in edits { try organisation.replace(edit.old, with: edit.new, in: edit.file) }
    return organisation
  }

  /// A record made from the template, with nothing that the template does not leave open.
  static func record(id: String = "CHG-2026-7F3K", version: Int = 1, begins: Moment = .beginning)
    throws -> SampleRecord
  {
    var record = try SampleRecord(id: id, begins: begins)
    let (start, end) = (record.window.lowerBound, record.window.upperBound)
    record.text = """
      schema: assent/change/1
      id: \(id)
      title: Rotate the certificate of the public site
      type: standard
      request:
        requester: ana.ruiz
        timeline: {start: \((start - 1.days).text), end: \((start + 1.days).text)}
        template: STD-CERT@\(version)
        parameters: {host: www.harbourline.example, serial: "04AF"}
      implementation:
        implementer: fay.stone
      schedule:
        window: {start: \(start.text), end: \(end.text)}

      """
    return record
  }

  /// A scene with the record drafted, the way being Submit and Schedule.
  static func scene(
    _ organisation: SampleOrganisation? = nil, _ record: SampleRecord? = nil,
    submitted: Bool = true, scheduled: Bool = true
  ) throws -> Scene {
    let scene = try Scene(
      try organisation ?? Self.organisation(), try record ?? Self.record(), through: .drafted)
    if submitted { try scene.act(.submit, by: .ana) }
    if scheduled { try scene.act(.schedule, by: .cat) }
    return scene
  }
}

extension Scene {
  /// Brings another policy to the trunk by a branch on which owners approve it.
  @discardableResult
  func adopt(
    _ new: SampleOrganisation, approvedBy owners: [Persona] = [.cfo, .cto]
  ) throws -> String {
    var changes = new.entries
    for name in organisation.files.keys where new.files[name] == nil {
      changes["policies/\(name)"] = .removed
    }
    let message = """
      Approve the policy

      Policy-Approve: sha256:\(try new.digest); from=sha256:\(try organisation.digest)
      Change-Repository: harbourline/changes

      """
    var side = try commit("Change the policy\n", by: .joe, changes: changes, on: tip)
    for owner in owners { side = try commit(message, by: owner, signedBy: owner, on: side) }
    organisation = new
    return try merge(side, takingTheirs: true)
  }

  /// The next version of the policy.
  func successor(_ change: (inout SampleOrganisation) throws -> Void) throws -> SampleOrganisation {
    var new = organisation
    let lines = (new.files["assent.yaml"] ?? "").split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("version: ") }),
      let version = Int(line.dropFirst(9))
    else { throw TestFailure("the policy has no version") }
    try new.replace(
      "version: \(version)\n", with: "version: \(version + 1)\n", in: "assent.yaml")
    try change(&new)
    return new
  }

  /// Drafts a further record on the trunk and goes on with it.
  func takeUp(_ other: SampleRecord) throws {
    var changes = other.evidence.mapValues(CommitPlan.Entry.text)
    changes[other.path] = .text(other.text)
    try commit("Ask for \(other.id)\n", by: .ana, changes: changes)
    record = other
  }

  /// Makes an act in which the record's file changes as well.
  @discardableResult
  func write(_ act: Act, by person: Persona, adding section: String) throws -> String {
    record.add(section)
    return try self.act(act, by: person, changes: [record.path: .text(record.text)])
  }
}

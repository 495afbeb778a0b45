import TestSupport
import Testing

/// A file with one thing wrong in it.
struct Broken: Sendable, CustomTestStringConvertible {
  private let schema: String
  private let old: String
  private let new: String

  init(_ schema: String, _ old: String, _ new: String) {
    (self.schema, self.old, self.new) = (schema, old, new)
  }

  var testDescription: String { "\(schema): \(old) → \(new)" }

  /// The right file of that kind with the first `old` of it replaced.
  func sample() throws -> SchemaSample {
    let text = SchemaBases.texts[schema] ?? ""
    let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw TestFailure("\(schema) lacks `\(old)`") }
    return SchemaSample(schema: schema, text: parts[0] + new + parts[1])
  }
}

struct SchemaRefusalTests {
  /// What an editor shows while it is typed, since the schema says it.
  private static let both: [Broken] = [
    // Keys.
    Broken("change", "schema: assent/change/1\n", ""),
    Broken("change", "schema: assent/change/1", "schema: assent/change/2"),
    Broken("change", "id: CHG-2026-7F3K\n", ""),
    Broken("change", "title: Move the claims database\n", ""),
    Broken("change", "type: normal\n", ""),
    Broken("change", "closure:", "closing:"),
    Broken("change", "requester: ana.ruiz", "requestor: ana.ruiz"),
    Broken("change", "outcome: successful", "outcome: successful\n  approved: true"),
    Broken("change", ", end: 2026-03-08T05:00:00+01:00", ""),
    Broken("policy", "version: 7\n", ""),
    Broken("policy", "carrier:", "carriers:"),
    Broken("people", "people:\n", "persons:\n"),
    Broken("people", "ca: keys/corp.pem, ", ""),
    Broken("systems", "owners:", "owner:"),
    Broken("workflow", "gate: {deploy: scheduled}\n", ""),
    Broken("workflow", "    covers: [request, assessment]\n", ""),
    Broken("workflow", "any: [", "some: ["),
    Broken("further-workflow", "for: {zone: [personal-data]}\n", ""),
    Broken("further-workflow", "for:", "clock: claimed\nfor:"),
    Broken("calendar", "time-zone: Europe/Berlin\n", ""),
    Broken("calendar", ", to: \"24:00\"", ""),
    Broken("template", "version: 3\n", ""),
    Broken("template", "request: {", "schedule: {"),
    Broken("policy-test", "by: ana.ruiz, ", ""),
    Broken("policy-test", "name: a case", "names: a case"),
    // Kinds of values.
    Broken("change", "systems: [claims-db]", "systems: claims-db"),
    Broken("change", "systems: [claims-db]", "systems: [claims-db, {a: b}]"),
    Broken("change", "systems: [claims-db]", "systems:"),
    Broken("change", "description: Cut over.", "description: [Cut over.]"),
    Broken("change", "description: Cut over.", "description: 2026"),
    Broken("change", "description: Cut over.", "description:"),
    Broken("change", "description: Cut over.", "description: \"  \""),
    Broken("change", "title: Move the claims database", "title: true"),
    Broken("change", "title: Move the claims database", "title: 1.5"),
    Broken("change", "title: Move the claims database", "title: \"two\\nlines\""),
    Broken("change", "users-affected: 1400", "users-affected: \"1400\""),
    Broken("change", "users-affected: 1400", "users-affected: 1.5"),
    Broken("change", "users-affected: 1400", "users-affected: many"),
    Broken("change", "objectives-met: true", "objectives-met: \"true\""),
    Broken("change", "objectives-met: true", "objectives-met: yes"),
    Broken("change", "assessment:\n  risk: high", "assessment: high\nx-y:"),
    Broken("change", "host: web-1", "host: 1"),
    Broken("policy", "version: 7", "version: \"7\""),
    Broken("policy", "people: [cfo.lane, ciso.rey]", "people: []"),
    Broken("workflow", "count: 1", "count: one"),
    Broken("workflow", "all:\n        - {id: cab", "all:\n        {id: cab"),
    Broken("policy-test", "counts: true", "counts: 1"),
    Broken("policy-test", "cases:\n", "cases: []\nstories2:\n"),
    // Ranges and words.
    Broken("change", "users-affected: 1400", "users-affected: -1"),
    Broken("change", "minutes: 25", "minutes: 1000001"),
    Broken("change", "risk: high", "risk: hgih"),
    Broken("change", "type: normal", "type: Normal"),
    Broken("change", "result: pass", "result: passed"),
    Broken("change", "kind: planned", "kind: short"),
    Broken("policy", "threshold: 2", "threshold: 0"),
    Broken("policy", "carrier: branch", "carrier: tag"),
    Broken("people", "kind: human", "kind: robot"),
    Broken("systems", "criticality: high", "criticality: highest"),
    Broken("workflow", "act: submit", "act: approve"),
    Broken("workflow", "conflicts: system-or", "conflicts: all-or"),
    Broken("workflow", "risk: [critical]", "risk: []"),
    Broken("workflow", "covers: [schedule]", "covers: [title]"),
    Broken("calendar", "days: [sat]", "days: [saturday]"),
    Broken("lint", "rehearsal-stale: warning", "rehearsal-stale: fatal"),
    Broken("policy-test", "act: submit", "act: sign"),
    // Notations.
    Broken("change", "id: CHG-2026-7F3K", "id: CHG-2026-7F3I"),
    Broken("change", "requester: ana.ruiz", "requester: Ana"),
    Broken("change", "start: 2026-03-08T01:00:00+01:00", "start: 2026-03-08T01:00:00"),
    Broken("change", "start: 2026-03-08T01:00:00+01:00", "start: 2026-03-08"),
    Broken("change", "start: 2026-03-08T01:00:00+01:00", "start: 2026-13-08T01:00:00Z"),
    Broken("change", "start: 2026-03-08T01:00:00+01:00", "start: 2026-03-08T24:00:00Z"),
    Broken("change", "due: 2026-04-01T09:00:00Z", "due: soon"),
    Broken("change", "restore-tested: 2026-02-01", "restore-tested: 2026-02-30"),
    Broken("change", "for: 10m", "for: 10 minutes"),
    Broken("change", "for: 10m", "for: 010m"),
    Broken("change", "evidence: evidence/CHG", "evidence: ../CHG"),
    Broken("change", "functional.txt", "../functional.txt"),
    Broken("change", "sha256: ab", "sha256: AB"),
    Broken("change", "commit: c0", "commit: C0"),
    Broken("change", "template: STD-TLS-ROTATE@3", "template: STD-TLS-ROTATE"),
    Broken("policy", "repository: harbourline/changes", "repository: harbourline changes"),
    Broken("policy", "branch: release/16", "branch: \"release 16\""),
    Broken("policy", "\"keys/**\"", "/keys"),
    Broken("people", "ana.ruiz@harbourline", "harbourline"),
    Broken("people", "openpgp: keys/ana.asc", "openpgp: ../ana.asc"),
    Broken("people", "ssh: ssh-ed25519", "ssh: ssh-dss"),
    Broken("people", "  ana.ruiz:\n", "  Ana:\n"),
    Broken("calendar", "from: \"22:00\"", "from: \"25:00\""),
    Broken("lint", "90d", "90 days"),
    Broken("policy-test", "rollback.steps.0.do: Undo", "\"rollback steps\": Undo"),
    Broken("policy-test", "role: system-owner(claims-db)", "role: \"system-owner(\""),
    Broken("policy-test", "landed: never", "landed: later"),
  ]

  /// What the decoder alone refuses; Documentation/editors.md lists it.
  private static let decoderAlone: [Broken] = [
    // A list of times says nothing about their order.
    Broken("change", "end: 2026-03-08T05:00:00+01:00", "end: 2026-03-07T05:00:00+01:00"),
    Broken("calendar", "until: 2027-01-04", "until: 2026-01-04"),
    // Without quotes these are text in YAML 1.2 and something else in YAML 1.1.
    Broken("change", "description: Cut over.", "description: no"),
    Broken("change", "description: Cut over.", "description: 2026-03-08"),
    Broken("lint", "rehearsal-stale: warning", "rehearsal-stale: off"),
    // The YAML subset: the schema sees what a parser made of it.
    Broken("change", "type: normal", "type: &t normal"),
    Broken("change", "type: normal", "type: !!str normal"),
    Broken("change", "users-affected: 1400", "users-affected: 0x10"),
    Broken("change", "users-affected: 1400", "users-affected: 1e3"),
    // Keys that go together.
    Broken("change", "      evidence: evidence/CHG-2026-7F3K/functional.txt\n", ""),
    Broken("policy", "{files: [people.yaml, \"keys/**\"], people", "{people"),
    Broken(
      "people", "- openpgp: keys/ana.asc\n",
      "- openpgp: keys/ana.asc\n        ssh: ssh-ed25519 AAAA\n"),
    Broken("workflow", "role: risk-assessor, ", ""),
    Broken("workflow", "{role: chair, count: 1}", "{role: chair, count: 1, all: []}"),
    Broken("workflow", "gate: {deploy: scheduled}", "gate: {deploy: scheduled, b: approved}"),
    Broken("template", "{pattern: \"[a-z]+\"}", "{pattern: \"[a-z]+\", one-of: [a]}"),
    Broken("template", "\"[a-z]+\"", "\"[a-z\""),
    Broken("policy-test", "act: submit, ", ""),
    Broken("policy-test", "act: submit, ", "act: submit, delegate: x, "),
    Broken("policy-test", "rollback.steps.0.do", "rollback.stops.0.do"),
    Broken("policy-test", "    expect:", "    #"),
    // What needs a decoder of its own.
    Broken("people", "AAAAC3Nz", "AAAAC3Nx"),
    Broken("policy", "branch: release/16", "branch: release..16"),
    Broken("calendar", "from: \"22:00\"", "from: \"24:00\""),
    Broken("change", "2026-02-26T14:00:00.25Z", "2026-02-30T14:00:00Z"),
  ]

  @Test func `the files that the tables break are right`() throws {
    let samples = SchemaBases.texts.map { SchemaSample(schema: $0.key, text: $0.value) }
    for (sample, refusal) in zip(samples, try SchemaJudge.refusals(of: samples)) {
      #expect(refusal == nil, "\(sample.schema)")
      #expect(try SchemaJudge.decoderRefusal(of: sample) == nil, "\(sample.schema)")
    }
  }

  @Test func `what is broken is refused by schema and decoder`() throws {
    let refusals = try SchemaJudge.refusals(of: Self.both.map { try $0.sample() })
    for (broken, refusal) in zip(Self.both, refusals) {
      #expect(refusal != nil, "the schema accepts \(broken.testDescription)")
      #expect(
        refusal?.hasPrefix("unreadable") != true, "\(broken.testDescription): \(refusal ?? "")")
      let decoder = try SchemaJudge.decoderRefusal(of: broken.sample())
      #expect(decoder != nil, "the decoder accepts \(broken.testDescription)")
    }
  }

  @Test func `what no schema can say is refused by the decoder alone`() throws {
    let refusals = try SchemaJudge.refusals(of: Self.decoderAlone.map { try $0.sample() })
    for (broken, refusal) in zip(Self.decoderAlone, refusals) {
      #expect(refusal == nil, "\(broken.testDescription)")
      let decoder = try SchemaJudge.decoderRefusal(of: broken.sample())
      #expect(decoder != nil, "the decoder accepts \(broken.testDescription)")
    }
  }
}

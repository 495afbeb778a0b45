import Diagnostics
import Foundation
import Ledger
import PolicyLint
import Primitives
import Records
import TestSupport
import Testing
import YAMLTree

/// The small, clean policy that examples are laid over.
enum BasePolicy {
  /// The time at which examples are looked at.
  static let now = Instant(seconds: 1_772_452_800)  // 2026-03-02T12:00:00Z

  /// The files of an example by path.
  static func files(_ changes: [PolicyExample.Change] = []) throws -> [String: [UInt8]] {
    var trees = try texts.mapValues(tree)
    for change in changes {
      var root = try trees[change.file] ?? tree("schema: assent/lint/1")
      for removed in change.without {
        root = Overlay.remove(removed.split(separator: "."), from: root)
      }
      if !change.yaml.isEmpty { root = Overlay.merge(root, try tree(change.yaml)) }
      trees[change.file] = root
    }
    return Dictionary(
      uniqueKeysWithValues: trees.map { ("policies/\($0.key)", Array(Overlay.text($0.value).utf8)) }
    )
  }

  /// What the rules say about files that load.
  static func findings(
    _ files: [String: [UInt8]], now: Instant = now,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [Finding] {
    let reading = Policy.read(files: files)
    let policy = try #require(
      reading.policy, "\(reading.findings)", sourceLocation: sourceLocation)
    return lintPolicy(policy, files: files, now: now) { ZoneReader.rules(of: $0) }
  }

  private static func tree(_ text: String) throws -> Node {
    let reading = YAMLReader.read(Array((text + "\n").utf8), path: "example.yaml")
    #expect(reading.findings == [])
    return try #require(reading.root)
  }

  private static let people = ["ana", "bo", "cat", "dan", "eve", "fay", "gus", "ida", "bot"]

  private static let register =
    "schema: assent/people/1\npeople:\n"
    + people.enumerated().map { index, name in
      let blob =
        [0, 0, 0, 11] + Array("ssh-ed25519".utf8) + [0, 0, 0, 32]
        + [UInt8](repeating: UInt8(index + 1), count: 32)
      return """
          \(name):
            name: \(name)
            kind: \(name == "bot" ? "machine" : "human")
            keys: [{ssh: ssh-ed25519 \(Data(blob).base64EncodedString())}]

        """
    }.joined() + """
      roles:
        risk-assessor: [ana, bo, cat]
        change-manager: [bo, cat]
        security: [dan, eve]
        cab: [ana, fay, gus]
        tester: [ana, dan, bot]
        implementer: [fay, gus, ida]
        reviewer: [ana, bo]
        on-call: [bo, eve]
      """

  private static let texts = [
    "assent.yaml": """
    schema: assent/policy/1
    version: 1
    repository: acme/changes
    trunk: main
    owners: [{people: [ana, bo, cat], threshold: 2}]
    """,
    "people.yaml": register,
    "systems.yaml": """
    schema: assent/systems/1
    systems:
      web: {owners: [ana, dan], criticality: high, zones: [internet]}
      db: {owners: [bo, eve], criticality: medium, zones: [personal-data]}
    """,
    "workflow.yaml": """
    schema: assent/workflow/1
    clock: claimed
    stages:
      initiated: {act: submit, by: requester}
      assessed:
        act: assess
        require: {id: assessor, role: risk-assessor, count: 1}
        not: [requester]
        covers: [request, assessment]
      approved:
        act: approve
        require:
          all:
            - {id: change-manager, role: change-manager, count: 1}
            - {id: owners, role: system-owner, per: system, count: 1}
            - {id: security, role: security, count: 1, when: {risk: [high, critical]}}
        distinct: [change-manager, security]
        not: [requester, contributors, implementer]
        covers: [request, assessment, implementation, rollback]
        valid-for: 14d
      tested:
        act: test
        require: {id: tester, role: tester, count: 1, seat: any}
        not: [implementer]
        covers: [testing, implementation]
      planned: {reviewed-by: approved}
      scheduled:
        act: schedule
        require: {id: scheduler, role: change-manager, count: 1}
        covers: [schedule]
        lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d}
        windows: [night]
        conflicts: system-or-dependency
      implemented:
        act: finish
        require: {id: implementer, role: implementer, count: 1, seat: any}
        not: [approvers]
      reviewed:
        act: review
        require: {id: reviewer, role: reviewer, count: 1}
        not: [implementer]
      closed: {act: close, require: {id: closer, role: change-manager, count: 1}}
    gate: {deploy: scheduled}
    emergency:
      before: {id: on-call, role: on-call, count: 1}
      valid-for: 24h
      ratify-within: 48h
      review-within: 5d
    powers:
      object: [security]
      reject: [change-manager]
      hold: [change-manager]
      lift: [cab]
      override: {security: [cab]}
    """,
    "calendar.yaml": """
    schema: assent/calendar/1
    time-zone: Europe/Berlin
    windows: [{id: night, days: [mon, tue, wed, thu], from: "22:00", to: "04:00"}]
    freezes:
      - id: year-end
        from: 2026-12-18T00:00:00+01:00
        until: 2027-01-04T00:00:00+01:00
        except: {role: cab}
    holidays: [2026-12-25]
    """,
    "templates/STD-CERT.yaml": """
    schema: assent/template/1
    id: STD-CERT
    version: 1
    title: Rotate the certificate whose number is `serial`
    systems: [web]
    parameters: {serial: {pattern: "[0-9A-F]{8}"}}
    """,
  ]
}

extension PolicyRule: CustomTestStringConvertible {
  public var testDescription: String { name }
}

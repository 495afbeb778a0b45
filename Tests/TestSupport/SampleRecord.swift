import Foundation

/// The complete record of a change of medium risk that nothing is wrong with.
package struct SampleRecord: Sendable {
  package var id: String
  /// The whole file.
  package var text: String
  /// The planned window: four hours.
  package var window: Range<Moment>

  /// What the change deploys.
  package static let artifact = "4f1c2a9be07d35c86a1b9d2e4f7083b5c6d1e2fa"
  /// What the way back deploys.
  package static let target = "b07a5e1d94c3f2687a0be1d5c4f39286e7d0a1b3"

  /// The path in the repository.
  package var path: String { "changes/\(id.dropFirst(4).prefix(4))/\(id).yaml" }

  /// The evidence that the record names, by path in the repository.
  package var evidence: [String: String] {
    [
      "changes/evidence/\(id)/functional.txt": Self.functional,
      "changes/evidence/\(id)/compatibility.txt": Self.compatibility,
      "changes/evidence/\(id)/rehearsal.txt": Self.rehearsal,
      "changes/evidence/\(id)/further.txt": Self.further,
    ]
  }

  /// Writes the record; sections of later steps are added with ``add(_:)``.
  package init(
    id: String = "CHG-2026-7F3K", type: String = "normal", risk: String = "medium",
    systems: [String] = ["claims-db"], requester: Persona = .ana, implementer: Persona = .fay,
    begins: Moment = .beginning, artifacts: String? = nil
  ) throws {
    self.id = id
    let start = begins + 5.days + 15.hours
    window = start..<(start + 4.hours)
    let emergency =
      type == "emergency"
      ? "\n  incident: INC-9012\n  why-not-normal: The outage grows by a region every hour." : ""
    let artifacts = artifacts ?? "{name: claims-api, commit: \"\(Self.artifact)\"}"
    let sums = try Self.sums.get()
    let further =
      risk == "low" || risk == "medium"
      ? (plan: "", results: "") : Self.furtherTests(of: id, at: begins, sum: sums.further)
    text = """
      schema: assent/change/1
      id: \(id)
      title: Move the claims database to version 16
      type: \(type)
      request:
        requester: \(requester.id)
        description: Replace version 14 of the claims database by version 16 through logical replication.
        justification: Version 14 receives no security fixes after November of this year.
        expected-outcome: All claims are served by version 16 with a latency below 400 ms.
        systems: [\(systems.joined(separator: ", "))]
        environment: production
        timeline: {start: \((start - 1.days).text), end: \((start + 1.days).text)}\(emergency)
      assessment:
        risk: \(risk)
        outage: {kind: planned, minutes: 25}
        users-affected: 1400
        dependencies: [document-store]
        disruption: Claims cannot be filed for 25 minutes while the standby takes over.
        security: Connections keep client certificates; no new port is opened.
        privacy: The same personal data stays in the same network zone.
      testing:
        environment: preprod
        plan:
          - {kind: functional, do: File and settle one claim of every kind.}
          - {kind: compatibility, do: Run the nightly exports of all partners.}\(further.plan)
        results:
          - kind: functional
            result: pass
            by: ivy.moss
            at: \((begins - 3.days).text)
            evidence: evidence/\(id)/functional.txt
            sha256: "\(sums.functional)"
          - kind: compatibility
            result: pass
            by: ivy.moss
            at: \((begins - 3.days + 2.hours).text)
            evidence: evidence/\(id)/compatibility.txt
            sha256: "\(sums.compatibility)"\(further.results)
      implementation:
        implementer: \(implementer.id)
        artifacts: [\(artifacts)]
        steps:
          - {id: P1, kind: capture, do: Take a snapshot of the standby., by: implementer, expect: The snapshot is listed., minutes: 10, reversible: true}
          - {id: P2, do: Promote the standby that runs version 16., by: implementer, expect: Writes arrive at the standby., minutes: 25, reversible: true}
      rollback:
        strategy: failback-standby
        target: {name: claims-api, commit: "\(Self.target)"}
        decision: {owner: ola.wren, deputy: hal.iver}
        triggers:
          - {id: T1, signal: p95 latency of claims-api, source: dashboard claims, when: "> 400 ms", for: 10m}
          - {id: T2, at-latest: \((start + 2.hours).text), reason: The time left equals the time of the way back.}
        point-of-no-return: none
        data: {loss: none, writes-after-change: The old primary follows the new one and keeps every write.}
        steps:
          - {id: R1, undoes: [P2], do: Promote the old primary., by: implementer, expect: Writes arrive at the old primary., minutes: 12}
          - {id: R2, undoes: [P1], do: Remove the snapshot of the standby., by: implementer, expect: The snapshot is gone., minutes: 3}
        max-minutes: 30
        verify:
          - {check: File a claim through claims-api., expect: The claim is in version 14., minutes: 15}
        rehearsal:
          environment: preprod
          at: \((begins - 2.days).text)
          minutes: 14
          result: pass
          evidence: evidence/\(id)/rehearsal.txt
          sha256: "\(sums.rehearsal)"
      schedule:
        window: {start: \(start.text), end: \((start + 4.hours).text)}
        communications:
          - {audience: claims staff, channel: mail, at: \((start - 2.days).text), event: announcement}
          - {audience: claims staff, channel: status page, at: \(start.text), event: start}
          - {audience: claims staff, channel: status page, at: \((start + 4.hours).text), event: end}
          - {audience: claims staff, channel: status page, at: \((start + 2.hours).text), event: rollback}
        coordination: [{team: partner desk, for: pausing the nightly exports}]

      """
  }

  /// The tests that a change of high risk needs besides.
  private static func furtherTests(
    of id: String, at begins: Moment, sum: String
  ) -> (plan: String, results: String) {
    var (plan, results) = ("", "")
    for (kind, action) in [("security", "Scan the open ports."), ("rollback", "Go back.")] {
      plan += "\n    - {kind: \(kind), do: \(action)}"
      results += """

            - kind: \(kind)
              result: pass
              by: ivy.moss
              at: \((begins - 2.days).text)
              evidence: evidence/\(id)/further.txt
              sha256: "\(sum)"
        """
    }
    return (plan, results)
  }

  /// Replaces the one place where `old` stands.
  package mutating func replace(_ old: String, with new: String) throws {
    text = try Edit.replacing(old, with: new, in: text)
  }

  /// Adds the text of a section at the end.
  package mutating func add(_ section: String) { text += section }

  /// The digest of an act on this text.
  package var digest: String { get throws { try SHA256Sum.of(text) } }

  private static let functional = "all claims filed and settled\n"
  private static let compatibility = "all exports equal those of the night before\n"
  private static let further = "no finding, and the way back works\n"
  private static let rehearsal = "failback took 14 minutes\n"
  private static let sums = Result {
    (
      functional: try SHA256Sum.of(functional),
      compatibility: try SHA256Sum.of(compatibility),
      rehearsal: try SHA256Sum.of(rehearsal),
      further: try SHA256Sum.of(further)
    )
  }
}

/// Edits of texts that fail loudly when the text is not what the test believes.
package enum Edit {
  /// Replaces the one place where `old` stands.
  package static func replacing(_ old: String, with new: String, in text: String) throws -> String {
    let parts = text.components(separatedBy: old)
    guard parts.count == 2 else {
      throw TestFailure("\"\(old)\" stands \(parts.count - 1) times in the text")
    }
    return parts[0] + new + parts[1]
  }
}

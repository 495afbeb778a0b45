import Lint

/// The clean records that examples are laid over.
enum BaseRecords {
  static let id = "CHG-2026-7F3K"
  static let besideID = "CHG-2026-9ZZZ"

  static func text(_ base: Example.Base) -> String {
    switch base {
    case .normal: normal
    case .emergency: emergency
    case .standard: standard
    }
  }

  private static let digest = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"

  /// High risk, complete for every stage.
  private static let normal = """
    schema: assent/change/1
    id: CHG-2026-7F3K
    title: Move the claims database to version 16
    type: normal
    request:
      requester: ana.ruiz
      description: Cut over from the old cluster to a logical replica on the new version.
      justification: Version 12 leaves support in May, and reporting needs its partitions.
      expected-outcome: All claims are served by version 16 with p95 below 400 ms.
      systems: [claims-db, claims-api]
      environment: production
      timeline: {start: 2026-03-08T00:00:00+01:00, end: 2026-03-08T06:00:00+01:00}
    assessment:
      risk: high
      outage: {kind: planned, minutes: 25}
      users-affected: 1400
      dependencies: [document-store]
      disruption: Claims cannot be opened or saved while the connections are switched.
      security: Row rules and roles were compared and are equal.
      privacy: Personal data stays in the same place under the same keys.
    testing:
      environment: preprod
      plan:
        - {kind: functional, do: Open and save ten claims.}
        - {kind: compatibility, do: Run the reporting jobs against the replica.}
        - {kind: security, do: Compare roles and row rules.}
        - {kind: rollback, do: Walk the way back under load.}
      results:
        - {kind: functional, result: pass, by: ivy.moss, at: 2026-02-26T14:00:00+01:00, evidence: evidence/CHG-2026-7F3K/functional.txt, sha256: \(digest)}
        - {kind: compatibility, result: pass, by: ivy.moss, at: 2026-02-26T15:00:00+01:00, evidence: evidence/CHG-2026-7F3K/compatibility.txt, sha256: \(digest)}
        - {kind: security, result: pass, by: ivy.moss, at: 2026-02-26T16:00:00+01:00, evidence: evidence/CHG-2026-7F3K/security.txt, sha256: \(digest)}
        - {kind: rollback, result: pass, by: ivy.moss, at: 2026-02-26T17:00:00+01:00, evidence: evidence/CHG-2026-7F3K/rollback.txt, sha256: \(digest)}
    implementation:
      implementer: fay.stone
      artifacts: [{name: claims-api, commit: 4f6c2b1a9d8e7f60514233241506f7e8d9cabb0c}]
      steps:
        - {id: P1, kind: capture, do: Record the log position and the counts., by: implementer, expect: a position and twelve counts, minutes: 10}
        - {id: P2, do: Stop writes., by: implementer, expect: no open transaction, minutes: 5}
        - {id: P3, kind: decide, do: Go on or go back., by: decision owner, expect: a decision in the log, minutes: 5}
        - {id: P4, do: Switch the connections., by: implementer, expect: 40 sessions on version 16, minutes: 15}
        - {id: P5, kind: verify, do: Compare the counts., by: implementer, expect: equal counts, minutes: 10}
    rollback:
      strategy: failback-standby
      target: {name: claims-db, snapshot: claims-a-2026-03-08}
      decision: {owner: gus.vale, deputy: kim.orr}
      triggers:
        - {id: T1, signal: p95 query time, source: dashboard claims, when: "> 400 ms", for: 10m}
        - {id: T2, at-latest: 2026-03-08T03:00:00+01:00, reason: writes have to be open by then}
      point-of-no-return: none
      data: {loss: none, writes-after-change: Reverse replication carries them to the old cluster.}
      steps:
        - {id: R1, undoes: [P4], do: Switch the connections back., by: implementer, expect: 40 sessions on version 12, minutes: 15}
        - {id: R2, undoes: [P2], do: Open writes on the old cluster., by: implementer, expect: ten writes pass, minutes: 10}
      max-minutes: 30
      verify: [{check: Count the claims., expect: the counts of P1, minutes: 15}]
      rehearsal: {environment: preprod, at: 2026-02-26T17:00:00+01:00, minutes: 27, result: pass, evidence: evidence/CHG-2026-7F3K/rehearsal.txt, sha256: \(digest)}
    schedule:
      window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
      communications:
        - {audience: claims staff, channel: mail, at: 2026-03-01T09:00:00+01:00, event: announcement}
        - {audience: claims staff, channel: status page, at: 2026-03-08T05:00:00+01:00, event: end}
        - {audience: claims staff, channel: status page, event: rollback}
    execution:
      started: 2026-03-08T01:00:00+01:00
      finished: 2026-03-08T02:31:00+01:00
      log:
        - {at: 2026-03-08T01:10:00+01:00, step: P1, by: fay.stone, result: done}
        - {at: 2026-03-08T01:15:00+01:00, step: P2, by: fay.stone, result: done}
        - {at: 2026-03-08T01:20:00+01:00, step: P3, by: gus.vale, result: go on}
        - {at: 2026-03-08T01:40:00+01:00, step: P4, by: fay.stone, result: done}
        - {at: 2026-03-08T02:31:00+01:00, step: P5, by: fay.stone, result: done}
      deviations: []
      issues: []
    review:
      objectives-met: true
      monitoring: {from: 2026-03-08T02:31:00+01:00, until: 2026-03-15T02:31:00+01:00, signals: [p95 query time]}
      findings: []
      improvements: []
    closure:
      outcome: successful
      notes: The p95 query time fell from 210 to 165 ms.
    """

  /// No more than an emergency needs before it starts.
  private static let emergency = """
    schema: assent/change/1
    id: CHG-2026-7F3K
    title: Patch the remote access gateway
    type: emergency
    request:
      requester: ana.ruiz
      incident: INC-9012
      why-not-normal: The next board meets in four days, and the flaw is under attack now.
      systems: [vpn-gw]
    implementation:
      implementer: fay.stone
      artifacts: [{name: gateway firmware, digest: "sha256:\(digest)"}]
    rollback:
      target: {name: gateway firmware, version: 9.1.16}
      triggers: [{id: T1, signal: login success, source: portal, when: "< 90 %", for: 5m}]
      steps: [{id: R1, do: Boot partition B., by: implementer, expect: version 9.1.16}]
      verify: [{check: Log in twenty times., expect: 20 sessions}]
    """

  /// What a change from a template writes down, complete for every stage.
  private static let standard = """
    schema: assent/change/1
    id: CHG-2026-7F3K
    title: Rotate the certificate of the quote site
    type: standard
    request:
      requester: ana.ruiz
      timeline: {start: 2026-03-08T00:00:00+01:00, end: 2026-03-08T06:00:00+01:00}
      template: STD-TLS-ROTATE@3
      parameters: {host: quotes.harbourline.example}
    implementation:
      implementer: fay.stone
    schedule:
      window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
    execution:
      started: 2026-03-08T01:00:00+01:00
      finished: 2026-03-08T01:20:00+01:00
      log: [{at: 2026-03-08T01:20:00+01:00, step: P1, by: fay.stone, result: done}]
    review:
      objectives-met: true
    closure:
      outcome: successful
      notes: The chain and the expiry are monitored.
    """
}

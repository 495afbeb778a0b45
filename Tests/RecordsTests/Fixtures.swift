import Foundation

@testable import Records

/// The files that the tests read, whole and right; tests change them.
enum Fixtures {
  static let recordPath = "changes/2026/CHG-2026-7F3K.yaml"
  static let sha256 = String(repeating: "ab", count: 32)
  static let commit = String(repeating: "c0", count: 20)

  /// The example of the specification, completed.
  static let record = """
    schema: assent/change/1
    id: CHG-2026-7F3K            # the name of the file
    title: Move the claims database to version 16
    type: normal
    request:
      requester: ana.ruiz
      description: |
        Cut over from the old cluster to a logical replica on the new version.
        Then let the old cluster follow for 24 hours.
      justification: The old version leaves support in May.
      expected-outcome: p95 query time below 200 ms
      systems: [claims-db, claims-api]
      environment: production
      timeline: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
      depends-on: [CHG-2026-0101]
      related: []
    assessment:
      risk: high
      outage: {kind: planned, minutes: 25}
      users-affected: 1400
      dependencies: [document-store]
      disruption: Claims cannot be filed for 25 minutes.
      security: Row rules and roles compared, equal.
      privacy: Personal data, same location.
    testing:
      environment: preprod
      plan: [{kind: functional, do: Run the acceptance suite}, {kind: performance, do: Replay a day}]
      results:
        - kind: functional
          result: pass
          by: ivy.moss
          at: 2026-02-26T14:00:00+01:00
          evidence: evidence/CHG-2026-7F3K/functional.txt
          sha256: \(sha256)
        - {kind: performance, result: fail, by: ivy.moss, at: "2026-02-26T15:00:00Z"}
    implementation:
      implementer: fay.stone
      artifacts:
        - {name: claims-api, commit: \(commit)}
        - {name: image, digest: "sha256:\(sha256)"}
        - {name: jobs, repository: harbourline/jobs, branch: release/16}
      steps:
        - {id: P1, kind: capture, do: Capture counts, by: implementer, expect: a file, minutes: 10, reversible: true}
        - {id: P2, do: Stop writes, by: implementer, expect: no sessions, minutes: 5, reversible: true}
        - {id: P3, do: Switch connections, by: fay.stone, expect: writes on the new cluster, minutes: 15, reversible: false}
    rollback:
      strategy: failback-standby
      target: {name: claims-api, commit: \(commit), version: 15.6.1}
      decision: {owner: gus.bell, deputy: dan.holt}
      triggers:
        - {id: T1, signal: p95 query time, source: dash/claims, when: "> 400 ms", for: 10m}
        - {id: T2, at-latest: 2026-03-08T03:00:00+01:00, reason: time left equals rollback time}
      point-of-no-return: P3
      after: {strategy: forward-fix, do: Vendor case is open}
      data: {loss: bounded, minutes: 5, rows: 100, accepted-by: dan.holt, writes-after-change: replayed}
      backup: {id: B-77, taken: right before P1, restore-tested: 2026-02-01}
      requires: [dns]
      requires-alternative: hosts file
      secure-state: the portal stays blocked
      irreversible: {reason: none, forward-recovery: [stop the batch], exposure: one region, accepted-by: dan.holt}
      steps:
        - {id: R1, undoes: [P3], do: Switch back, by: implementer, expect: writes on claims-a, minutes: 5}
      max-minutes: 30
      verify: [{check: claim count, expect: equal on both, minutes: 15}]
      rehearsal:
        environment: preprod
        at: 2026-02-26T10:00:00+01:00
        minutes: 27
        result: pass
        evidence: evidence/CHG-2026-7F3K/rehearsal.txt
        sha256: \(sha256)
    schedule:
      window: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T04:00:00+01:00}
      communications: [{audience: all staff, channel: mail, at: 2026-02-26T10:00:00+01:00, event: announcement}]
      coordination: [{team: call centre, for: the script}]
    execution:
      started: 2026-03-08T01:00:00+01:00
      finished: 2026-03-08T02:31:00+01:00
      log: [{at: 2026-03-08T01:00:00+01:00, step: P1, by: fay.stone, result: done, note: quiet}]
      deviations: []
      issues: ["12"]
      rollback: {trigger: T1, decided-by: gus.bell, started: 2026-03-08T02:00:00+01:00, finished: 2026-03-08T02:20:00+01:00, verified: true}
    review:
      objectives-met: true
      monitoring: {from: 2026-03-08T02:31:00+01:00, until: 2026-03-15T02:31:00+01:00, signals: [p95]}
      findings: [p95 fell from 210 to 165 ms]
      improvements: [{do: Order a spare, owner: ana.ruiz, due: 2026-06-01}]
    closure:
      outcome: successful-with-issues
      notes: All well.

    """

  /// An OpenSSH key line; equal seeds give equal keys.
  static func key(_ seed: UInt8, comment: String = "") -> String {
    var blob = Data([0, 0, 0, 11])
    blob += Data("ssh-ed25519".utf8) + Data([0, 0, 0, 32]) + Data(repeating: seed, count: 32)
    return "ssh-ed25519 \(blob.base64EncodedString())\(comment.isEmpty ? "" : " ")\(comment)"
  }

  static let policy: [String: String] = [
    "policies/assent.yaml": """
    schema: assent/policy/1
    version: 7
    repository: harbourline/changes
    trunk: main
    owners:
      - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}
      - {files: [people.yaml, "keys/**"], people: [ana.ruiz, bo.chen], threshold: 2, revoke-threshold: 1}
    carrier: branch
    edits: claimed
    code:
      - {repository: harbourline/claims, branch: main, protect: ["**"]}

    """,
    "policies/people.yaml": """
    schema: assent/people/1
    people:
      ana.ruiz:
        name: Ana Ruiz
        email: [ana.ruiz@harbourline.example]
        kind: human
        keys:
          - ssh: \(key(1, comment: "ana@laptop"))
          - ssh: \(key(2))
            status: retired
            compromised: {since: \(commit)}
          - openpgp: keys/ana.asc
          - x509: {ca: keys/corp.pem, subject: "CN=Ana Ruiz"}
          - ssh-ca: {key: \(key(3)), principal: ana}
      bo.chen: {name: Bo Chen, kind: human}
      cfo.lane: {kind: human, keys: [{ssh: \(key(4))}]}
      ciso.rey: {kind: human}
      cto.fin: {kind: human}
      dan.holt: {}
      robot: {kind: machine}
    roles:
      risk-assessor: [ana.ruiz]
      change-manager: [bo.chen]
      security: [ciso.rey]
      cab: [cfo.lane, cto.fin]
      cab-chair: [cfo.lane]
      tester: [robot]
      implementer: [dan.holt]
      reviewer: [ana.ruiz]
      on-call-manager: []

    """,
    "policies/systems.yaml": """
    schema: assent/systems/1
    systems:
      claims: {}
      document-store: {owners: [bo.chen], criticality: low}
      claims-db: {owners: [dan.holt], criticality: high, zones: [personal-data], parent: claims, depends-on: [document-store]}

    """,
    "policies/calendar.yaml": """
    schema: assent/calendar/1
    time-zone: Europe/Berlin
    windows: [{id: standard-night, days: [sat, sun], from: "22:00", to: "04:00"}]
    freezes: [{id: year-end-2026, from: 2026-12-18T00:00:00+01:00, until: 2027-01-04T00:00:00+01:00, except: {role: cab-chair}}]
    holidays: [2026-12-25]

    """,
    "policies/workflow.yaml": workflow,
    "policies/lint.yaml": """
    schema: assent/lint/1
    severities: {rollback-rehearsed: warning, title-style: "off"}
    rehearsal-max-age: 60d

    """,
    "policies/templates/STD-TLS-ROTATE.yaml": """
    schema: assent/template/1
    id: STD-TLS-ROTATE
    version: 3
    title: Rotate a certificate
    retire-at: 2027-01-01T00:00:00Z
    systems: [claims]
    risk: low
    parameters: {serial: {pattern: "0*"}, site: {one-of: [quote, claims]}}
    record: {assessment: {risk: low}, implementation: {steps: []}}

    """,
    "policies/keys/ana.asc": "whatever",
    "policies/tests/first.yaml": "whatever",
  ]

  static let workflow = """
    schema: assent/workflow/1
    clock: claimed
    stages:
      initiated: {act: submit, by: requester}     # the person whom the record names
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
            - {id: owners, role: system-owner, per: system, count: 1, fallback: change-manager}
            - {id: security, role: security, count: 1, when: {risk: [high, critical]}}
            - {id: cab, when: {risk: [critical]}, any: [{role: cab, count: 2}, {role: cab-chair, count: 1}]}
            - {id: some, level: soft, at-least: {n: 1, of: [{role: everyone, count: 1}]}}
        distinct: [change-manager, security, cab]
        not: [requester, contributors, implementer]
        covers: [request, assessment, implementation, rollback]
        valid-for: 14d
      tested: {act: test, require: {id: tester, role: tester, count: 1, seat: any}, not: [implementer], covers: [testing, implementation]}
      planned: {reviewed-by: approved}
      scheduled:
        act: schedule
        require: {id: scheduler, role: change-manager, count: 1}
        covers: [schedule]
        lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d, counted-in: working-days}
        windows: [standard-night]
        conflicts: system-or-dependency
      implemented: {act: finish, require: {id: implementer, role: implementer, count: 1, seat: any}, not: [approvers]}
      reviewed: {act: review, require: {id: reviewer, role: reviewer, count: 1}, not: [implementer]}
      closed: {act: close, require: {id: closer, role: change-manager, count: 1}}
    gate: {deploy: scheduled}
    artifact: at-approval
    emergency: {before: {id: on-call, role: on-call-manager, count: 1}, valid-for: 24h, ratify-within: 48h, review-within: 5d}
    powers: {object: [security], reject: [change-manager], hold: [change-manager], cancel: [change-manager], lift: [cab-chair],
             override: {cab: [cab-chair], ratification: [cab-chair]}}

    """
}

extension RecordDocument {
  /// Reads a text.
  static func read(_ text: String) -> RecordDocument {
    read(Array(text.utf8), path: Fixtures.recordPath)
  }
}

extension Policy {
  /// Reads texts.
  static func read(texts: [String: String]) -> PolicyReading {
    read(files: texts.mapValues { Array($0.utf8) })
  }
}

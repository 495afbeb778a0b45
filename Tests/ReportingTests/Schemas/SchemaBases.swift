/// One small, right file of each kind; tests break them in one place.
enum SchemaBases {
  static let sha256 = String(repeating: "ab", count: 32)
  static let commit = String(repeating: "c0", count: 20)

  static let texts: [String: String] = [
    "change": """
    schema: assent/change/1
    id: CHG-2026-7F3K
    title: Move the claims database
    type: normal
    request:
      requester: ana.ruiz
      description: Cut over.
      systems: [claims-db]
      timeline: {start: 2026-03-08T01:00:00+01:00, end: 2026-03-08T05:00:00+01:00}
      template: STD-TLS-ROTATE@3
      parameters: {host: web-1}
      depends-on: [CHG-2026-0101]
    assessment:
      risk: high
      outage: {kind: planned, minutes: 25}
      users-affected: 1400
    testing:
      results:
        - kind: functional
          result: pass
          by: ivy.moss
          at: "2026-02-26T14:00:00.25Z"
          evidence: evidence/CHG-2026-7F3K/functional.txt
          sha256: \(sha256)
    implementation:
      artifacts: [{name: api, commit: \(commit)}, {name: app, digest: "sha256:\(sha256)"}]
      steps: [{id: P1, do: Switch, minutes: 10, reversible: true}]
    rollback:
      triggers: [{id: T1, when: "> 400 ms", for: 10m}]
      backup: {id: b1, restore-tested: 2026-02-01}
    review:
      objectives-met: true
      improvements: [{do: Faster, owner: ana.ruiz, due: 2026-04-01T09:00:00Z}]
    closure:
      outcome: successful

    """,
    "policy": """
    schema: assent/policy/1
    version: 7
    repository: harbourline/changes
    trunk: main
    owners:
      - {people: [cfo.lane, ciso.rey], threshold: 2}
      - {files: [people.yaml, "keys/**"], people: [reg.one], threshold: 1, revoke-threshold: 1}
    carrier: branch
    edits: claimed
    code:
      - {repository: harbourline/claims, branch: release/16, protect: ["**"]}

    """,
    "people": """
    schema: assent/people/1
    people:
      ana.ruiz:
        name: Ana Ruiz
        email: [ana.ruiz@harbourline.example]
        kind: human
        keys:
          - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEhnRkh0b2tlbi1vZi1hbmEtcnVpei1oZXJlISEh ana
            status: active
          - openpgp: keys/ana.asc
            compromised: {since: \(commit)}
          - x509: {ca: keys/corp.pem, subject: "CN=Ana"}
    roles:
      change-manager: [ana.ruiz]

    """,
    "systems": """
    schema: assent/systems/1
    systems:
      claims-db: {owners: [dan.holt], criticality: high, zones: [personal-data], parent: claims}
      claims: {depends-on: [document-store]}

    """,
    "workflow": """
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
            - {id: cab, when: {risk: [critical]}, any: [{role: cab, count: 2}, {role: chair, count: 1}]}
        covers: [request]
        valid-for: 14d
      scheduled:
        act: schedule
        covers: [schedule]
        lead-time: {low: 24h, counted-in: working-days}
        windows: [night]
        conflicts: system-or-dependency
    gate: {deploy: scheduled}
    powers: {object: [security], override: {cab: [chair]}}

    """,
    "further-workflow": """
    schema: assent/workflow/1
    for: {zone: [personal-data]}
    stages:
      approved: {act: approve, require: {role: privacy, count: 1}, covers: [request]}

    """,
    "calendar": """
    schema: assent/calendar/1
    time-zone: Europe/Berlin
    windows: [{id: night, days: [sat], from: "22:00", to: "24:00"}]
    freezes:
      - {id: end, from: 2026-12-18T00:00:00+01:00, until: 2027-01-04T00:00:00Z, except: {role: chair}}
    holidays: [2026-12-25]

    """,
    "lint": """
    schema: assent/lint/1
    severities: {rehearsal-stale: warning}
    rehearsal-max-age: 90d

    """,
    "template": """
    schema: assent/template/1
    id: STD-TLS-ROTATE
    version: 3
    systems: [gateway]
    risk: low
    parameters:
      host: {pattern: "[a-z]+"}
      zone: {one-of: [a, b]}
    record:
      request: {description: Rotate.}

    """,
    "policy-test": """
    schema: assent/policy-test/1
    stories:
      base:
        record: changes/2026/CHG-2026-0112.yaml
        set: {rollback.steps.0.do: Undo}
        begins: 2026-03-01T09:00:00Z
        acts:
          - {id: s, by: ana.ruiz, act: submit, landed: never}
          - {by: eli.frost, act: approve, role: system-owner(claims-db), counts: true}
    cases:
      - name: a case
        record: {title: another}
        expect: {gate: awaiting, reasons: [requirement-unsatisfied], acts: {s: true}}

    """,
  ]
}

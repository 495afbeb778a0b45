// swift-format-ignore-file
// Written by SampleTests from policies/ and changes/; do not edit.

/// The texts of the sample organisation.
enum SampleTexts {
  static let files: [SampleFile] = [
    SampleFile(
      path: "changes/2026/CHG-2026-0112.yaml",
      text: #"""
schema: assent/change/1
id: CHG-2026-0112
title: Keep application logs for 90 days instead of 30
type: normal

request:
  requester: nils.ott
  description: >-
    Raise the retention of the shared log store from 30 to 90 days and grow its volume by 400 GB.
  justification: >-
    Two investigations in 2025 lost evidence because the logs they needed were gone after day 30.
  expected-outcome: >-
    On 1 April the log store still answers queries about 28 January, and ingest lag stays below
    30 seconds.
  systems: [log-store]
  environment: production
  timeline: {start: 2026-01-28T11:00:00+01:00, end: 2026-01-28T13:00:00+01:00}

assessment:
  risk: low
  outage: {kind: none, minutes: 0}
  users-affected: 0
  dependencies: [virtual-hosts]
  disruption: None expected; the volume grows online and ingest goes on during the change.
  security: Access rules of the log store stay as they are; investigations gain 60 days of evidence.
  privacy: Personal data in logs is kept longer; privacy note PN-31 accepts that.

testing:
  environment: test
  plan:
    - {kind: functional, do: Raise the retention and let one compaction run}
    - {kind: compatibility, do: Run the saved searches of the security team against older logs}
  results:
    - kind: functional
      result: pass
      by: ivy.moss
      at: 2026-01-22T15:10:00+01:00
      evidence: evidence/CHG-2026-0112/functional.txt
      sha256: 231172aca9ccb22d1df7fd3d434ec1c8af05c66b0dcfe158ec1c5fee5047d84e
    - kind: compatibility
      result: pass
      by: ivy.moss
      at: 2026-01-22T16:05:00+01:00
      evidence: evidence/CHG-2026-0112/compatibility.txt
      sha256: 3d35f63889b0799517584b594bb8a63bb207db370d0b4217341028740ddab338

implementation:
  implementer: tom.berg
  artifacts: [{name: platform-config, commit: ea83062d34e19b808cc9d3a0a2702a3134a3b9b9}]
  steps:
    - id: P1
      kind: capture
      do: Note volume size, retention value and ingest lag
      by: implementer
      expect: 1200 GB, 30d, lag below 30 s
      minutes: 5
    - id: P2
      do: Extend the volume by 400 GB
      by: implementer
      expect: File system shows 1600 GB
      minutes: 15
      reversible: false
      note: A larger volume does no harm, so the way back leaves it alone.
    - id: P3
      do: Roll out the configuration with retention 90d
      by: implementer
      expect: Both ingest workers report retention 90d
      minutes: 5
      reversible: true
    - id: P4
      kind: verify
      do: Wait for one compaction
      by: implementer
      expect: Compaction ends without deleting anything older than 30 days
      minutes: 15

rollback:
  strategy: revert-config
  target: {name: platform-config, commit: 9d2e41c502b5706d513bd238f756d794c808d8d7}
  decision: {owner: ida.falk, deputy: kai.lorenz}
  triggers:
    - id: T1
      signal: ingest lag
      source: dashboard log-store
      when: "> 5 min"
      for: 10m
    - {id: T2, at-latest: 2026-01-28T12:15:00+01:00, reason: Searches are needed at 13:00}
  point-of-no-return: none
  data: {loss: none, writes-after-change: Log lines written meanwhile fit both retention values}
  requires: [virtual-hosts]
  steps:
    - id: R1
      undoes: [P1, P3]
      do: Roll out the target commit, which sets the retention to 30d
      by: implementer
      expect: Retention 30d on both workers, as captured in P1
      minutes: 4
    - id: R2
      undoes: [P4]
      do: Restart the two ingest workers one after the other, after pausing compaction
      by: implementer
      expect: Both workers healthy, no compaction running
      minutes: 4
  max-minutes: 8
  verify:
    - check: Query ingest_lag_seconds of both workers
      expect: Below 30
      minutes: 5

schedule:
  window: {start: 2026-01-28T11:00:00+01:00, end: 2026-01-28T13:00:00+01:00}
  communications:
    - {audience: security team, channel: chat, at: 2026-01-27T10:00:00+01:00, event: announcement}

execution:
  started: 2026-01-28T11:05:00+01:00
  finished: 2026-01-28T11:38:00+01:00
  log:
    - {at: 2026-01-28T11:07:00+01:00, step: P1, by: tom.berg, result: done}
    - {at: 2026-01-28T11:18:00+01:00, step: P2, by: tom.berg, result: done}
    - {at: 2026-01-28T11:22:00+01:00, step: P3, by: tom.berg, result: done}
    - {at: 2026-01-28T11:38:00+01:00, step: P4, by: tom.berg, result: done}
  deviations: []
  issues: []

review:
  objectives-met: true
  monitoring:
    from: 2026-01-28T11:38:00+01:00
    until: 2026-02-04T12:00:00+01:00
    signals: [ingest lag, free space of the log volume]
  findings: [At the present rate the disk lasts 14 months.]
  improvements:
    - {do: Alert when less than 20 % of the log volume is free, owner: kai.lorenz, due: 2026-03-31}

closure:
  outcome: successful
  notes: Retention is 90 days; the operating manual of the log store is updated.

"""#),
    SampleFile(
      path: "changes/2026/CHG-2026-0126.yaml",
      text: #"""
# An emergency: the short part comes first, the rest is filled in before ratification falls due.
schema: assent/change/1
id: CHG-2026-0126
title: Patch the remote access gateways against a flaw under attack
type: emergency

request:
  requester: sam.reich
  description: >-
    Install the vendor's hotfix on both gateways, one after the other, and end all sessions.
  justification: >-
    The vendor and the national CERT report exploitation; our own log shows probing since 14:10.
  expected-outcome: >-
    Both gateways run firmware 9.1.17, the public probe for the flaw fails, and staff can log in.
  systems: [vpn-gw-1, vpn-gw-2]
  environment: production
  timeline: {start: 2026-03-18T15:10:00+01:00, end: 2026-03-18T17:00:00+01:00}
  incident: INC-9012
  why-not-normal: The board next meets in four days; the gateways are exposed now.

assessment:
  risk: high
  outage: {kind: planned, minutes: 15}
  users-affected: 600
  dependencies: [identity]
  disruption: Every remote worker is logged off once and logs in again within 15 minutes.
  security: >-
    Closes remote code execution without login. While rolled back, the portal page stays blocked.
  privacy: No personal data is moved; the session log is kept for the incident.

testing:
  environment: isolated-gateway
  plan:
    - {kind: functional, do: Log in 20 times through the patched gateway outside the pool}
    - {kind: compatibility, do: Log in with each of the three client versions in use}
    - {kind: security, do: Run the CERT's probe for the flaw against the patched gateway}
    - {kind: rollback, do: Boot partition B of the loan unit and log in}
  results:
    - kind: functional
      result: pass
      by: joe.park
      at: 2026-03-18T15:34:00+01:00
      evidence: evidence/CHG-2026-0126/functional.txt
      sha256: 3c1a66606a7286a813f4cf369ec1606ac2844389f6945dae0fcfd7797a04e987
    - kind: compatibility
      result: pass
      by: joe.park
      at: 2026-03-18T15:36:00+01:00
      evidence: evidence/CHG-2026-0126/compatibility.txt
      sha256: bb047a737628b21dd6d8a27bd0f1b4ef6af9cf1f1461c4a3e2243ffe96e0d8b6
    - kind: security
      result: pass
      by: joe.park
      at: 2026-03-18T15:37:00+01:00
      evidence: evidence/CHG-2026-0126/security.txt
      sha256: 4365079f10476a6315d84f04d03ff1ef01f055d9cdb4a34a241cce8eced279ee
    - kind: rollback
      result: pass
      by: joe.park
      at: 2026-03-03T11:00:00+01:00
      evidence: evidence/CHG-2026-0126/rollback.txt
      sha256: 0da9698a59b382da3751721773efe08d6a8fdb8144b464213fd11aab88da2d53
  waiver:
    reason: >-
      No spare gateway could take the hotfix beforehand. Gateway 2 was taken out of the pool and
      tested before gateway 1 was touched.
    accepted-by: gus.lang

implementation:
  implementer: vic.stein
  artifacts:
    - name: vpn-firmware
      digest: sha256:01a8ee069af8cbcb1b7e30266755a4cc8093685473cf62be273d6e7bbec3e8e9
  steps:
    - id: P1
      kind: capture
      do: Save the settings and the session log of both gateways
      by: implementer
      expect: Two settings files and two logs in the incident folder
      minutes: 3
    - id: P2
      do: Block the portal page at the firewall
      by: implementer
      expect: The probe from outside gets no answer
      minutes: 2
      reversible: true
    - id: P3
      do: Take gateway 2 out of the pool and install the hotfix
      by: implementer
      expect: Gateway 2 shows 9.1.17
      minutes: 12
      reversible: true
    - id: P4
      kind: verify
      do: Smoke test on gateway 2
      by: joe.park
      expect: 20 of 20 logins, the probe for the flaw fails
      minutes: 5
    - id: P5
      do: Put gateway 2 into the pool, take gateway 1 out and install the hotfix
      by: implementer
      expect: Gateway 1 shows 9.1.17
      minutes: 12
      reversible: true
    - id: P6
      do: End all sessions
      by: implementer
      expect: 0 sessions older than one minute
      minutes: 3
      reversible: false
      note: A session that was ended stays ended; its user logs in again.
    - id: P7
      do: Unblock the portal page
      by: implementer
      expect: Login page answers from outside
      minutes: 3
      reversible: true

rollback:
  strategy: redeploy-previous
  target: {name: vpn-firmware, version: "9.1.16"}
  decision: {owner: gus.lang, deputy: rey.adler}
  triggers:
    - id: T1
      signal: share of logins that succeed
      source: dashboard remote-access
      when: "< 90 %"
      for: 5m
    - {id: T2, at-latest: 2026-03-18T16:30:00+01:00, reason: The evening shift logs in at 17:00}
  point-of-no-return: none
  data: {loss: none, writes-after-change: Gateways hold settings only; P1 saved them}
  requires: [virtual-hosts]
  secure-state: >-
    The portal page stays blocked at the firewall as long as 9.1.16 runs; staff on the fallback
    access list come in through the jump host.
  steps:
    - id: R1
      undoes: [P1, P3, P4, P5]
      do: Boot partition B on every patched gateway through the console server and load the settings
      by: implementer
      expect: Version 9.1.16, settings equal to P1
      minutes: 7
    - id: R2
      # P2 is not taken back: with 9.1.16 the page must not be reachable.
      undoes: [P2, P7]
      do: Leave the portal page blocked, or block it again
      by: implementer
      expect: The probe from outside gets no answer
      minutes: 2
    - id: R3
      undoes: [P7]
      do: Tell staff on the fallback access list to use the jump host
      by: implementer
      expect: First login on the jump host
      minutes: 3
  max-minutes: 12
  verify:
    - check: Log in 20 times with test accounts through the jump host
      expect: 20 of 20
      minutes: 3
    - check: Probe the portal page from outside
      expect: No answer
      minutes: 2
  rehearsal:
    environment: branch-lab
    at: 2026-03-03T11:00:00+01:00
    minutes: 9
    result: pass
    evidence: evidence/CHG-2026-0126/rollback.txt
    sha256: 0da9698a59b382da3751721773efe08d6a8fdb8144b464213fd11aab88da2d53

schedule:
  window: {start: 2026-03-18T15:10:00+01:00, end: 2026-03-18T17:00:00+01:00}
  communications:
    - {audience: remote staff, channel: SMS, at: 2026-03-18T15:05:00+01:00, event: announcement}
    - {audience: service desk, channel: phone, at: 2026-03-18T15:10:00+01:00, event: start}
    - {audience: remote staff, channel: SMS, at: 2026-03-18T16:00:00+01:00, event: end}
    - {audience: remote staff, channel: SMS, at: 2026-03-18T16:43:00+01:00, event: rollback}
  coordination:
    - {team: service desk, for: Fallback access list and jump host}

execution:
  started: 2026-03-18T15:12:00+01:00
  finished: 2026-03-18T15:57:00+01:00
  log:
    - at: 2026-03-18T15:15:00+01:00
      step: P1
      by: vic.stein
      result: done
      note: gus.lang gave the word by phone at 15:02, logged by sam.reich
    - {at: 2026-03-18T15:17:00+01:00, step: P2, by: vic.stein, result: done}
    - {at: 2026-03-18T15:30:00+01:00, step: P3, by: vic.stein, result: done}
    - {at: 2026-03-18T15:37:00+01:00, step: P4, by: joe.park, result: done, note: 20 of 20 logins}
    - {at: 2026-03-18T15:50:00+01:00, step: P5, by: vic.stein, result: done}
    - {at: 2026-03-18T15:53:00+01:00, step: P6, by: vic.stein, result: done}
    - {at: 2026-03-18T15:57:00+01:00, step: P7, by: vic.stein, result: done}
  deviations: []
  issues: []

review:
  objectives-met: true
  monitoring:
    from: 2026-03-18T15:57:00+01:00
    until: 2026-03-20T10:00:00+01:00
    signals: [share of logins that succeed, probes against the portal page, new admin accounts]
  findings:
    - Held on 20 March 2026. Forensics found no sign of intrusion.
    - Ratified on 19 March, within the 48 hours.
  improvements:
    - do: Order a spare virtual gateway so that the next hotfix can be tested first
      owner: ben.falke
      due: 2026-04-17

closure:
  outcome: successful
  notes: Both gateways run 9.1.17. INC-9012 is closed, and the runbook names the new firmware.

"""#),
    SampleFile(
      path: "changes/2026/CHG-2026-0137.yaml",
      text: #"""
schema: assent/change/1
id: CHG-2026-0137
title: Let the garage network call the payout service
type: normal

request:
  requester: yara.said
  description: >-
    Open access from the address range of the partner garages to the payout interface, on all ports.
  justification: Partner garages wait two days for the payment of a repair.
  expected-outcome: >-
    A partner garage confirms a repair and sees the payment in its own system within one minute.
  systems: [edge-firewall, payout-api]
  environment: production
  timeline: {start: 2026-05-19T10:00:00+02:00, end: 2026-05-19T11:00:00+02:00}

assessment:
  risk: medium
  outage: {kind: none, minutes: 0}
  users-affected: 35
  dependencies: [billing, log-store]
  disruption: None expected; the rule is added beside the present ones.
  security: A range outside the company reaches the payout interface; calls are logged.
  privacy: Garages see the number and the amount of their own repairs only.

testing:
  environment: partner-lab
  plan:
    - {kind: functional, do: Confirm ten test repairs from the garage simulator}
    - {kind: compatibility, do: Call the interface with both versions of the garage software}
  results:
    - kind: functional
      result: pass
      by: joe.park
      at: 2026-05-11T15:00:00+02:00
      evidence: evidence/CHG-2026-0137/functional.txt
      sha256: 8642868c2aee5f840417c61ee43199da7d55ce52d6241b208db9506ecc82df9e
    - kind: compatibility
      result: pass
      by: joe.park
      at: 2026-05-11T16:10:00+02:00
      evidence: evidence/CHG-2026-0137/compatibility.txt
      sha256: a35c719e7b4d45bbb7dc4d9121457c7c4cf1f7077adbbb5be2bab37d1f243c50

implementation:
  implementer: ole.dahl
  artifacts: [{name: firewall-rules, commit: 18e19614b027a05cc9f990e0e60e6ffdcd4768ee}]
  steps:
    - id: P1
      kind: capture
      do: Export the rule set and list the partner sessions
      by: implementer
      expect: Rule set 2026.05.2, 0 partner sessions
      minutes: 5
    - id: P2
      do: Load the rule set that admits the partner range
      by: implementer
      expect: Rule set 2026.05.3 active on both firewalls
      minutes: 10
      reversible: true
    - id: P3
      kind: verify
      do: Test call from one partner garage
      by: implementer
      expect: Status 200 and one entry in the call log
      minutes: 5

rollback:
  strategy: revert-config
  target: {name: firewall-rules, version: "2026.05.2"}
  decision: {owner: ben.falke, deputy: meg.hale}
  triggers:
    - id: T1
      signal: denied calls per minute from the partner range
      source: log of the firewall
      when: "> 20"
      for: 2m
    - {id: T2, at-latest: 2026-05-19T10:40:00+02:00, reason: The payment run starts at 11:00}
  point-of-no-return: none
  data: {loss: none, writes-after-change: Repairs confirmed meanwhile are paid by the morning run}
  requires: [log-store]
  secure-state: With rule set 2026.05.2 the partner range has no access at all.
  steps:
    - id: R1
      undoes: [P1, P2]
      do: Load rule set 2026.05.2 on both firewalls
      by: implementer
      expect: Active rules equal to the export of P1
      minutes: 3
    - id: R2
      undoes: [P3]
      do: Clear all sessions from the partner range
      by: implementer
      expect: 0 partner sessions
      minutes: 2
  max-minutes: 5
  verify:
    - check: Connect from the garage simulator to the payout interface
      expect: Refused
      minutes: 5
  rehearsal:
    environment: partner-lab
    at: 2026-05-12T09:30:00+02:00
    minutes: 4
    result: pass
    evidence: evidence/CHG-2026-0137/rehearsal.txt
    sha256: 1c37c7c97847df449ac597322ad66a0440c6e08c0712338e09a100da5911f774

schedule:
  window: {start: 2026-05-19T10:00:00+02:00, end: 2026-05-19T11:00:00+02:00}
  communications:
    - {audience: garages, channel: portal, at: 2026-05-13T09:00:00+02:00, event: announcement}
    - {audience: payout team, channel: chat, at: 2026-05-19T10:00:00+02:00, event: start}
    - {audience: payout team, channel: chat, at: 2026-05-19T10:20:00+02:00, event: end}
    - {audience: payout team, channel: phone, at: 2026-05-19T10:50:00+02:00, event: rollback}
  coordination:
    - {team: payouts, for: One test repair to confirm}

# Never carried out, so there is no execution and no review.
closure:
  outcome: rejected
  notes: >-
    Rejected by eli.frost: the impact assessment is incomplete. The rule opens all ports from a
    range that we do not control. Proposed instead: one port, mutual certificates and a limit on
    the rate of calls. A second round starts with an edit, after which the earlier approval for
    payout-api no longer counts.

"""#),
    SampleFile(
      path: "changes/2026/CHG-2026-0141.yaml",
      text: #"""
schema: assent/change/1
id: CHG-2026-0141
title: New firmware for the office wireless controllers
type: normal

request:
  requester: lars.wolff
  description: Update the four wireless controllers, floor by floor.
  justification: Sixty people reported calls that drop when they walk through the building.
  expected-outcome: >-
    All four controllers run image 8.10.196, and no dropped call is reported for a week.
  systems: [wifi-ctl]
  environment: production
  timeline: {start: 2026-12-21T18:00:00+01:00, end: 2026-12-21T21:00:00+01:00}

assessment:
  risk: low
  outage: {kind: planned, minutes: 10}
  users-affected: 480
  dependencies: [identity]
  disruption: No wireless network for ten minutes on each floor, after office hours.
  security: The image is signed by the vendor, and the controllers check the signature.
  privacy: The controllers keep no personal data.

testing:
  environment: lab
  plan:
    - {kind: functional, do: Update the lab controller and walk through the lab during a call}
  results:
    - kind: functional
      result: pass
      by: joe.park
      at: 2026-12-08T14:30:00+01:00
      evidence: evidence/CHG-2026-0141/functional.txt
      sha256: dc52456acf8629b68bb03e30ec869e06e1bfba7c039340fb689742a1f4a24600

implementation:
  implementer: rob.fink
  artifacts:
    - name: wifi-image
      digest: sha256:0bb0d8174afaeb7b424722aa560031725fa5144ea152947fdb7c6ea485fe91f9
  steps:
    - id: P1
      kind: capture
      do: Back up the settings of all four controllers
      by: implementer
      expect: Four files and a list of 164 access points in the change folder
      minutes: 10
    - id: P2
      do: Update controller 4 and count its access points
      by: implementer
      expect: Image 8.10.196, 38 of 38 access points
      minutes: 25
      reversible: true
    - id: P3
      do: Update controllers 3, 2 and 1, one at a time
      by: implementer
      expect: Image 8.10.196, 164 of 164 access points
      minutes: 45
      reversible: true

rollback:
  strategy: redeploy-previous
  target: {name: wifi-image, version: "8.10.190"}
  decision: {owner: ben.falke, deputy: kim.sato}
  triggers:
    - id: T1
      signal: access points missing after an update
      source: controller overview
      when: "> 5"
      for: 15m
    - {id: T2, at-latest: 2026-12-21T20:30:00+01:00, reason: Cleaners need the network}
  point-of-no-return: none
  data: {loss: none, writes-after-change: Controllers write nothing that must be kept}
  steps:
    - id: R1
      undoes: [P2, P3]
      do: Boot image 8.10.190 from the second partition of each updated controller
      by: implementer
      expect: Every controller shows 8.10.190
      minutes: 15
    - id: R2
      undoes: [P1]
      do: Load the settings that P1 backed up
      by: implementer
      expect: Settings equal to the backup
      minutes: 5
  max-minutes: 20
  verify:
    - check: Count the access points in the controller overview
      expect: 164 of 164
      minutes: 5

schedule:
  window: {start: 2026-12-21T18:00:00+01:00, end: 2026-12-21T21:00:00+01:00}
  communications:
    - {audience: head office, channel: intranet, at: 2026-12-14T09:00:00+01:00, event: announcement}
    - {audience: head office, channel: screens, at: 2026-12-21T18:00:00+01:00, event: start}
    - {audience: head office, channel: screens, at: 2026-12-21T19:30:00+01:00, event: end}
    - {audience: head office, channel: screens, at: 2026-12-21T20:35:00+01:00, event: rollback}

# Nothing was touched, so there is no execution and no review.
closure:
  outcome: cancelled
  notes: >-
    Cancelled by ben.falke. The year-end freeze, which began on 18 December, covers the window.
    A fresh request follows in January.

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0112/compatibility.txt",
      text: #"""
subject      CHG-2026-0112 compatibility test
environment  test
when         2026-01-22 15:20 to 16:05 +01:00
by           ivy.moss

saved searches of the security team   37
run against lines of 5 days           37 of 37 as before
run against lines of 60 days          37 of 37 answered
slowest search                        4.1 s (limit 10 s)
export for investigations             opens in the case tool

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0112/functional.txt",
      text: #"""
subject      CHG-2026-0112 functional test
environment  test
when         2026-01-22 13:30 to 15:10 +01:00
by           ivy.moss

1  volume extended by 40 GB online          ingest lag at most 3 s
2  retention set to 90d, workers reloaded   both report 90d
3  compaction run to its end                0 segments younger than 90 days deleted
4  query for lines 45 days old              8 112 lines, as before the compaction
5  target commit rolled out again           both workers report 30d

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0126/compatibility.txt",
      text: #"""
subject      CHG-2026-0126 compatibility test
environment  gateway 2, out of the pool
when         2026-03-18 15:34 to 15:36 +01:00
by           joe.park

client 6.2   login and file share   yes
client 6.4   login and file share   yes
client 7.0   login and file share   yes

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0126/functional.txt",
      text: #"""
subject      CHG-2026-0126 functional test
environment  gateway 2, out of the pool
when         2026-03-18 15:30 to 15:34 +01:00
by           joe.park

firmware            9.1.17
test logins         20 of 20
second factor       asked for 20 times
settings            equal to the copy saved in P1

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0126/rollback.txt",
      text: #"""
subject      CHG-2026-0126 rollback test: monthly fallback drill
environment  branch-lab, loan unit of the same family
when         2026-03-03 11:00 to 11:09 +01:00
by           vic.stein, judged by joe.park

The loan unit cannot take the hotfix, but it changes partitions as the gateways do.

R1  partition B booted through the console server, settings loaded   6 min
R2  portal page blocked, probe gets no answer                        1 min
R3  first login on the jump host                                     2 min
sum                                                                  9 min

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0126/security.txt",
      text: #"""
subject      CHG-2026-0126 security test
environment  gateway 2, out of the pool
when         2026-03-18 15:36 to 15:37 +01:00
by           joe.park

probe published by the national CERT, run from the jump host

before the hotfix (15:16)   vulnerable
after the hotfix (15:36)    not vulnerable
portal page from outside    no answer, blocked

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0137/compatibility.txt",
      text: #"""
subject      CHG-2026-0137 compatibility test
environment  partner-lab
when         2026-05-11 15:10 to 16:10 +02:00
by           joe.park

garage software 12   confirm, query, cancel   yes, yes, yes
garage software 13   confirm, query, cancel   yes, yes, yes

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0137/functional.txt",
      text: #"""
subject      CHG-2026-0137 functional test
environment  partner-lab
when         2026-05-11 14:00 to 15:00 +02:00
by           joe.park

test repairs confirmed   10 of 10
payment shown            10 of 10, slowest after 22 s
call log                 10 entries

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0137/rehearsal.txt",
      text: #"""
subject      CHG-2026-0137 rehearsal of the way back
environment  partner-lab
when         2026-05-12 09:30 to 09:34 +02:00
by           ole.dahl, watched by joe.park

R1  rule set 2026.05.2 loaded on both firewalls   3 min
R2  partner sessions cleared, 0 left              1 min
sum                                               4 min

garage simulator: connection refused

result       pass

"""#),
    SampleFile(
      path: "changes/evidence/CHG-2026-0141/functional.txt",
      text: #"""
subject      CHG-2026-0141 functional test
environment  lab, one controller and six access points
when         2026-12-08 13:00 to 14:30 +01:00
by           joe.park

update to 8.10.196         9 minutes, signature accepted
access points joined       6 of 6
call during the walk       0 drops in 12 walks (8.10.190: 3 drops)
back to 8.10.190           6 minutes, settings loaded

result       pass

"""#),
    SampleFile(
      path: "policies/assent.yaml",
      text: #"""
# The charter: what this repository is, and who may change the rules of it.

schema: assent/policy/1
version: 1  # rises by one with every change under policies/
repository: harbourline/changes
trunk: main
owners:
  # Two of three: no chief changes the rules alone, and one lost key locks nobody out.
  - {people: [ada.lane, fin.torres, rey.adler], threshold: 2}
  # Joiners and leavers are daily work, so they have owners of their own. One registrar is enough to
  # take a right away in a hurry; giving one takes two.
  - files: [people.yaml, "keys/**"]
    people: [max.engel, pia.sander, zoe.ritter]
    threshold: 2
    revoke-threshold: 1
carrier: branch  # acts go to assent/<ID>/<person>; the landing job merges them
edits: claimed
code:
  - {repository: harbourline/claims, branch: main, protect: ["**"]}

"""#),
    SampleFile(
      path: "policies/calendar.yaml",
      text: #"""
# When changes may happen. An overnight window belongs to the day on which it opens.

schema: assent/calendar/1
time-zone: Europe/Berlin

windows:
  # For work that nobody notices; the risk decides who must agree, not the hour.
  - {id: office-hours, days: [mon, tue, wed, thu, fri], from: "06:00", to: "18:00"}
  - {id: weekday-evening, days: [mon, tue, wed, thu], from: "18:00", to: "02:00"}
  - {id: weekend-night, days: [sat], from: "22:00", to: "06:00"}

freezes:
  # Renewals and the annual accounts. Only the chair of the change board lets a change through.
  - id: year-end-2026
    from: 2026-12-18T00:00:00+01:00
    until: 2027-01-04T00:00:00+01:00
    except: {role: cab-chair}

# Public holidays of the whole of Germany; they are no working days for the lead time.
holidays:
  - 2026-01-01
  - 2026-04-03
  - 2026-04-06
  - 2026-05-01
  - 2026-05-14
  - 2026-05-25
  - 2026-10-03
  - 2026-12-25
  - 2026-12-26
  - 2027-01-01

"""#),
    SampleFile(
      path: "policies/people.yaml",
      text: #"""
# Who may act, with which key, in which role.
#
# Harbourline Mutual is invented, and the private halves of these keys were thrown away on purpose:
# nobody can sign for these people. `assent demo` makes a copy of this organisation with fresh keys.
#
# A key counts for what was integrated while it stood here. Whoever leaves keeps the entry and gets
# `status: retired`; a stolen key gets `compromised: {since: <commit>}`.

schema: assent/people/1

people:
  # The chiefs own the policy
  ada.lane:  # chief financial officer
    name: Ada Lane
    email: [ada.lane@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINTLWiv03pxYb65fyqcHomcOXCW40Tw6vk9TMcxVyhHu
  fin.torres:  # chief technology officer, deputy chair of the change board
    name: Fin Torres
    email: [fin.torres@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAzrYzt7itQ6zfbbuvgUjHszN6+itEvhLX6z1lqB+7Z7
  rey.adler:  # chief information security officer
    name: Rey Adler
    email: [rey.adler@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFLYaAzj9kvj2TWWEjoXhmZgfm5Lo1S2FKY2L5zphcrj

  # The registrars own this file
  max.engel:  # registrar
    name: Max Engel
    email: [max.engel@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJupTVmn3i4JKJGjnyTyworHbLe/QMizsP6TG9mz698f
  pia.sander:  # registrar
    name: Pia Sander
    email: [pia.sander@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINseE8BjJ8iS0CmxCA5mhKwmgZJJSnPx8Nx5Q9PAEWM6
  zoe.ritter:  # registrar
    name: Zoe Ritter
    email: [zoe.ritter@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBg5ZVjDPwQ3uueGrNNLEq0ib5zMl+JkA6x9i7CpKKQE

  # Running changes
  bo.chen:  # change manager
    name: Bo Chen
    email: [bo.chen@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGbcKoFneUeuTls4zJrNOBAaPaQjBJAz9b4cAlaVGWhX
  cat.diaz:  # change manager
    name: Cat Diaz
    email: [cat.diaz@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP/W5B9JjUZ8mPYuLIqWbWkZRmlPqq1+FoKmMPHiUNVa
  hal.iver:  # chair of the change board
    name: Hal Iver
    email: [hal.iver@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHTI4UP2OLvzYguUNZ4bgdjb1DCIKZOcQ6D76fWGznqZ
  gus.lang:  # IT duty manager
    name: Gus Lang
    email: [gus.lang@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHJIbobRPuTXB/5qH0sGWtOds6UqnG51bSIpTv406y1t
  nora.pohl:  # second IT duty manager
    name: Nora Pohl
    email: [nora.pohl@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICRRv4adII0Nu9zBoRrnvJryy74xQqgYLfL6c2lHGzYA
  ivy.moss:  # tester
    name: Ivy Moss
    email: [ivy.moss@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIASS/A9dZtPP/HA54K73VFXap0eoKx0aiSEfgrwXVfmV
  joe.park:  # tester
    name: Joe Park
    email: [joe.park@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG30vkUYa7T7/u+NAq/c1LoEhjnLdN3X4mdki8rrx8VT

  # Security and privacy
  eli.frost:  # security architect
    name: Eli Frost
    email: [eli.frost@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPUvLfQwNX62n5tlKdusuUVt0bokZd1ouPOYOZd2M4V2
  nils.ott:  # security analyst
    name: Nils Ott
    email: [nils.ott@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDlhX4GKnG/ySoRjE0AZ/2r1CxcHET5YxPlsn5NeiSCY
  sam.reich:  # security on call
    name: Sam Reich
    email: [sam.reich@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBx88Fsff82BW8LGpNOGOoaygpkFqC0cxThy4R24dkQv
  dora.pfaff:  # data protection officer
    name: Dora Pfaff
    email: [dora.pfaff@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKEJj/wShlN7vXjfxXrN0PFgaz1FvSQdUeWAMJ98GASf
  jon.teller:  # deputy data protection officer
    name: Jon Teller
    email: [jon.teller@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8emGkNVoe16qCsoOpM5Df4Nt9skhDEeetFK9yaeLV6

  # Platform, integration and databases
  ida.falk:  # platform lead
    name: Ida Falk
    email: [ida.falk@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN6frDaGeOYKOhvEQ4JF/3x0vUpk7WysUSYQhJQc5YUE
  kai.lorenz:  # platform engineer
    name: Kai Lorenz
    email: [kai.lorenz@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID8yiDMub4UwLDCDxQZG6D2M+/WNEVHxo9wGLE+CLlwP
  tom.berg:  # platform engineer
    name: Tom Berg
    email: [tom.berg@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBJt3ThAr4Lxmd4lkRI+Q3GUIb9GKdHOENyO4H6mIHzA
  ravi.nair:  # integration lead
    name: Ravi Nair
    email: [ravi.nair@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPi0s69/XAdODxukKp/ZkD0CuTz243qCHgUWsgqnu1PP
  eva.lind:  # integration engineer
    name: Eva Lind
    email: [eva.lind@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBKqiA2htoK/SBVMNz0PiXz3p09E4C8xrkXz3GEpvvxk
  uwe.kern:  # database lead
    name: Uwe Kern
    email: [uwe.kern@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFJHcaYx0IV2NG+saxp7DAaX8H84t+XKOCfPrzU4uL7E
  fay.stone:  # database engineer
    name: Fay Stone
    email: [fay.stone@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdXjg3xHDlojwKulyoOhtTdLvThycXkfPBerKF6CXrg
  gil.storm:  # storage lead
    name: Gil Storm
    email: [gil.storm@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFhpdJzvQfkPWzhOEOM4e9poZVifEfLzgPn4GcmV1kCU
  finn.abel:  # storage engineer
    name: Finn Abel
    email: [finn.abel@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfwH/2slDFhNQZSh0qiGKcvlmEas7Ug/qoLPDwi/WCs

  # Web and network
  lea.brandt:  # web lead
    name: Lea Brandt
    email: [lea.brandt@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE2qg0wUXGpV92KKXyKdquE9C6bBHw77Czygq+QdoMZY
  jan.kruse:  # web engineer
    name: Jan Kruse
    email: [jan.kruse@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKvZ7MmVVDAZRoTMZatbX1A9f6POoMOB4OO2+UOQEkt2
  mia.vogt:  # web engineer
    name: Mia Vogt
    email: [mia.vogt@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEI+pVHUK3SnqtDv6QrfqFkEXJpfEpleqO/nbJex9Ckw
  ute.maier:  # owner of the network
    name: Ute Maier
    email: [ute.maier@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDY0a15/SaZ19iOXPaqw8W00si1A2SgAEAlDGq9pP6hE
  ben.falke:  # network lead
    name: Ben Falke
    email: [ben.falke@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDy6e+h8Nq/ReTRvfAmbWxzGPQrRFUpbdMpKbYlgiNsb
  vic.stein:  # network on call
    name: Vic Stein
    email: [vic.stein@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDmV97itxw6tjyo1HAm1g6kdG7KTJ1ri80qKegp5ywcH
  meg.hale:  # firewall engineer
    name: Meg Hale
    email: [meg.hale@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDr3vQ5fvmrhwhHOKOlhEEas/V15JCTg5rMlG7UhNb82
  ole.dahl:  # firewall engineer
    name: Ole Dahl
    email: [ole.dahl@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF6FimBC411jNwgXP6lAehuqafio7vyiu8Ut7GBWxjOD
  kim.sato:  # wireless engineer
    name: Kim Sato
    email: [kim.sato@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIHRibiugQfWu5Ol8MIn6AxRf4EmQ8KAxNcAshVAMFYh
  rob.fink:  # wireless engineer
    name: Rob Fink
    email: [rob.fink@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIATZyx2V6XE0Xh4FJjn+aWVlVsz5HpUBDTROKM0w7vN1

  # Business
  ana.ruiz:  # owner of claims
    name: Ana Ruiz
    email: [ana.ruiz@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDhZC5VfHWekFi+4uQ2neXxFmMq27KcUFj6cywmuOvV6
  dan.holt:  # second owner of claims
    name: Dan Holt
    email: [dan.holt@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGMFpGi3NiQ9EBtJFgLpykcHQPI0egVj13+kHYbb/T7i
  leo.hart:  # application developer
    name: Leo Hart
    email: [leo.hart@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGn9nRfOLqhfUSGyIARZz4HhcMHGJc4N4C58Zqys9zn3
  ines.baum:  # owner of policy administration
    name: Ines Baum
    email: [ines.baum@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHe50CsPjxRy2jgxzBUr7bXUE/0/P6GI4ZmDcGVMK4aH
  paul.weiss:  # owner of billing
    name: Paul Weiss
    email: [paul.weiss@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEKNrzaGPy1Y+xMDqKUPv9cAT2/j6ph6D2Nf4mXly8py
  dee.marsh:  # second owner of billing
    name: Dee Marsh
    email: [dee.marsh@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJUk4da7BatMhrsYQeI33Hbdrh3S1Qs0urw4++NQMmY3
  theo.blum:  # owner of payouts
    name: Theo Blum
    email: [theo.blum@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ+bHQ+uot6dNIZQCCZ22yJsWW4LI0PpbOqafZxRb+fH
  lin.hofer:  # second owner of payouts
    name: Lin Hofer
    email: [lin.hofer@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOoC6TJEdQsgg54OHKQj/Rdvq6SEjgzNc2cQ+HCfS6lG
  yara.said:  # partner manager
    name: Yara Said
    email: [yara.said@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICest/eaa1kdVMUhQmu7M41WBpAreEQk72WCVi9Ndb4A
  carla.neri:  # owner of customer documents
    name: Carla Neri
    email: [carla.neri@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsAoEu5kmp0XugAXNHmFl419z5hk0aXP183XGHufS1I
  hugo.lenz:  # records manager
    name: Hugo Lenz
    email: [hugo.lenz@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEGrfeZQcKZB7SjLIePCHYVIOsvL09lX6J/m8X69LEka
  ruth.beck:  # owner of the workplace services
    name: Ruth Beck
    email: [ruth.beck@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP7BXYHtgMTHiX5Tug8+9dlc4Qv/beIuQC7CYr4HF9aU
  lars.wolff:  # workplace lead
    name: Lars Wolff
    email: [lars.wolff@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIaVWVVjI2Zx1G4mROKuBMyOxo/va9Anep0+jrVW+9oa
  amy.koch:  # mail engineer
    name: Amy Koch
    email: [amy.koch@harbourline.example]
    kind: human
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ872YrcDMgKr3NImCmKBcDO+lOwNScCVHp48noumqye

  # Machines
  ci.bot:  # runs the test suites
    name: Continuous integration
    email: [ci.bot@harbourline.example]
    kind: machine
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBaRSXi6Z70QT8sNorAIqrFQXfhprTpvNIPNShXxZFhF
  deploy.bot:  # merges acts into the trunk and so records their time
    name: Landing job
    email: [deploy.bot@harbourline.example]
    kind: machine
    keys:
      - ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILEihczsghMInNLzA3KFwCkKtunQkUqCO3LnzW+OFWLA

# At least two people hold every role that a person can be kept out of, because the requester, the
# contributors and the implementer of a change do not count for it.
roles:
  risk-assessor: [kai.lorenz, nils.ott, nora.pohl]
  change-manager: [bo.chen, cat.diaz]
  security: [eli.frost, rey.adler]
  privacy: [dora.pfaff, jon.teller]
  cab: [fin.torres, gus.lang, hal.iver, ruth.beck]
  cab-chair: [hal.iver, fin.torres]
  tester: [ivy.moss, joe.park, ci.bot]
  implementer:
    - amy.koch
    - eva.lind
    - fay.stone
    - finn.abel
    - jan.kruse
    - kai.lorenz
    - kim.sato
    - leo.hart
    - meg.hale
    - mia.vogt
    - ole.dahl
    - rob.fink
    - tom.berg
    - vic.stein
  reviewer: [ines.baum, joe.park, nils.ott, nora.pohl]
  on-call-manager: [gus.lang, nora.pohl]
  # Not a seat in any stage: a commit on the trunk signed by this role records the time.
  recorder: [deploy.bot]

"""#),
    SampleFile(
      path: "policies/systems.yaml",
      text: #"""
# What changes can touch. Every system has two owners or more, so that one who asks for a change is
# not the only one who could approve it.

schema: assent/systems/1

systems:
  # Claims
  claims:
    owners: [ana.ruiz, dan.holt]
    criticality: critical
    zones: [internal, personal-data]
  claims-db:
    owners: [ana.ruiz, dan.holt, uwe.kern]
    criticality: critical
    zones: [internal, personal-data]
    parent: claims
    depends-on: [document-store]
  claims-api:
    owners: [ana.ruiz, dan.holt]
    criticality: high
    zones: [internal, personal-data]
    parent: claims
    depends-on: [broker, claims-db]
  reporting:
    owners: [carla.neri, dan.holt]
    criticality: medium
    zones: [internal, personal-data]
    depends-on: [claims-db]
  payout-api:
    owners: [lin.hofer, theo.blum]
    criticality: high
    zones: [internal, payments]
    parent: claims
    depends-on: [billing, edge-firewall]

  # Policies and billing
  policy-admin:
    owners: [dee.marsh, ines.baum]
    criticality: high
    zones: [internal, personal-data]
    depends-on: [broker]
  billing:
    owners: [dee.marsh, paul.weiss]
    criticality: high
    zones: [internal, payments]
    depends-on: [billing-db, broker]
  billing-db:
    owners: [paul.weiss, uwe.kern]
    criticality: high
    zones: [internal, payments]
    parent: billing
    depends-on: [virtual-hosts]
  quote-web:
    owners: [ines.baum, lea.brandt]
    criticality: high
    zones: [internet]
    depends-on: [edge-lb, policy-admin]

  # Documents, letters and mail
  document-store:
    owners: [carla.neri, gil.storm]
    criticality: high
    zones: [internal, personal-data]
    depends-on: [virtual-hosts]
  letter-service:
    owners: [carla.neri, ruth.beck]
    criticality: medium
    zones: [internal, personal-data]
    depends-on: [document-store, mail-relay]
  mail-relay:
    owners: [ben.falke, ruth.beck]
    criticality: medium
    zones: [internet]
    depends-on: [dns-zone]

  # Network and access. A change in the security zone needs the security role at any risk.
  dns-zone:
    owners: [ben.falke, ute.maier]
    criticality: high
    zones: [internet]
  edge-firewall:
    owners: [ben.falke, ute.maier]
    criticality: critical
    zones: [internet, security-zone]
    depends-on: [log-store]
  edge-lb:
    owners: [ben.falke, lea.brandt]
    criticality: high
    zones: [internet]
    depends-on: [dns-zone]
  identity:
    owners: [eli.frost, ida.falk]
    criticality: critical
    zones: [internal, security-zone]
    depends-on: [virtual-hosts]
  remote-access:
    owners: [ben.falke, ute.maier]
    criticality: high
    zones: [internet, security-zone]
    depends-on: [identity]
  vpn-gw-1:
    owners: [ben.falke, ute.maier]
    criticality: high
    zones: [internet, security-zone]
    parent: remote-access
    depends-on: [identity]
  vpn-gw-2:
    owners: [ben.falke, ute.maier]
    criticality: high
    zones: [internet, security-zone]
    parent: remote-access
    depends-on: [identity]
  wifi-ctl:
    owners: [ben.falke, ruth.beck]
    criticality: low
    zones: [office]
    depends-on: [identity]

  # Platform
  broker:
    owners: [ida.falk, ravi.nair]
    criticality: critical
    zones: [internal]
    depends-on: [virtual-hosts]
  log-store:
    owners: [gil.storm, ida.falk]
    criticality: medium
    zones: [internal]
    depends-on: [virtual-hosts]
  virtual-hosts:
    owners: [gil.storm, ida.falk]
    criticality: critical
    zones: [internal]

"""#),
    SampleFile(
      path: "policies/workflow.yaml",
      text: #"""
# The nine steps of a change: who acts, what the act covers, who is kept out.

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
        # One approval by security satisfies this requirement and the one above.
        - {id: security-zone, role: security, count: 1, when: {zone: [security-zone]}}
        - id: privacy
          role: privacy
          count: 1
          when: {risk: [high, critical], zone: [personal-data]}
        - id: cab
          when: {risk: [high, critical]}
          any:
            - {role: cab, count: 2}
            - {role: cab-chair, count: 1}
    distinct: [change-manager, security, privacy, cab]
    not: [requester, contributors, implementer]
    # Both plans are part of what is approved: editing the way back makes an approval stale.
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
    lead-time: {low: 24h, medium: 3d, high: 5d, critical: 5d, counted-in: working-days}
    windows: [office-hours, weekday-evening, weekend-night]
    conflicts: system-or-dependency

  implemented:
    act: finish
    require: {id: implementer, role: implementer, count: 1, seat: any}
    not: [approvers]

  reviewed:
    act: review
    require: {id: reviewer, role: reviewer, count: 1}
    not: [implementer]

  closed:
    act: close
    require: {id: closer, role: change-manager, count: 1}

gate: {deploy: scheduled}
artifact: at-approval

emergency:
  before: {id: on-call, role: on-call-manager, count: 1}
  valid-for: 24h
  ratify-within: 48h
  review-within: 5d

# `cancel` is left out, so the requester, the owners of the systems and change managers may cancel.
powers:
  object: [security, privacy]
  reject: [change-manager, security]
  hold: [change-manager]
  lift: [cab-chair]
  override: {cab: [cab-chair], ratification: [cab-chair]}

"""#),
  ]
}

internal import Crypto
internal import Primitives

/// One change request of the fixture, complete enough for every rule of the linter.
struct Record {
  let number: Int

  /// Sequential within the whole fixture, five digits.
  var id: String {
    let digits = String(number + 1)
    return "CHG-\(year)-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  var year: String { Calendar.year(of: Calendar.window(of: number)) }

  /// Where it stands below `changes/<year>/`.
  var file: String { "\(id).yaml" }

  var system: String { Organisation.system(number % Organisation.systems) }

  var owner: String { Organisation.owner(number % Organisation.systems) }

  /// What the change deploys.
  var artifact: String { Self.hex(Insecure.SHA1.hash(data: Array("artifact \(id)".utf8))) }

  /// The evidence that the record names, by file name.
  var evidence: [(name: String, text: String)] {
    [
      ("compatibility.txt", "exports of \(id) equal those of the night before\n"),
      ("functional.txt", "every claim of \(id) filed and settled\n"),
      ("rehearsal.txt", "the way back of \(id) took 14 minutes\n"),
    ]
  }

  private var minutes: Int { 10 + number % 17 }

  private func time(_ hours: Int) -> String {
    Calendar.window(of: number).advanced(by: Calendar.hours(hours)).description
  }

  private func sum(_ place: Int) -> String {
    Self.hex(SHA256.hash(data: Array(evidence[place].text.utf8)))
  }

  static func hex(_ digest: some Sequence<UInt8>) -> String { Hex.text(Array(digest)) }

  /// The record as it is planned, before anybody acts on it.
  var planned: String {
    """
    schema: assent/change/1
    id: \(id)
    title: Move \(system) to release \(20 + number % 80).\(number % 10)
    type: normal
    request:
      requester: ana.ruiz
      description: Replace the release of \(system) that runs now by \(20 + number % 80).\(number % 10) through a standby.
      justification: The release that runs now receives no security fixes after day \(1 + number % 28) of next month.
      expected-outcome: All requests to \(system) are served by the new release with a latency below \(200 + number % 300) ms.
      systems: [\(system)]
      environment: production
      timeline: {start: \(time(-24)), end: \(time(30))}
    assessment:
      risk: \(number % 3 == 0 ? "low" : "medium")
      outage: {kind: planned, minutes: \(minutes)}
      users-affected: \(100 + number * 37 % 5000)
      dependencies: [directory]
      disruption: Requests to \(system) fail for \(minutes) minutes while the standby takes over.
      security: Connections keep client certificates; no new port is opened.
      privacy: The same personal data stays in the same network zone.
    testing:
      environment: preprod
      plan:
        - {kind: functional, do: File and settle one claim of every kind through \(system).}
        - {kind: compatibility, do: Run the nightly exports of all partners.}
      results:
        - kind: functional
          result: pass
          by: ivy.moss
          at: \(time(-207))
          evidence: evidence/\(id)/functional.txt
          sha256: "\(sum(1))"
        - kind: compatibility
          result: pass
          by: ivy.moss
          at: \(time(-205))
          evidence: evidence/\(id)/compatibility.txt
          sha256: "\(sum(0))"
    implementation:
      implementer: fay.stone
      artifacts: [{name: \(system), commit: "\(artifact)"}]
      steps:
        - {id: P1, kind: capture, do: Take a snapshot of the standby of \(system)., by: implementer, expect: The snapshot is listed., minutes: 10, reversible: true}
        - {id: P2, do: Promote the standby that runs the new release., by: implementer, expect: Writes arrive at the standby., minutes: \(minutes), reversible: true}
    rollback:
      strategy: failback-standby
      target: {name: \(system), commit: "\(Self.hex(Insecure.SHA1.hash(data: Array("target \(id)".utf8))))"}
      decision: {owner: ola.wren, deputy: hal.iver}
      triggers:
        - {id: T1, signal: p95 latency of \(system), source: dashboard \(system), when: "> 400 ms", for: 10m}
        - {id: T2, at-latest: \(time(2)), reason: The time left equals the time of the way back.}
      point-of-no-return: none
      data: {loss: none, writes-after-change: The old primary follows the new one and keeps every write.}
      steps:
        - {id: R1, undoes: [P2], do: Promote the old primary that \(id) replaced., by: implementer, expect: Writes arrive at the old primary., minutes: 12}
        - {id: R2, undoes: [P1], do: Remove the snapshot of the standby., by: implementer, expect: The snapshot is gone., minutes: 3}
      max-minutes: 30
      verify:
        - {check: File a claim through \(system)., expect: The claim is in the old release., minutes: 15}
      rehearsal:
        environment: preprod
        at: \(time(-183))
        minutes: 14
        result: pass
        evidence: evidence/\(id)/rehearsal.txt
        sha256: "\(sum(2))"
    schedule:
      window: {start: \(time(0)), end: \(time(4))}
      communications:
        - {audience: claims staff, channel: mail, at: \(time(-48)), event: announcement}
        - {audience: claims staff, channel: status page, at: \(time(0)), event: start}
        - {audience: claims staff, channel: status page, at: \(time(4)), event: end}
        - {audience: claims staff, channel: status page, at: \(time(2)), event: rollback}
      coordination: [{team: partner desk, for: pausing the nightly exports}]

    """
  }

  /// The record with what was done added, which Finish brings.
  var done: String {
    planned + """
      execution:
        started: \(time(1))
        finished: \(time(2))
        log:
          - {at: \(time(1)), step: P1, by: fay.stone, result: done}
          - {at: \(time(2)), step: P2, by: fay.stone, result: done}
        deviations: []
        issues: []
      review:
        objectives-met: true
        monitoring: {from: \(time(2)), until: \(time(30)), signals: [latency of \(system), refused connections]}
        findings: [The new release of \(system) was watched for a day without an alarm.]
        improvements: []
      closure:
        outcome: successful
        notes: The release that ran before is out of use; the inventory names the new one.

      """
  }
}

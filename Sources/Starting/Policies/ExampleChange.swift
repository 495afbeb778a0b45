internal import Primitives

/// A whole record about the example system that the linter finds clean at every risk.
struct ExampleChange {
  let cast: Cast
  let start: Instant
  let risk: String

  private func at(_ minutes: Int64) -> String { start.advanced(by: minutes * 60).description }

  /// The record from its first line.
  var text: String {
    let digest = "231172aca9ccb22d1df7fd3d434ec1c8af05c66b0dcfe158ec1c5fee5047d84e"
    let kinds = ["functional", "compatibility", "security", "rollback"]
    let results = kinds.map { kind in
      """
          - kind: \(kind)
            result: pass
            by: \(cast["tester"])
            at: \(at(-5 * 1440))
            evidence: evidence/CHG-2026-0001/\(kind).txt
            sha256: \(digest)

      """
    }
    return """
      schema: assent/change/1
      id: CHG-2026-0001
      title: Keep the logs of the example service for 90 days
      type: normal
      request:
        requester: \(cast.asker)
        description: Raise the retention of the service's logs from 30 to 90 days.
        justification: Two investigations lost evidence that was gone after day 30.
        expected-outcome: Two months later the log still answers queries about this day.
        systems: [\(ExampleTemplate.system)]
        environment: production
        timeline: {start: \(at(0)), end: \(at(120))}
      assessment:
        risk: \(risk)
        outage: {kind: none, minutes: 0}
        users-affected: 0
        dependencies: []
        disruption: None expected; logging goes on during the change.
        security: Access rules of the log stay; the older configuration is as safe as the new one.
        privacy: Personal data in logs is kept longer; privacy note PN-31 accepts that.
      testing:
        environment: preprod
        plan:
          - {kind: functional, do: Raise the retention and let one compaction run}
          - {kind: compatibility, do: Run the saved searches against older logs}
          - {kind: security, do: Read the log with an account that has no right to it}
          - {kind: rollback, do: Roll the former configuration out again}
        results:
      \(results.joined().dropLast())
      implementation:
        implementer: \(cast.asker)
        artifacts: [{name: example-config, commit: ea83062d34e19b808cc9d3a0a2702a3134a3b9b9}]
        steps:
          - {id: P1, kind: capture, do: Note retention and lag, by: implementer, expect: "30d, lag below 30 s", minutes: 5}
          - {id: P2, do: Roll out the configuration with retention 90d, by: implementer, expect: Both workers report retention 90d, minutes: 5, reversible: true}
      rollback:
        strategy: revert-config
        target: {name: example-config, commit: 9d2e41c502b5706d513bd238f756d794c808d8d7}
        decision: {owner: \(cast.owner), deputy: \(deputy)}
        triggers:
          - {id: T1, signal: lag of the log, source: dashboard example-service, when: "> 5 min", for: 10m}
          - {id: T2, at-latest: \(at(75)), reason: Searches are needed at the end of the window}
        point-of-no-return: none
        data: {loss: none, writes-after-change: Log lines written meanwhile fit both values}
        secure-state: The former configuration has the same access rules.
        steps:
          - {id: R1, undoes: [P1], do: Pause the compaction and note the lag again, by: implementer, expect: No compaction running, minutes: 2}
          - {id: R2, undoes: [P2], do: Roll out the target commit with retention 30d, by: implementer, expect: "Retention 30d on both workers, as noted in P1", minutes: 4}
        max-minutes: 8
        verify:
          - {check: Query the lag of both workers, expect: Below 30 s, minutes: 5}
        rehearsal:
          environment: preprod
          at: \(at(-4 * 1440))
          minutes: 6
          result: pass
          evidence: evidence/CHG-2026-0001/rehearsal.txt
          sha256: \(digest)
      schedule:
        window: {start: \(at(0)), end: \(at(120))}
        communications:
          - {audience: users of the log, channel: chat, at: \(at(-1440)), event: announcement}
          - {audience: users of the log, channel: chat, at: \(at(0)), event: start}
          - {audience: users of the log, channel: chat, at: \(at(120)), event: end}
          - {audience: users of the log, channel: chat, at: \(at(75)), event: rollback}

      """
  }

  private var deputy: String {
    ([cast["change-manager"], cast["security"], cast.asker]).first { $0 != cast.owner }
      ?? cast.asker
  }
}

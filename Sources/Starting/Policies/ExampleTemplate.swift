/// A standard change of the example system, to begin one's own with.
enum ExampleTemplate {
  /// The system that a new policy knows.
  static let system = "example-service"

  static let id = "STD-RESTART"

  /// `policies/templates/STD-RESTART.yaml`.
  static func text(decider: String, deputy: String?) -> String {
    let decision = ["owner: \(decider)"] + (deputy.map { ["deputy: \($0)"] } ?? [])
    return """
      # A standard change: approved once with this file, then used many times. A record made from it
      # may set only the requester, the implementer, the times and the parameters below.
      schema: assent/template/1
      id: \(id)
      version: 1
      title: Restart a node of the example service
      description: Take one node out of the pool, restart it, and put it back.
      systems: [\(system)]
      risk: low

      parameters:
        node: {one-of: [node-1, node-2]}

      record:
        assessment:
          risk: low
          outage: {kind: none, minutes: 0}
          users-affected: 0
          dependencies: []
          disruption: None expected; the other node carries the load.
          security: Settings and software stay as they are.
          privacy: No personal data is touched.
        testing:
          environment: test
          plan:
            - {kind: functional, do: Restart a node of the test pool under load}
        implementation:
          steps:
            - id: P1
              kind: capture
              do: Save the pool settings and the version that the node runs
              by: implementer
              expect: A file that names the version and both nodes
              minutes: 2
            - id: P2
              do: Take the node out of the pool and restart it
              by: implementer
              expect: The node answers its health check and shows the version of P1
              minutes: 5
              reversible: true
            - id: P3
              do: Put the node back into the pool
              by: implementer
              expect: Both nodes in the pool, both healthy
              minutes: 2
              reversible: true
        rollback:
          strategy: revert-config
          # The capture of P1 is exact for every use.
          target: {name: example-pool, snapshot: pool-capture-P1}
          decision: {\(decision.joined(separator: ", "))}
          triggers:
            - id: T1
              signal: failed requests of the example service
              source: dashboard example-service
              when: "> 0.5 %"
              for: 3m
            # A template knows no clock time, so the time limit counts from the start.
            - id: T2
              signal: time since the start with the node still out of the pool
              source: execution log
              when: "> 20 min"
              for: 1m
          point-of-no-return: none
          data: {loss: none, writes-after-change: The nodes keep no data of their own}
          steps:
            - id: R1
              undoes: [P2, P3]
              do: Take the node out of the pool, so that the other one carries the load
              by: implementer
              expect: One healthy node in the pool
              minutes: 2
          max-minutes: 2
          verify:
            - check: Request the health page from outside
              expect: Answers within a second
              minutes: 3

      """
  }
}

package import Acts
package import Primitives
package import Records

/// What history says about a change: the answer of `evaluate`, complete enough to explain itself.
package struct Verdict: Hashable, Sendable {
  /// What was judged.
  package enum Mode: String, Hashable, Sendable {
    /// The trunk's tip with the machine's clock.
    case live
    /// A head that is not on the trunk yet.
    case preview
    /// An earlier tip or another time.
    case replay
  }

  /// Where a change stands beside its stage.
  package enum State: String, Hashable, Sendable {
    case active, held, rejected, cancelled, closed
  }

  /// The record that was judged.
  package struct Record: Hashable, Sendable {
    package let path: String
    package let commit: ObjectID
    package let digest: SHA256Digest
    package let title: String

    package init(path: String, commit: ObjectID, digest: SHA256Digest, title: String) {
      self.path = path
      self.commit = commit
      self.digest = digest
      self.title = title
    }
  }

  /// The gate's answer.
  package struct Gate: Hashable, Sendable {
    package let name: String
    package let decision: GateDecision
    package let reasons: [GateReason]
    /// The next instant at which time alone changes the answer.
    package let next: Instant?

    package init(name: String, decision: GateDecision, reasons: [GateReason], next: Instant?) {
      self.name = name
      self.decision = decision
      self.reasons = reasons
      self.next = next
    }
  }

  package let change: String
  package let record: Record?
  package let mode: Mode
  /// The last stage of the longest prefix whose requirements hold; nil if none does.
  package let stage: Stage?
  package let state: State
  package let type: ChangeRequest.Kind?
  package let risk: ChangeRequest.Risk?
  package let gate: Gate
  package let stages: [StageVerdict]
  package let acts: [ActVerdict]
  package let flags: [Flag]
  package let nearMisses: [LocatedNearMiss]
  package let policy: History.PolicyReference
  package let trunkReference: String
  package let trunkCommit: ObjectID
  package let now: Instant
  /// What a reader should know about how the change was judged, in words.
  package var remarks: [String] = []

  package init(
    change: String, record: Record?, mode: Mode, stage: Stage?, state: State,
    type: ChangeRequest.Kind?, risk: ChangeRequest.Risk?, gate: Gate, stages: [StageVerdict],
    acts: [ActVerdict], flags: [Flag], nearMisses: [LocatedNearMiss],
    policy: History.PolicyReference, trunkReference: String, trunkCommit: ObjectID, now: Instant
  ) {
    self.change = change
    self.record = record
    self.mode = mode
    self.stage = stage
    self.state = state
    self.type = type
    self.risk = risk
    self.gate = gate
    self.stages = stages
    self.acts = acts
    self.flags = flags
    self.nearMisses = nearMisses
    self.policy = policy
    self.trunkReference = trunkReference
    self.trunkCommit = trunkCommit
    self.now = now
  }
}

extension History {
  /// The policy that a verdict rests on.
  package struct PolicyReference: Hashable, Sendable {
    package let commit: ObjectID?
    package let digest: SHA256Digest?
    /// Whether it is in force and nothing about it is unsettled.
    package let authorised: Bool

    package init(commit: ObjectID?, digest: SHA256Digest?, authorised: Bool) {
      self.commit = commit
      self.digest = digest
      self.authorised = authorised
    }
  }
}

/// How a stage or a requirement stands.
package enum Status: String, Hashable, Sendable, CaseIterable {
  case satisfied, unsatisfied
  case notApplicable = "not-applicable"
  case deferred, overridden, error

  /// Whether the way to the next stage is free.
  package var passes: Bool {
    switch self {
    case .satisfied, .notApplicable, .deferred, .overridden: true
    case .unsatisfied, .error: false
    }
  }
}

/// One stage of a verdict.
package struct StageVerdict: Hashable, Sendable {
  package let stage: Stage
  package let status: Status
  package let requirements: [RequirementVerdict]

  package init(stage: Stage, status: Status, requirements: [RequirementVerdict]) {
    self.stage = stage
    self.status = status
    self.requirements = requirements
  }
}

/// One requirement of a stage. Nested ones follow their parent, named `parent/child`.
package struct RequirementVerdict: Hashable, Sendable {
  package let id: String
  package var status: Status
  package let need: Int
  package var have: Int
  /// The acts that fill its seats.
  package let acts: [ObjectID]
  /// People who could still fill one.
  package let could: [String]
  /// What is wrong or missing, in words; nil where the numbers say it.
  package let message: String?
  /// The line of the policy's file that asks for it.
  package let line: Int
  /// The file.
  package var path = "policies/workflow.yaml"
  /// Whether an error lies in the record rather than in the policy.
  package let blamesRecord: Bool
  /// The act that fills a seat; nil where no single act does.
  package let verb: Verb?
  /// The role that the act claims, such as `system-owner(claims-db)`; nil where none is asked for.
  package let role: String?
  /// Whether it is shown and blocks nothing.
  package var isAdvisory = false
  /// Whether what it is a part of is met without it, so that nobody is asked.
  package var isMoot = false
  /// Everybody who could fill one more seat, of a filled requirement too.
  package var candidates: [String] = []
  /// What it does to the gate while it is open, where that is not a matter of signatures.
  package var code: GateReason.Code?

  package init(
    id: String, status: Status, need: Int, have: Int, acts: [ObjectID], could: [String],
    message: String?, line: Int, blamesRecord: Bool, verb: Verb? = nil, role: String? = nil
  ) {
    self.id = id
    self.status = status
    self.need = need
    self.have = have
    self.acts = acts
    self.could = could
    self.message = message
    self.line = line
    self.blamesRecord = blamesRecord
    self.verb = verb
    self.role = role
  }

  /// Whether it still keeps its stage from being reached.
  package var isOpen: Bool { !status.passes && !(isAdvisory && status == .unsatisfied) }

  /// The same verdict under another name.
  func named(_ id: String) -> RequirementVerdict { rebuilt(id: id) }

  /// The same verdict with another standing.
  func changed(
    _ status: Status, have: Int? = nil, _ message: String?, could: [String]? = nil
  ) -> RequirementVerdict {
    rebuilt(status: status, have: have, message: .some(message), could: could)
  }

  private func rebuilt(
    id: String? = nil, status: Status? = nil, have: Int? = nil, message: String?? = nil,
    could: [String]? = nil
  ) -> RequirementVerdict {
    var copy = RequirementVerdict(
      id: id ?? self.id, status: status ?? self.status, need: need, have: have ?? self.have,
      acts: acts, could: could ?? self.could, message: message ?? self.message, line: line,
      blamesRecord: blamesRecord, verb: verb, role: role)
    (copy.path, copy.isAdvisory, copy.code) = (path, isAdvisory, code)
    (copy.candidates, copy.isMoot) = (candidates, isMoot)
    return copy
  }
}

/// One act of a verdict.
package struct ActVerdict: Hashable, Sendable {
  /// What supports a reason: a field, the commit and the people that changed it.
  package struct Detail: Hashable, Sendable {
    package let field: String
    package let commit: ObjectID?
    package let people: [String]

    package init(field: String, commit: ObjectID?, people: [String]) {
      self.field = field
      self.commit = commit
      self.people = people
    }
  }

  package let act: Act
  /// The commit that integrated the act.
  package let integrated: ObjectID?
  /// The time that a recorder's signature vouches for.
  package let recorded: Instant?
  /// Whether the act has its effect.
  package let counted: Bool
  package let reason: ActReason?
  package let detail: [Detail]
  /// The reason in words.
  package let explanation: String?
  /// When a counted act ceases to hold; nil if it does not.
  package var holdsUntil: Instant?

  package init(
    act: Act, integrated: ObjectID?, recorded: Instant?, counted: Bool, reason: ActReason?,
    detail: [Detail],
    explanation: String?
  ) {
    self.act = act
    self.integrated = integrated
    self.recorded = recorded
    self.counted = counted
    self.reason = reason
    self.detail = detail
    self.explanation = explanation
  }
}

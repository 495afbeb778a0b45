package import Acts
package import Primitives

/// `policies/workflow.yaml`, or one of `policies/workflows/`: the stages, their requirements and the gates.
package struct Workflow: Hashable, Sendable {
  /// Which times a rule on time may rest on.
  package enum Clock: String, Hashable, Sendable, CaseIterable {
    case claimed, recorded
  }

  /// When an artifact is fixed.
  package enum ArtifactBinding: String, Hashable, Sendable, CaseIterable {
    case atApproval = "at-approval"
    case atStart = "at-start"
  }

  /// The name of a further workflow, that of its file; empty for `policies/workflow.yaml`.
  package var name: String = ""
  /// Which changes it is for; empty: all.
  package var appliesTo: [Requirement.Condition] = []
  package var clock: Clock = .claimed
  package var stages: [Stage: StageRule] = [:]
  /// The gate's name and the last stage it asks for; exactly one gate in this schema version.
  package var gateName: String = "deploy"
  package var gateStage: Stage = .scheduled
  package var artifact: ArtifactBinding = .atApproval
  package var emergency: EmergencyRule?
  package var powers: Powers?
  /// The line of each stage's key, for messages.
  package var gateLine: Int = 1

  package init() {}
}

extension Policy {
  /// The main workflow and the further ones.
  package var workflows: [Workflow] { [workflow] + furtherWorkflows }

  /// The stages of which a verb is the act, in any workflow.
  package func stages(of verb: Verb) -> Set<Stage> {
    Set(workflows.flatMap(\.stages.values).filter { $0.act == verb }.map(\.stage))
  }
}

extension Workflow {
  /// Where the workflow of a name stands; the main one has none.
  package static func path(of name: String) -> String {
    name.isEmpty ? "policies/workflow.yaml" : "policies/workflows/\(name).yaml"
  }

  /// The same workflow under the name of its file.
  func named(_ name: String) -> Workflow {
    var workflow = self
    workflow.name = name
    workflow.stages = stages.mapValues { rule in
      var rule = rule
      rule.workflow = name
      return rule
    }
    return workflow
  }
}

/// What one stage asks for.
package struct StageRule: Hashable, Sendable {
  /// People whom a stage keeps out, by what they did.
  package enum Exclusion: String, Hashable, Sendable, CaseIterable {
    case requester, contributors, implementer, approvers, testers
  }

  /// The first counting Submit to the window's start.
  package struct LeadTime: Hashable, Sendable {
    package var byRisk: [ChangeRequest.Risk: Period] = [:]
    package var inWorkingDays: Bool = false

    package init() {}
  }

  package enum ConflictScope: String, Hashable, Sendable, CaseIterable {
    case systemOrDependency = "system-or-dependency"
  }

  package var stage: Stage
  package var act: Verb?
  /// `by: requester`.
  package var byRequester: Bool = false
  package var require: Requirement?
  /// Ids of requirements whose seats need different people.
  package var distinct: [String] = []
  package var not: [Exclusion] = []
  /// Nil where the rule does not say.
  package var covers: [Section]?
  package var validFor: Period?
  package var reviewedBy: Stage?
  package var leadTime: LeadTime?
  /// Ids of allow windows; nil: no restriction; empty: never open.
  package var windows: [String]?
  package var conflicts: ConflictScope?
  package var line: Int = 1
  /// The name of the further workflow that the rule stands in; empty for the main one.
  package var workflow: String = ""
  /// Whether no workflow asks this of a change, which is an error.
  package var isUngoverned = false
  /// What further workflows ask of the same stage.
  package var further: [StageRule] = []

  package init(stage: Stage) { self.stage = stage }

  /// The file in which the rule stands.
  package var path: String { Workflow.path(of: workflow) }

  /// Every tree of requirements that the stage asks for.
  package var requirements: [Requirement] {
    ([require] + further.map(\.require)).compactMap { $0 }
  }

  /// The sections an act of this stage covers.
  package var coveredSections: [Section] { covers ?? stage.ownSections }
}

/// One node of a requirement tree.
package struct Requirement: Hashable, Sendable {
  /// Whether a machine may fill the seat.
  package enum Seat: String, Hashable, Sendable, CaseIterable {
    case human, any, machine
  }

  /// Which systems a requirement is repeated for.
  package enum PerSystem: String, Hashable, Sendable, CaseIterable {
    case system
    case systemAndDependencies = "system-and-dependencies"
  }

  /// So many people of one role.
  package struct Quorum: Hashable, Sendable {
    package var role: String
    /// Nil where the policy forgot it, which is an error, never zero.
    package var count: Int?
    package var per: PerSystem?
    package var seat: Seat = .human
    /// The role that stands in for a system without owners.
    package var fallback: String?

    package init(role: String) { self.role = role }
  }

  /// How much an unmet requirement weighs.
  package enum Level: String, Hashable, Sendable, CaseIterable {
    /// Nobody can override it, whatever `powers` lists.
    case hard
    /// Those whom `powers.override` lists can; the level of a requirement that says none.
    case soft
    /// It is shown and never blocks.
    case advisory
  }

  package indirect enum Kind: Hashable, Sendable {
    case quorum(Quorum)
    case all([Requirement])
    case any([Requirement])
    case atLeast(Int?, [Requirement])
    /// Nothing was asked for: an error, never satisfied.
    case empty
  }

  /// `when: {field: [values]}`: all fields must match, one value each is enough.
  package struct Condition: Hashable, Sendable {
    package enum Field: String, Hashable, Sendable, CaseIterable {
      case risk, type, environment, system, zone, criticality, outage
    }

    package var field: Field
    package var values: [String]

    package init(field: Field, values: [String]) {
      self.field = field
      self.values = values
    }
  }

  package var id: String?
  package var kind: Kind
  package var when: [Condition] = []
  package var level: Level = .soft
  /// Whether the policy writes the level down.
  package var statesLevel = false
  /// The line in `policies/workflow.yaml`.
  package var line: Int = 1

  package init(kind: Kind) { self.kind = kind }
}

/// The short way of an emergency.
package struct EmergencyRule: Hashable, Sendable {
  package var before: Requirement
  package var validFor: Period
  package var ratifyWithin: Period
  package var reviewWithin: Period?
  package var line: Int = 1

  package init(before: Requirement, validFor: Period, ratifyWithin: Period) {
    self.before = before
    self.validFor = validFor
    self.ratifyWithin = ratifyWithin
  }
}

/// Which roles may forbid, lift and override.
package struct Powers: Hashable, Sendable {
  /// Nil: the default of the specification for that power.
  package var object: [String]?
  package var reject: [String]?
  package var hold: [String]?
  package var cancel: [String]?
  package var lift: [String] = []
  /// By requirement id, `objection`, `contributor` or a flag.
  package var override: [String: [String]] = [:]
  package var line: Int = 1

  package init() {}
}

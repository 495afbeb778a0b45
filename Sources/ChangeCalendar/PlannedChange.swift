package import Decision
package import Records

/// A change with a planned window, and what history and clock make of it.
package struct PlannedChange: Hashable, Sendable {
  /// How far the work has come.
  package enum Progress: String, Hashable, Sendable, CaseIterable {
    case planned, started, finished, closed, cancelled, rejected
    /// The window has passed and nothing was started.
    case missed

    /// Whether nothing of the plan lies ahead any more.
    package var isOver: Bool {
      switch self {
      case .planned, .started: false
      case .finished, .closed, .cancelled, .rejected, .missed: true
      }
    }
  }

  /// What a calendar says of an event.
  package enum Standing: String, Hashable, Sendable {
    /// What the gate asks for is met, or was when the work began.
    case confirmed
    case tentative
    case cancelled
  }

  package var id: String
  package var title: String
  package var window: ChangeRequest.Interval
  package var systems: [String]
  package var type: ChangeRequest.Kind?
  package var risk: ChangeRequest.Risk?
  package var stage: Stage?
  package var state: Verdict.State
  package var gate: GateDecision
  package var progress: Progress
  package var standing: Standing
  package var decision: DecisionTime
  package var revision: Revision

  package init(
    id: String, title: String, window: ChangeRequest.Interval, systems: [String],
    type: ChangeRequest.Kind?, risk: ChangeRequest.Risk?, stage: Stage?, state: Verdict.State,
    gate: GateDecision, progress: Progress, standing: Standing, decision: DecisionTime,
    revision: Revision
  ) {
    self.id = id
    self.title = title
    self.window = window
    self.systems = systems
    self.type = type
    self.risk = risk
    self.stage = stage
    self.state = state
    self.gate = gate
    self.progress = progress
    self.standing = standing
    self.decision = decision
    self.revision = revision
  }
}

package import Acts
package import Decision
package import Primitives

/// Until when people can still decide so that a change starts as planned.
package struct DecisionTime: Hashable, Sendable {
  /// Whether there is anything left to decide.
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Nothing is missing: if nobody objects, the gate opens with the window.
    case decided
    /// Something is missing and can still come in time.
    case open
    /// It can no longer start as planned.
    case late
    /// The gate cannot decide.
    case undecidable
    /// The plan lies in the past or was given up.
    case over
  }

  /// Why it is too late.
  package enum Lateness: String, Hashable, Sendable, CaseIterable {
    /// It should have been submitted by now.
    case submission
    /// It was submitted too late for its lead time.
    case leadTime = "lead-time"
    /// The planned window has begun.
    case begun
  }

  /// How early an act may be made so that it has not expired when the window opens.
  package struct Holding: Hashable, Sendable {
    package let verb: Verb
    package let period: Period
    /// The first instant at which an act holds until the planned start.
    package let earliest: Instant

    package init(verb: Verb, period: Period, earliest: Instant) {
      self.verb = verb
      self.period = period
      self.earliest = earliest
    }
  }

  /// An act that counts now and will have expired when the window opens.
  package struct Lapse: Hashable, Sendable {
    package let verb: Verb
    package let person: String
    package let role: String?

    package init(verb: Verb, person: String, role: String?) {
      self.verb = verb
      self.person = person
      self.role = role
    }
  }

  package var state: State
  package var lateness: Lateness?
  /// The last instant for what is missing, which is the planned start; nil if nothing is.
  package var latest: Instant?
  /// The last instant to land the submission; nil if it has landed or no lead time is asked for.
  package var submitBy: Instant?
  /// Whether the submission is still to come.
  package var needsSubmission: Bool
  /// Limits that `valid-for` sets to what is missing.
  package var holdings: [Holding]
  package var lapsing: [Lapse]
  /// What keeps the gate from opening at the planned start, the decisive reasons first.
  package var missing: [GateReason]

  package init(
    state: State, lateness: Lateness? = nil, latest: Instant? = nil, submitBy: Instant? = nil,
    needsSubmission: Bool = false, holdings: [Holding] = [], lapsing: [Lapse] = [],
    missing: [GateReason] = []
  ) {
    self.state = state
    self.lateness = lateness
    self.latest = latest
    self.submitBy = submitBy
    self.needsSubmission = needsSubmission
    self.holdings = holdings
    self.lapsing = lapsing
    self.missing = missing
  }
}

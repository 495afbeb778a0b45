package import Decision
package import Primitives
package import Records

/// One act that waits for one person.
package struct WaitingAct: Hashable, Sendable {
  /// What it is about.
  package enum Subject: Hashable, Sendable {
    case change(ChangeSubject)
    /// A policy that waits for its owners: where it stands, and what the person's entry owes.
    case policy(place: String, words: String)
  }

  /// A change in the words of its record.
  package struct ChangeSubject: Hashable, Sendable {
    package let id: String
    package let title: String
    package let type: ChangeRequest.Kind?
    package let risk: ChangeRequest.Risk?
    /// How far it has come.
    package let reached: Stage?
    package let window: ChangeRequest.Interval?
    package let seat: OpenSeat
  }

  /// Until when it has to be done.
  package struct Deadline: Hashable, Sendable {
    /// What makes it the last moment.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
      /// Later, the lead time is not kept.
      case leadTime = "lead-time"
      /// What is decided later does not let the change begin as planned.
      case plannedStart = "planned-start"
      /// The planned window ends.
      case plannedEnd = "planned-end"
      /// An emergency has to be ratified by then.
      case ratification
      /// An emergency has to be reviewed by then.
      case review
    }

    package let time: Instant
    package let reason: Reason

    package init(time: Instant, reason: Reason) {
      self.time = time
      self.reason = reason
    }
  }

  package let person: String
  package let subject: Subject
  package let deadline: Deadline?
  /// Before this the act would be a repetition of one that still holds; nil if it can be made now.
  package let from: Instant?
  /// An act made before this will have run out when it is needed; nil if any holds.
  package let holdsFrom: Instant?
  /// Why it can no longer come in time as planned, in words.
  package let isLate: Bool
  /// The command that does it.
  package let command: String

  package init(
    person: String, subject: Subject, deadline: Deadline?, from: Instant? = nil,
    holdsFrom: Instant? = nil, isLate: Bool = false, command: String
  ) {
    self.person = person
    self.subject = subject
    self.deadline = deadline
    self.from = from
    self.holdsFrom = holdsFrom
    self.isLate = isLate
    self.command = command
  }

  /// The change that it is about; nil for the policy.
  package var change: ChangeSubject? {
    if case .change(let change) = subject { return change }
    return nil
  }

  /// Whether the person made the act before and has to make it again.
  package var isRepetition: Bool { change?.seat.earlier != nil }

  /// First what has to be made again, then by deadline; what is due at no time comes last, and what
  /// cannot be done yet after that.
  static func precedes(_ left: WaitingAct, _ right: WaitingAct) -> Bool { left.order < right.order }

  private var order: Order {
    Order(
      isRefusedYet: from != nil, isFresh: !isRepetition,
      due: deadline?.time ?? Instant(seconds: .max), change: change?.id ?? "",
      stage: change?.seat.stage?.rank ?? -1, command: command)
  }

  private struct Order: Comparable {
    let isRefusedYet: Bool
    let isFresh: Bool
    let due: Instant
    let change: String
    let stage: Int
    let command: String

    static func < (left: Order, right: Order) -> Bool {
      if left.isRefusedYet != right.isRefusedYet { return !left.isRefusedYet }
      if left.isFresh != right.isFresh { return !left.isFresh }
      if left.due != right.due { return left.due < right.due }
      if left.change != right.change { return left.change < right.change }
      if left.stage != right.stage { return left.stage < right.stage }
      return left.command < right.command
    }
  }
}

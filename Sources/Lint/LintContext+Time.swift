internal import Primitives
internal import Records
internal import YAMLTree

extension LintContext {
  /// The time that the change has: its window, or its timeline while no window is set. Nil where
  /// there is neither, or where it ends before it starts.
  var slot: (interval: ChangeRequest.Interval, place: Place)? {
    if let window = schedule?.window {
      return window.start < window.end ? (window, "schedule.window") : nil
    }
    guard let timeline = request?.timeline, timeline.start < timeline.end else {
      return nil
    }
    return (timeline, "request.timeline")
  }

  /// The stated minutes of all implementation steps.
  var planMinutes: Int { Minutes.total(implementation?.steps?.map(\.minutes) ?? []) }

  /// The minutes that the way back is given, or those of its steps if they are more.
  var rollbackMinutes: Int {
    let steps = Minutes.total(rollback?.steps?.map(\.minutes) ?? [])
    return max(steps, rollback?.maxMinutes ?? 0)
  }

  /// The stated minutes of all checks after the way back.
  var verifyMinutes: Int { Minutes.total(rollback?.verify?.map(\.minutes) ?? []) }

  /// The last moment at which the way back still fits: the end less rollback and verification.
  var latestDecision: Instant? {
    guard let end = slot?.interval.end else { return nil }
    return Minutes.before(end, Minutes.sum(rollbackMinutes, verifyMinutes))
  }

  /// The last moment at which the point of no return can be passed so that the rest of the plan
  /// still fits. Nil without such a step.
  var latestNoReturn: Instant? {
    guard let end = slot?.interval.end, let steps = implementation?.steps,
      let step = rollback?.pointOfNoReturn,
      let index = steps.firstIndex(where: { $0.id == step })
    else { return nil }
    return Minutes.before(end, Minutes.total(steps[index...].map(\.minutes)))
  }
}

/// Arithmetic on minutes that people wrote: it saturates where they wrote nonsense.
enum Minutes {
  /// The sum of those that are stated.
  static func total(_ minutes: [Int?]) -> Int {
    minutes.reduce(0) { sum($0, max(0, $1 ?? 0)) }
  }

  /// The sum, at most `Int.max`.
  static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  /// The instant so many minutes earlier.
  static func before(_ instant: Instant, _ minutes: Int) -> Instant {
    let (seconds, overflow) = Int64(minutes).multipliedReportingOverflow(by: -60)
    return instant.advanced(by: overflow ? .min : seconds)
  }

  /// How many whole minutes an interval has; 0 where it is reversed.
  static func length(of interval: ChangeRequest.Interval) -> Int {
    let (seconds, overflow) = interval.end.seconds.subtractingReportingOverflow(
      interval.start.seconds)
    guard !overflow else { return 0 }
    return Int(max(0, seconds) / 60)
  }
}

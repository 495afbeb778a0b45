internal import Decision
internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives

/// Whether this machine's clock is behind what others have signed already.
enum ClockCheck {
  /// Clocks differ by this much without meaning anything, in seconds.
  private static let tolerance: Int64 = 120

  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let history = setUp.reading?.history, let tip = history.graph.spine.last else {
      return []
    }
    let ahead = history.graph.times[tip].seconds - setUp.settings.now.seconds
    guard ahead > tolerance else { return [] }
    return [
      SetUpFinding(
        .clockBehind, .cost,
        "the trunk's tip is dated \(history.graph.times[tip]), \(ahead) seconds after this "
          + "machine's clock",
        cures: ["timedatectl set-ntp true", "timedatectl status"])
    ]
  }
}

internal import Glibc
internal import Synchronization

/// Whether somebody asked the program to stop, for work that has to clean up first.
enum Interruption {
  private static let number = Atomic<Int32>(0)

  /// Takes note of a request to stop from here on, instead of stopping at once.
  static func take() {
    for each in [SIGINT, SIGTERM, SIGHUP] {
      signal(each) { number in Interruption.number.store(number, ordering: .relaxed) }
    }
    // A child that ends before it has read everything is an error to report, not our end.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Throws a failure if somebody asked to stop.
  static func check() throws {
    let number = number.load(ordering: .relaxed)
    guard number != 0 else { return }
    throw Failure(
      "interrupted", "stopped before it was done; nothing was written", exitStatus: 128 + number)
  }
}

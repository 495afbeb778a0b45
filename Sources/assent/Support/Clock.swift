internal import Glibc
internal import Primitives

/// The machine's clock: read once by a command and passed on as a value.
enum Clock {
  static func now() -> Instant { Instant(seconds: Int64(time(nil))) }

  /// The time that `--now` names, else the machine's.
  ///
  /// Throws a failure with exit status 2 if it is no RFC 3339 time.
  static func instant(_ text: String?) throws -> Instant {
    guard let text else { return now() }
    guard let instant = Instant(rfc3339: text) else {
      throw Failure(
        "usage", "`--now \(text)` is no RFC 3339 time",
        hint: "write it like 2026-03-08T01:00:00+01:00", exitStatus: 2)
    }
    return instant
  }
}

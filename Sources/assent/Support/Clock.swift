internal import Glibc
internal import Primitives

/// The machine's clock: read once by a command and passed on as a value.
enum Clock {
  static func now() -> Instant { Instant(seconds: Int64(time(nil))) }
}

import Foundation
import TestSupport

/// Cuts a program off at one of its system calls, by `strace`: what sleeping for a random time finds
/// once in a thousand runs, this finds in one.
enum Tracer {
  /// A system call of a run, and what happens there.
  struct Cut: CustomStringConvertible {
    let call: String
    /// The how manieth of its kind in a process.
    let number: Int
    /// As strace takes it, such as `signal=SIGKILL` or `error=ENOSPC`.
    let effect: String

    var description: String { "\(effect) at \(call) \(number)" }
  }

  /// Why nothing can be traced here; empty where it can.
  static let absence: String = {
    do {
      let probe = try Command.run(
        try Command.find("strace"), ["-o", "/dev/null", "/bin/true"], in: "/", environment: [:])
      return probe.status == 0 ? "" : "nothing can be traced here: \(probe.errorText)"
    } catch {
      return "\(error)"
    }
  }()

  /// Whether a test may trace: that is possible, or that it is not is a failure.
  static var isExpected: Bool {
    absence.isEmpty || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// Runs the program and cuts it off, or one of the programs that it runs.
  ///
  /// - Returns: how it ended, and whether the run came as far as the cut.
  static func run(
    _ arguments: [String], in place: ScratchRepository, environment: [String: String] = [:],
    cut: Cut
  ) throws -> (outcome: Command.Outcome, isCut: Bool) {
    let log = "\(place.home)/trace"
    // The thread of a test may block signals, which its children would then never get.
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let outcome = try Command.run(
      try Command.find("strace"),
      [
        "-f", "-o", log, "-e", "trace=\(cut.call)", "-e",
        "inject=\(cut.call):\(cut.effect):when=\(cut.number)", try Assent.binary(),
      ] + arguments, in: place.path,
      environment: CleanEnvironment.variables(home: place.home).merging(environment) { $1 })
    let trace = String(decoding: try Data(contentsOf: URL(filePath: log)), as: UTF8.self)
    let marks = ["killed by SIG", "(INJECTED)", "--- SIGTERM", "--- SIGINT"]
    return (outcome, marks.contains { trace.contains($0) })
  }

  /// Tries a deed with a cut at its system calls of some kinds: at the first and a few others, or at
  /// every one with ASSENT_ENDURANCE. `body` says whether the run came as far as that.
  static func sweep(
    _ calls: [String], effect: String = "signal=SIGKILL", body: (Cut) throws -> Bool
  ) throws {
    var cuts = 0
    for call in calls {
      var dice = Dice(seed: UInt64(call.utf8.count) &* 31 &+ UInt64(effect.utf8.count))
      var (number, tries) = (1, 0)
      while Endurance.isLong || tries < 2 {
        guard try body(Cut(call: call, number: number, effect: effect)) else { break }
        number += Endurance.isLong ? 1 : Int.random(in: 1...7, using: &dice)
        (tries, cuts) = (tries + 1, cuts + 1)
      }
    }
    guard cuts > 0 else { throw TestFailure("no run was cut off at any of \(calls)") }
    if Endurance.isLong { print("cut off \(cuts) times: \(effect) at \(calls)") }
  }
}

/// How long the tests go on.
enum Endurance {
  private static let factor =
    ProcessInfo.processInfo.environment["ASSENT_ENDURANCE"].flatMap { Int($0) } ?? 0

  /// Whether every point is tried: `ASSENT_ENDURANCE=1 swift test --filter EnduranceTests`.
  static var isLong: Bool { factor > 0 }

  /// A number of rounds, and so many times more of them with ASSENT_ENDURANCE=N.
  static func rounds(_ usual: Int) -> Int { usual * max(1, factor * 10) }
}

/// Random numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

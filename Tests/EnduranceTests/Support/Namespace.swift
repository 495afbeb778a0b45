import Foundation
import TestSupport

/// Mounts of one test's own, which nobody else sees and which go with its processes.
enum Namespace {
  private static let way = geteuid() == 0 ? "-m" : "-rm"

  /// Why nothing can be mounted here; empty where it can.
  static let absence: String = {
    do {
      let probe = try Command.run(
        try Command.find("unshare"), [way, "mount", "-t", "tmpfs", "none", "/mnt"], in: "/",
        environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
      return probe.status == 0 ? "" : "nothing can be mounted here: \(probe.errorText)"
    } catch {
      return "\(error)"
    }
  }()

  /// Whether a test may mount: that is possible, or that it is not is a failure.
  static var isExpected: Bool {
    absence.isEmpty || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// Runs a script of the shell with mounts of its own; `$assent` is the program.
  static func run(
    _ script: String, in ground: Ground, environment: [String: String] = [:]
  ) throws -> Command.Outcome {
    try Command.run(
      try Command.find("unshare"), [way, "/bin/bash", "-euc", script], in: ground.place.path,
      environment: CleanEnvironment.variables(home: ground.place.home).merging(
        [
          "assent": try Assent.binary(), "repository": ground.place.path,
          "home": ground.place.home,
          "PATH": (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin:/usr/bin:/bin",
        ]
      ) { $1 }.merging(environment) { $1 }, timeout: 120)
  }
}

import Foundation
import TestSupport

/// A real PostgreSQL for one test, on a socket in a folder of its own.
final class PostgresServer: Sendable {
  /// The folder of the server's programs; nil where it is not installed.
  static let programs: String? = {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.last.map { "\(root)/\($0)/bin" }
  }()

  static let absence = "PostgreSQL is not installed; apt-get install postgresql brings it"

  /// Whether a test may start one: it is there, or its absence is a failure.
  static var isExpected: Bool {
    programs != nil || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  let folder: String
  /// What connects to it.
  var connection: String { "host=\(folder) dbname=postgres user=audit" }

  /// Makes and starts a server.
  init() throws {
    guard let programs = Self.programs else { throw TestFailure(Self.absence) }
    var template = Array("/tmp/assent-pg-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure("no folder: error \(errno)") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The server refuses to be run by root.
    if getuid() == 0, let owner = getpwnam("postgres") {
      chown(folder, owner.pointee.pw_uid, owner.pointee.pw_gid)
    }
    try run([
      "\(programs)/initdb", "--pgdata=\(folder)/data", "--username=audit", "--auth=trust",
      "--encoding=UTF8", "--locale=C", "--no-sync",
    ])
    try start(programs, attempts: 3)
  }

  /// A machine that has much else to do may refuse a server what it grants a moment later.
  private func start(_ programs: String, attempts: Int) throws {
    do {
      try run([
        "\(programs)/pg_ctl", "--pgdata=\(folder)/data", "--log=\(folder)/log", "--wait",
        "--options=-c listen_addresses= -c unix_socket_directories=\(folder) -c fsync=off", "start",
      ])
    } catch {
      guard attempts > 1 else { throw error }
      Thread.sleep(forTimeInterval: 2)
      try start(programs, attempts: attempts - 1)
    }
  }

  deinit {
    if let programs = Self.programs {
      try? run([
        "\(programs)/pg_ctl", "--pgdata=\(folder)/data", "--mode=immediate", "--wait", "stop",
      ])
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Files that other tests hold open are none of the server's business: it counts them.
  private static let alone = """
    ulimit -S -n "$(ulimit -H -n)" 2>/dev/null
    for open in /proc/self/fd/*; do
      open="${open##*/}"; if [ "$open" -gt 2 ]; then eval "exec $open>&-" 2>/dev/null; fi
    done
    exec "$0" "$@"
    """

  private func run(_ words: [String]) throws {
    let owner = ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    let asOwner = getuid() == 0 ? [try Command.find("setpriv")] + owner : []
    let outcome = try Command.run(
      try Command.find("bash"), ["-c", Self.alone] + asOwner + words, in: folder,
      environment: CleanEnvironment.variables(home: folder))
    guard outcome.status == 0 else {
      let log = (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? ""
      throw TestFailure("\(words[0]): \(outcome.text)\(outcome.errorText)\(log)")
    }
  }

  /// What the database answers, a line a row.
  func ask(_ query: String) throws -> String {
    let outcome = try Command.run(
      try Command.find("psql"),
      ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", query, connection], in: "/",
      environment: CleanEnvironment.variables(home: "/"))
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return outcome.text
  }
}

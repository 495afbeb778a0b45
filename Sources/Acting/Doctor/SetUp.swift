internal import Decision
package import Git
package import Ledger
package import Primitives
package import Records

/// What the checks of a set-up look at: a repository, what was read of it, and where it runs.
package struct SetUp: Sendable {
  /// What the examination is told beside the repository.
  package struct Settings: Sendable {
    package var ledger: LedgerOptions
    /// Whether a trust root was given from outside the repository.
    package var hasTrustRoot: Bool
    /// Whether this is a pipeline, as `CI=true` says.
    package var isPipeline: Bool
    /// `--key`, if given.
    package var key: String?
    package var now: Instant

    package init(
      ledger: LedgerOptions, hasTrustRoot: Bool, isPipeline: Bool, key: String? = nil, now: Instant
    ) {
      self.ledger = ledger
      self.hasTrustRoot = hasTrustRoot
      self.isPipeline = isPipeline
      self.key = key
      self.now = now
    }
  }

  let settings: Settings
  let git: GitCommand
  /// The trunk; nil where it cannot be found.
  package let trunk: Trunk?
  /// The history; nil where it cannot be read.
  package let reading: HistoryReader.Reading?
  /// Why not.
  let failure: LedgerError?
  /// Whether work trees belong to it.
  let isBare: Bool
  private let configuration: [String: [String]]

  package init(_ settings: Settings, in repository: borrowing Repository) throws(ActingError) {
    self.settings = settings
    let git = try GitCommand(for: repository)
    self.git = git
    isBare = repository.workTree == nil
    configuration = Self.parsed(try git.run(["config", "--list", "-z"]).output)
    var failure: LedgerError?
    var found: Trunk?
    do throws(LedgerError) {
      found = try TrunkFinder(options: settings.ledger).find(in: repository)
    } catch {
      failure = error
    }
    var read: HistoryReader.Reading?
    if found != nil {
      do throws(LedgerError) {
        read = try HistoryReader(options: settings.ledger).read(repository)
      } catch {
        failure = error
      }
    }
    trunk = found
    reading = read
    self.failure = failure
  }

  /// The policy in force at the trunk's tip.
  package var policy: Policy? {
    reading.flatMap { $0.history.policy(at: $0.history.tipPosition)?.policy }
  }

  /// The trunk's short name, such as `main`.
  var trunkName: String {
    if let name = policy?.charter.trunk { return name }
    guard let reference = trunk?.reference else { return "main" }
    let depth = reference.hasPrefix("refs/remotes/") ? 3 : 2
    return reference.split(separator: "/").dropFirst(depth).joined(separator: "/")
  }

  /// The remote that the trunk is fetched from: that of its tracking reference, else `origin`.
  var remote: String? {
    let names = Set(
      configuration.keys.filter { $0.hasPrefix("remote.") && $0.hasSuffix(".url") }
        .map { String($0.dropFirst("remote.".count).dropLast(".url".count)) })
    if let reference = trunk?.reference, reference.hasPrefix("refs/remotes/") {
      let rest = reference.dropFirst("refs/remotes/".count)
      if let name = names.filter({ rest.hasPrefix($0 + "/") }).max(by: {
        $0.utf8.count < $1.utf8.count
      }) {
        return name
      }
    }
    return names.contains("origin") ? "origin" : nil
  }

  /// The values of a key, section and last name in lower case; the last one counts.
  func values(_ key: String) -> [String] { configuration[key] ?? [] }

  /// The value that counts for a key; nil if it is not set.
  func value(_ key: String) -> String? { configuration[key]?.last }

  /// Every key that begins with a prefix.
  func keys(withPrefix prefix: String) -> [String] {
    configuration.keys.filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// Whether a value is one that Git takes for true.
  static func isTrue(_ value: String?) -> Bool {
    guard let value else { return false }
    return ["true", "yes", "on", "1"].contains(value.lowercased())
  }

  /// `key LF value NUL`, or `key NUL` for a key without a value, which is true.
  private static func parsed(_ output: [UInt8]) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for entry in output.split(separator: 0) {
      let parts = entry.split(
        separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = parts.first else { continue }
      let value = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : "true"
      result[String(decoding: key, as: UTF8.self), default: []].append(value)
    }
    return result
  }
}

internal import Acting
internal import AuditPages
internal import Diagnostics
internal import Dispatch
internal import EvidencePack
internal import Glibc
internal import Primitives
internal import Records
internal import Reporting
internal import Signatures
internal import Synchronization
internal import WholeFiles

/// Audits several clones, each by a process of its own, so that none can spoil another's result, and
/// puts what they found together.
struct FleetRun {
  let fleet: FleetFile
  /// The folder that the paths of the fleet start from.
  let base: String
  /// The options that all audits share, as on the command line.
  let options: [String]
  let period: String
  let folder: PackFolder

  /// One clone and what came of it.
  private struct Result: Sendable {
    let path: String
    /// The folder of the pack below the fleet's; nil if there is none.
    var place: String?
    var reason = ""
  }

  /// What is told at the end.
  struct Outcome {
    let accounts: [FleetAccount]
    let obstacles: [FleetPage.Obstacle]
  }

  private static let largestFile = 1 << 20

  /// Reads a fleet.
  ///
  /// Throws a failure with exit status 2 that names the first place which is wrong.
  static func read(_ path: String) throws -> FleetFile {
    let bytes = try acting { () throws(ActingError) in
      try Files.read(path, limit: largestFile)
    }
    let reading = FleetFile.read(bytes, path: path)
    guard let fleet = reading.fleet else {
      let finding = reading.findings.first
      let start = finding?.location.span?.start
      let place = start.map { ":\($0.line):\($0.column)" } ?? ""
      throw Failure(
        "fleet", PlainText.line("\(path)\(place): \(finding?.message ?? "it cannot be read")"),
        hint: finding?.advice ?? "see Documentation/audit-data.md", exitStatus: 2)
    }
    return fleet
  }

  /// Audits everything and writes the folder, all but its place.
  func write() throws -> Outcome {
    let results = try audit()
    try Interruption.check()
    var accounts: [FleetAccount] = []
    var obstacles = results.filter { $0.place == nil }.map {
      FleetPage.Obstacle(path: $0.path, reason: $0.reason)
    }
    var places: [String] = []
    for result in results {
      guard let place = result.place else { continue }
      let account = try AuditExportCommand.reading { () throws(TableError) in
        try FleetAccount(path: "\(folder.draft)/\(place)/audit.db")
      }
      let name = Self.folderName(account.repository)
      guard !places.contains(name), !account.repository.isEmpty else {
        obstacles.append(
          FleetPage.Obstacle(
            path: result.path,
            reason: "another clone is of the repository \(PlainText.line(account.repository)) too"))
        FolderTree.remove("\(folder.draft)/\(place)")
        continue
      }
      guard rename("\(folder.draft)/\(place)", "\(folder.draft)/\(name)") == 0 else {
        throw PackFolder.failure("write", "\(folder.path)/\(name)", errno)
      }
      places.append(name)
      accounts.append(account)
    }
    try writeTogether(accounts, places, obstacles)
    return Outcome(accounts: accounts, obstacles: obstacles)
  }

  // MARK: Auditing

  private func audit() throws -> [Result] {
    let program = try Self.own()
    let results = Mutex<[Int: Result]>([:])
    let next = Atomic<Int>(0)
    let repositories = fleet.repositories
    let arguments = repositories.enumerated().map { self.arguments($0.offset, $0.element) }
    let draft = folder.draft
    let isShown = isatty(STDERR_FILENO) == 1
    // As many at once as there are cores: each is judged by all of them in its busiest part.
    let width = max(1, min(repositories.count, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    DispatchQueue.concurrentPerform(iterations: width) { _ in
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < repositories.count else { return }
        let path = repositories[number].path
        let result = Self.run(program, arguments[number], number, path, draft)
        if isShown {
          Terminal.remark(
            "\(PlainText.line(path)): " + (result.place == nil ? "not audited" : "audited"))
        }
        results.withLock { $0[number] = result }
      }
    }
    let all = results.withLock { $0 }
    return repositories.indices.compactMap { all[$0] }
  }

  private static func run(
    _ program: Program, _ arguments: [String], _ number: Int, _ path: String, _ draft: String
  ) -> Result {
    var result = Result(path: path)
    do throws(ActingError) {
      // What the shell says of trust is not said of every repository.
      let outcome = try program.run(arguments, environment: ["ASSENT_TRUST_ROOT": nil])
      // 1: written with exceptions; 4: written, and there was nothing in the period.
      let place = "\(number).pack"
      if [0, 1, 4].contains(outcome.status), Files.exists("\(draft)/\(place)/audit.db") {
        result.place = place
      } else {
        let words = outcome.errorText.split(separator: "\n").first { $0.hasPrefix("assent: ") }
        result.reason = PlainText.line(
          words.map { String($0.dropFirst("assent: ".count)) }
            ?? "the audit ended with status \(outcome.status)")
      }
    } catch {
      result.reason = PlainText.line(error.message)
    }
    return result
  }

  /// The command line for one clone.
  private func arguments(_ number: Int, _ repository: FleetFile.Repository) -> [String] {
    var arguments =
      ["audit", "report"] + options
      + ["-C", path(repository.path), "--out=\(folder.draft)/\(number).pack"]
    let single = [
      ("trust-root", repository.trustRoot), ("trunk", repository.trunk),
      ("checkpoint", repository.checkpoint), ("leavers", repository.leavers.map(path)),
    ]
    for case (let name, let value?) in single { arguments.append("--\(name)=\(value)") }
    for (name, paths) in [
      ("deployments", repository.deployments), ("settings", repository.settings),
      ("code", repository.code),
    ] {
      for each in paths { arguments.append("--\(name)=\(path(each))") }
    }
    return arguments
  }

  private func path(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(base)/\(path)"
  }

  /// The running program.
  private static func own() throws -> Program {
    let parts = Files.resolved("/proc/self/exe")?.split(separator: "/") ?? []
    guard let name = parts.last else {
      throw Failure("program-missing", "the program does not find its own file", exitStatus: 2)
    }
    return try acting { () throws(ActingError) in
      try Program(named: String(name), in: "/" + parts.dropLast().joined(separator: "/"))
    }
  }

  // MARK: What they found together

  /// A plain file name for a repository's id.
  static func folderName(_ repository: String) -> String {
    String(
      String.UnicodeScalarView(
        repository.unicodeScalars.map { scalar in
          switch scalar {
          case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": scalar
          default: "-"
          }
        })
    ).withoutLeadingDots
  }

  private func writeTogether(
    _ accounts: [FleetAccount], _ places: [String], _ obstacles: [FleetPage.Obstacle]
  ) throws {
    var digests: [String: SHA256Digest] = [:]
    var population = CSVMerge()
    for (account, place) in zip(accounts, places) {
      let table = try bytes(of: "\(place)/population.csv")
      population.add(table, heading: "repository", owner: account.repository)
      digests["\(place)/\(Manifest.path)"] = sha256(of: try bytes(of: "\(place)/\(Manifest.path)"))
    }
    try folder.write(population.content, to: "population.csv")
    if !places.isEmpty {
      let draft = folder.draft
      try AuditExportCommand.reading { () throws(TableError) in
        try DatabaseMerge.write(
          places.map { "\(draft)/\($0)/audit.db" }, to: "\(draft)/audit.db")
      }
      try folder.adopt("audit.db")
    }
    let page = FleetPage(
      period: period, repositories: zip(accounts, places).map(FleetPage.Repository.init),
      obstacles: obstacles)
    for file in page.pages { try folder.write(file.bytes, to: file.name) }
    digests.merge(try folder.digests()) { known, _ in known }
    try folder.write(Manifest(digests).bytes, to: Manifest.path)
  }

  private func bytes(of file: String) throws -> [UInt8] {
    switch PlainFile.read("\(folder.draft)/\(file)", limit: 1 << 30) {
    case .bytes(let bytes): return bytes
    case .tooLarge, .unreadable:
      throw Failure("file", "cannot read \(folder.path)/\(file)", exitStatus: 2)
    }
  }
}

extension FleetPage.Repository {
  fileprivate init(_ account: FleetAccount, _ folder: String) {
    self.init(
      name: account.repository, folder: folder, changes: account.changes, failed: account.failed,
      notEvaluable: account.notEvaluable, uncovered: account.uncovered,
      exceptions: account.exceptions.map {
        FleetPage.Exception(
          kind: $0.kind, change: $0.change, message: $0.message, time: $0.time,
          hasDossier: $0.hasDossier)
      })
  }
}

extension String {
  /// A name of dots alone, or a hidden one, is no name of a folder here.
  fileprivate var withoutLeadingDots: String {
    hasPrefix(".") ? "_" + dropFirst() : self
  }
}

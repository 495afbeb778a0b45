internal import Audit
internal import Decision
internal import EvidencePack
internal import Git
internal import Ledger
internal import Primitives
internal import Records

/// What was given from outside the repository, read once.
struct AuditEvidence: Sendable {
  /// Copies for the pack, by their names there.
  private(set) var copies: [PackFile] = []
  /// Nil if none was given.
  private(set) var feeds: [DeploymentFeed]?
  private(set) var staff: StaffList?
  private(set) var tools: [ToolEvidence] = []

  /// The largest file that is read.
  private static let limit = 1 << 28

  /// Throws a failure with exit status 2 if a file cannot be read, or two have one name.
  init(_ inputs: AuditInputs) throws {
    if !inputs.deployments.isEmpty { feeds = [] }
    for path in inputs.deployments {
      let (bytes, name) = try take(path)
      let feed = try Self.input { () throws(InputFault) in
        try DeploymentFeed.read(bytes, name: name)
      }
      feeds?.append(feed)
    }
    if let path = inputs.leavers {
      let (bytes, name) = try take(path)
      staff = try Self.input { () throws(InputFault) in
        try StaffList.read(bytes, name: name)
      }
    }
    for path in inputs.settings {
      let (bytes, name) = try take(path)
      tools += try Self.input { () throws(InputFault) in
        try ToolEvidence.read(bytes, name: name)
      }
    }
    copies.sort { $0.path < $1.path }
  }

  private mutating func take(_ path: String) throws -> (bytes: [UInt8], name: String) {
    let place = AuditInputs.packed(path)
    guard Manifest.isLegal(place) else {
      throw Failure(
        "usage", "a pack cannot keep a file of the name of \(path)", hint: "rename it",
        exitStatus: 2)
    }
    guard !copies.contains(where: { $0.path == place }) else {
      throw Failure(
        "usage", "two files that were given have the name \(place.dropFirst(7))",
        hint: "the pack keeps copies side by side: rename one", exitStatus: 2)
    }
    switch PlainFile.read(path, limit: Self.limit) {
    case .bytes(let bytes):
      copies.append(PackFile(path: place, bytes: bytes))
      return (bytes, String(place.dropFirst("inputs/".count)))
    case .tooLarge(let size):
      throw Failure(
        "file", "\(path) has \(size) bytes; at most \(Self.limit) are read", exitStatus: 2)
    case .unreadable(let why):
      throw Failure("file", "cannot read \(path): \(why)", exitStatus: 2)
    }
  }

  private static func input<R>(_ body: () throws(InputFault) -> R) throws -> R {
    do throws(InputFault) { return try body() } catch {
      throw Failure("audit-input", error.description, exitStatus: 2)
    }
  }
}

/// The clones of governed code, and what of them the policy protects.
struct AuditCode {
  /// Code that a policy governs, with all patterns of its entries.
  private struct Governed {
    let name: String
    let branch: String
    var protect: [String]
  }

  private let governed: [Governed]
  private let own: String
  private let inputs: AuditInputs

  init(_ inputs: AuditInputs, _ charter: Charter?) {
    self.inputs = inputs
    own = charter?.repository ?? ""
    var governed: [Governed] = []
    for code in charter?.code ?? [] where !code.protect.isEmpty {
      let known = governed.firstIndex { $0.name == code.repository && $0.branch == code.branch }
      if let known {
        governed[known].protect += code.protect
      } else {
        governed.append(
          Governed(name: code.repository, branch: code.branch, protect: code.protect))
      }
    }
    self.governed = governed
  }

  /// Whether the policy governs any code.
  var isGoverned: Bool { !governed.isEmpty }

  /// The names of governed code of which no clone was given, sorted.
  func unread() throws -> [String] {
    let foreign = Set(governed.map(\.name)).subtracting([own])
    let given = Set(try inputs.code.map { try place($0, foreign).0 })
    return foreign.subtracting(given).sorted()
  }

  /// What the branches of governed code took up in the period; nil where no clone was given and
  /// the repository of the records governs no code of its own.
  ///
  /// A clone is given as `NAME=PATH`, or as `PATH` alone where one name is left.
  func read(_ period: AuditPeriod, artifacts: Set<ObjectID>) throws -> [GovernedCode]? {
    let places = try places
    guard !places.isEmpty else { return nil }
    return try places.flatMap { name, path in
      try governed.filter { $0.name == name }.map { code in
        try read(code, at: path, period, artifacts)
      }
    }
  }

  /// Who wrote the code that artifacts bring; nil where no code can be read.
  ///
  /// - Parameter artifacts: by artifact, the commits that ran before it.
  func authors(_ artifacts: [ObjectID: Set<ObjectID>]) throws -> [ObjectID: [String]]? {
    let places = try places
    guard !places.isEmpty else { return nil }
    var authors: [ObjectID: [String]] = [:]
    for path in Set(places.map(\.path)).sorted() {
      var place = PlaceOptions()
      place.directory = path
      let repository = try Session.open(place)
      do throws(LedgerError) {
        // A commit is the same in every clone; where two know what ran before, each may know more.
        authors.merge(try CodeAuthors.read(artifacts, in: repository)) { one, other in
          Set(one + other).sorted()
        }
      } catch { throw Failure(error) }
    }
    return authors
  }

  /// The clones and which of the governed repositories each is.
  private var places: [(name: String, path: String)] {
    get throws {
      var places: [(name: String, path: String)] = []
      let foreign = Set(governed.map(\.name)).subtracting([own])
      for text in inputs.code { places.append(try place(text, foreign)) }
      if governed.contains(where: { $0.name == own }), !places.contains(where: { $0.name == own }) {
        places.append((own, inputs.place.directory))
      }
      return places
    }
  }

  private func place(_ text: String, _ foreign: Set<String>) throws -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, governed.contains(where: { $0.name == parts[0] }) {
      return (String(parts[0]), String(parts[1]))
    }
    let names = foreign.isEmpty ? Set(governed.map(\.name)) : foreign
    guard names.count == 1, let name = names.first else {
      throw Failure(
        "code-unknown",
        names.isEmpty
          ? "the policy governs no code, so that `--code \(text)` says nothing"
          : "these changes govern several repositories: \(names.sorted().joined(separator: ", "))",
        hint: names.isEmpty ? "leave it out" : "say which: --code NAME=PATH", exitStatus: 2)
    }
    return (name, text)
  }

  private func read(
    _ code: Governed, at path: String, _ period: AuditPeriod, _ artifacts: Set<ObjectID>
  ) throws -> GovernedCode {
    var place = PlaceOptions()
    place.directory = path
    let repository = try Session.open(place)
    do throws(LedgerError) {
      return try CodeHistory(
        repository: code.name, branch: code.branch, protecting: code.protect, from: period.start,
        until: period.end, now: inputs.now
      ).read(artifacts: artifacts, in: repository)
    } catch { throw Failure(error) }
  }
}

internal import Acts
internal import Decision
internal import Diagnostics
internal import Git
internal import Primitives
internal import Records
internal import Signatures

/// Records by the blob and the path they stand at: each distinct text is parsed once.
final class RecordStore {
  /// Larger files are not read; the linter says so.
  static let largestRecord = 1 << 20
  /// The most text of records that one run parses: beyond it a history is refused by name, so that
  /// nobody can make a gate run for hours.
  static let largestHistory = 1 << 30
  /// The largest evidence file whose digest is taken.
  static let largestEvidence = 1 << 28

  /// The place of a record in a tree.
  struct Place: Hashable {
    let path: String
    let blob: ObjectID
  }

  private var numbers: [String: [Place: Int]] = [:]
  private(set) var versions: [String: [RecordVersion]] = [:]
  private var evidence: [ObjectID: SHA256Digest] = [:]
  /// How many bytes of records were read.
  private(set) var charged: Int
  private var isCharging = true
  /// Texts that were parsed ahead, until somebody asks for their version.
  private var parsed: [Place: Parsed] = [:]
  private let threads: Int

  /// A text with everything that does not depend on other versions.
  private struct Parsed: Sendable {
    let digest: SHA256Digest
    let document: RecordDocument
  }

  /// - Parameter charged: how many bytes of records are known to be there already.
  init(threads: Int = 1, charged: Int = 0) {
    self.threads = threads
    self.charged = charged
  }

  /// Reads texts that are part of what is charged already.
  func withoutCharge(_ body: () throws(LedgerError) -> Void) throws(LedgerError) {
    isCharging = false
    defer { isCharging = true }
    try body()
  }

  /// Where a change's record stands in a `changes/` tree; nil if it does not, or not as one
  /// plain file.
  func place(of id: String, inChanges tree: ObjectID?, _ repository: borrowing Repository)
    throws(LedgerError) -> Place?
  {
    guard let tree else { return nil }
    var found: [Place] = []
    for path in Self.paths(of: id) {
      let entry = try reading { () throws(GitError) in
        try repository.entry(atPath: path, inTree: tree)
      }
      guard let entry, entry.kind == .file else { continue }
      found.append(Place(path: "changes/" + path, blob: entry.id))
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The paths below `changes/` at which a record may stand.
  static func paths(of id: String) -> [String] {
    let parts = id.split(separator: "-")
    guard parts.count == 3 else { return ["\(id).yaml"] }
    return ["\(parts[1])/\(id).yaml", "\(id).yaml"]
  }

  /// The number of a version among the change's, reading it if it is new.
  func version(of id: String, at place: Place, _ repository: borrowing Repository)
    throws(LedgerError) -> Int
  {
    if let number = numbers[id]?[place] { return number }
    let earlier = versions[id]?.last
    let version: RecordVersion
    if let ready = parsed.removeValue(forKey: place) {
      version = RecordVersion(
        path: place.path, digest: ready.digest, document: ready.document, earlier: earlier)
    } else {
      try charge(place, repository)
      version = try reading { () throws(GitError) in
        try Self.read(place, earlier: earlier, repository)
      }
    }
    let number = versions[id, default: []].count
    versions[id, default: []].append(version)
    numbers[id, default: [:]][place] = number
    return number
  }

  private func charge(_ place: Place, _ repository: borrowing Repository) throws(LedgerError) {
    guard isCharging else { return }
    let size = try reading { () throws(GitError) in try repository.header(of: place.blob)?.size }
    charged += min(size ?? 0, Self.largestRecord)
    guard charged <= Self.largestHistory else {
      throw LedgerError(
        "too-large", "the records of this history hold more than 1 GiB of text",
        hint: "find out who wrote so much: nothing is decided over it")
    }
  }

  /// Parses texts over the cores that are going to be asked for.
  func readAhead(_ places: [Place], _ repository: borrowing Repository) throws(LedgerError) {
    let batch = 512
    for start in stride(from: 0, to: places.count, by: batch) {
      var texts: [(place: Place, bytes: [UInt8])] = []
      for place in places[start..<min(places.count, start + batch)] {
        try charge(place, repository)
        let bytes = try reading { () throws(GitError) in
          try Self.isReadable(place, repository)
            ? try repository.blob(place.blob, limit: Self.largestRecord) : nil
        }
        if let bytes { texts.append((place, bytes)) }
      }
      let found = parallelMap(texts, threads: threads) { Self.parsed($0.bytes, $0.place) }
      for (text, result) in zip(texts, found) { parsed[text.place] = result }
    }
  }

  /// What is made of distinct texts that nobody needs for longer; those that cannot be read are left out.
  func passing<Output: Sendable>(
    _ texts: [(place: Place, made: @Sendable (RecordDocument) -> Output)],
    _ repository: borrowing Repository
  ) throws(LedgerError) -> [Output] {
    var result: [Output] = []
    let batch = 512
    for start in stride(from: 0, to: texts.count, by: batch) {
      var ready: [Passing<Output>] = []
      for text in texts[start..<min(texts.count, start + batch)] {
        try charge(text.place, repository)
        let bytes = try reading { () throws(GitError) in
          try Self.isReadable(text.place, repository)
            ? try repository.blob(text.place.blob, limit: Self.largestRecord) : nil
        }
        if let bytes { ready.append(Passing(path: text.place.path, bytes: bytes, made: text.made)) }
      }
      result += parallelMap(ready, threads: threads) {
        $0.made(RecordDocument.read($0.bytes, path: $0.path))
      }
    }
    return result
  }

  /// A text with what is to be made of it.
  private struct Passing<Output: Sendable>: Sendable {
    let path: String
    let bytes: [UInt8]
    let made: @Sendable (RecordDocument) -> Output
  }

  private static func isReadable(_ place: Place, _ repository: borrowing Repository)
    throws(GitError) -> Bool
  {
    try repository.header(of: place.blob)?.size ?? 0 <= largestRecord
  }

  private static func parsed(_ bytes: [UInt8], _ place: Place) -> Parsed {
    Parsed(digest: sha256(of: bytes), document: RecordDocument.read(bytes, path: place.path))
  }

  private static func read(
    _ place: Place, earlier: RecordVersion?, _ repository: borrowing Repository
  ) throws(GitError) -> RecordVersion {
    let size = try repository.header(of: place.blob)?.size ?? 0
    guard size <= largestRecord else {
      // Too large to be a record; its digest is taken all the same, since acts may name it.
      let digest = try repository.withObject(place.blob, as: .blob) { bytes throws(GitError) in
        sha256(of: bytes)
      }
      let start = Position(line: 1, column: 1)
      let finding = Finding(
        rule: "yaml-too-large", message: "the record has \(size) bytes; at most 1 MiB is read",
        location: Location(path: place.path, span: Span(start: start, end: start)),
        advice: "move what is long into evidence files")
      return RecordVersion(
        path: place.path, digest: digest,
        document: RecordDocument(path: place.path, root: nil, change: nil, findings: [finding]))
    }
    let text = parsed(try repository.blob(place.blob, limit: largestRecord), place)
    return RecordVersion(
      path: place.path, digest: text.digest, document: text.document, earlier: earlier)
  }

  /// The digests of the evidence files that a version or a template that it may be made from names,
  /// as they stand in a `changes/` tree.
  func evidence(
    namedBy document: RecordDocument, _ templates: TemplateEvidence, inChanges tree: ObjectID?,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> [String: SHA256Digest?] {
    var result: [String: SHA256Digest?] = [:]
    for path in (document.change?.evidencePaths ?? []) + templates.paths(for: document) {
      result.updateValue(try digest(ofEvidence: path, tree, repository), forKey: path)
    }
    return result
  }

  private func digest(
    ofEvidence path: String, _ tree: ObjectID?, _ repository: borrowing Repository
  ) throws(LedgerError) -> SHA256Digest? {
    guard let tree else { return nil }
    let entry = try reading { () throws(GitError) in
      try repository.entry(atPath: path, inTree: tree)
    }
    guard let entry, entry.kind == .file || entry.kind == .executable else { return nil }
    if let known = evidence[entry.id] { return known }
    let size = try reading { () throws(GitError) in try repository.header(of: entry.id)?.size }
    // A missing object is an error of the repository, which reading it names.
    guard size ?? 0 <= Self.largestEvidence else { return nil }
    let digest = try reading { () throws(GitError) in
      try repository.withObject(entry.id, as: .blob) { bytes throws(GitError) in
        sha256(of: bytes)
      }
    }
    evidence[entry.id] = digest
    return digest
  }
}

extension ChangeRequest {
  /// The paths below `changes/` of every file that the record names as evidence.
  package var evidencePaths: [String] {
    namedEvidence.map(\.path)
  }
}

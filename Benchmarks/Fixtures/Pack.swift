internal import Crypto
internal import Primitives

/// An object to be packed.
struct PackObject {
  /// The kinds of objects, numbered as packs number them.
  enum Kind: UInt8 {
    case commit = 1
    case tree = 2
    case blob = 3

    fileprivate var name: String {
      switch self {
      case .commit: "commit"
      case .tree: "tree"
      case .blob: "blob"
      }
    }
  }

  let id: ObjectID
  let kind: Kind
  let content: [UInt8]
  /// The tree of which this is a version; nil for what has no other version.
  let series: String?

  init(_ kind: Kind, _ content: [UInt8], series: String? = nil) throws {
    var hash = Insecure.SHA1()
    hash.update(data: Array("\(kind.name) \(content.count)\0".utf8))
    hash.update(data: content)
    guard let id = hash.finalize().withUnsafeBytes({ ObjectID(raw: $0) }) else {
      throw FixtureError(description: "SHA-1 has another length")
    }
    (self.id, self.kind, self.content, self.series) = (id, kind, content, series)
  }
}

/// A pack laid out as `git repack` does it: commits, then trees, then files, the newest first; all
/// deflated; commits and files whole, a tree as its difference to the next newer version.
///
/// Nobody may add an object twice: what was written is not remembered.
struct Pack {
  /// Versions of a tree of which only the newest is whole: one more than Git's `--depth`.
  private static let chain = 51

  private let path: String
  private let commits: PackSection
  private let trees: PackSection
  private let blobs: PackSection
  private let deflater = try? Deflater()
  /// Versions of each tree that wait for the newest of their chain.
  private var waiting: [String: [[UInt8]]] = [:]
  private var count: UInt32 = 0

  init(path: String) throws {
    self.path = path
    commits = try PackSection(path + ".commits")
    trees = try PackSection(path + ".trees")
    blobs = try PackSection(path + ".blobs")
  }

  /// Adds an object that the pack does not have.
  mutating func add(_ object: PackObject) throws {
    count += 1
    switch (object.kind, object.series) {
    case (.commit, _): try commits.append(whole(object.kind, object.content))
    case (.blob, _): try blobs.append(whole(object.kind, object.content))
    case (.tree, nil): try trees.append(whole(object.kind, object.content))
    case (.tree, let series?):
      waiting[series, default: []].append(object.content)
      if waiting[series]?.count == Self.chain { try writeChain(of: series) }
    }
  }

  /// Puts the parts together, with their number and the checksum.
  mutating func finish() throws {
    for series in waiting.keys.sorted() { try writeChain(of: series) }
    let file = try OutputFile(path)
    var checksum = Insecure.SHA1()
    let start = Array("PACK".utf8) + Bytes.bigEndian(2) + Bytes.bigEndian(count)
    checksum.update(data: start)
    try file.write(start)
    for section in [commits, trees, blobs] {
      try section.forEachNewestFirst { group in
        checksum.update(bufferPointer: group)
        try file.write(group)
      }
    }
    try file.write(Array(checksum.finalize()))
  }

  /// Writes the waiting versions of a tree, the newest whole, each other on the one after it.
  private mutating func writeChain(of series: String) throws {
    guard let versions = waiting.removeValue(forKey: series), var base = versions.last else {
      return
    }
    var group = try whole(.tree, base)
    var distance = group.count
    for older in versions.dropLast().reversed() {
      let delta = Delta.bytes(from: base, to: older)
      let entry =
        Self.header(6, delta.count) + Self.backwards(distance) + (try deflated(delta))
      group += entry
      (base, distance) = (older, entry.count)
    }
    try trees.append(group)
  }

  private func whole(_ kind: PackObject.Kind, _ content: [UInt8]) throws -> [UInt8] {
    Self.header(kind.rawValue, content.count) + (try deflated(content))
  }

  private func deflated(_ content: [UInt8]) throws -> [UInt8] {
    guard let deflater else { throw FixtureError(description: "zlib does not start") }
    return try deflater.deflate(content)
  }

  /// Kind and size, seven bits a byte after the first four (gitformat-pack).
  private static func header(_ kind: UInt8, _ size: Int) -> [UInt8] {
    var rest = size >> 4
    var result = [kind << 4 | UInt8(size & 15)]
    while rest > 0 {
      result[result.count - 1] |= 0x80
      result.append(UInt8(rest & 127))
      rest >>= 7
    }
    return result
  }

  /// How far before its delta a base stands (gitformat-pack, OBJ_OFS_DELTA).
  private static func backwards(_ distance: Int) -> [UInt8] {
    var result = [UInt8(distance & 127)]
    var rest = distance >> 7
    while rest > 0 {
      rest -= 1
      result.append(0x80 | UInt8(rest & 127))
      rest >>= 7
    }
    return result.reversed()
  }
}

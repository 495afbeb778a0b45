internal import Primitives

/// The tree of the fixture's repository, grown commit by commit.
struct TreeState {
  private typealias Entry = TreeEntry

  private let policies: ObjectID
  private var years: [(name: String, files: [Entry], tree: ObjectID?)] = []
  private var evidence: [Entry] = []
  private var evidenceTree: ObjectID?
  private var changes: ObjectID?
  private var code: CodeTree?
  /// What the last edit made, to be written before its commit.
  private var fresh: [PackObject] = []

  /// - Parameter policy: the files below `policies/`, of which some may stand in `keys/`.
  init(policy: [(name: String, text: String)]) throws {
    var objects: [PackObject] = []
    var entries: [Entry] = []
    var keys: [Entry] = []
    for (name, text) in policy {
      guard name.hasPrefix("keys/") else {
        entries.append(try Self.file(name, text, &objects))
        continue
      }
      keys.append(try Self.file(String(name.dropFirst(5)), text, &objects))
    }
    if !keys.isEmpty {
      let place = entries.firstIndex { $0.name > "keys/" } ?? entries.count
      entries.insert(Entry("keys", try Self.tree(keys, nil, &objects)), at: place)
    }
    policies = try Self.tree(entries, nil, &objects)
    fresh = objects
  }

  /// Puts the text of a record in its place; records come in the order of their ids.
  mutating func put(_ record: Record, _ text: String) throws {
    let entry = try Self.file(record.file, text, &fresh)
    changes = nil
    if years.last.map({ $0.name < record.year }) ?? true { years.append((record.year, [], nil)) }
    guard let year = years.firstIndex(where: { $0.name == record.year }) else { return }
    years[year].tree = nil
    if let place = years[year].files.firstIndex(where: { $0.name == entry.name }) {
      years[year].files[place] = entry
    } else {
      years[year].files.append(entry)
    }
  }

  /// Adds the evidence of a record.
  mutating func addEvidence(of record: Record) throws {
    let files = try record.evidence.map { try Self.file($0.name, $0.text, &fresh) }
    evidence.append(Entry(record.id, try Self.tree(files, nil, &fresh)))
    (evidenceTree, changes) = (nil, nil)
  }

  /// Changes a file of the code, of which the first edit brings the whole.
  mutating func edit(_ edit: CodeEdit) throws {
    var tree = try code ?? CodeTree(&fresh)
    try tree.edit(edit, &fresh)
    code = tree
  }

  /// The root tree as it stands, and every object that was not there before.
  mutating func root() throws -> (tree: ObjectID, objects: [PackObject]) {
    var entries = code?.files ?? []
    if let tree = try changesTree() { entries.append(Entry("changes", tree)) }
    entries.append(Entry("policies", policies))
    if let tree = try code?.tree(&fresh) { entries.append(Entry("src", tree)) }
    let root = try Self.tree(entries, "/", &fresh)
    defer { fresh = [] }
    return (root, fresh)
  }

  private mutating func changesTree() throws -> ObjectID? {
    if let changes { return changes }
    var entries: [Entry] = []
    for year in years.indices {
      let name = years[year].name
      let tree = try years[year].tree ?? Self.tree(years[year].files, name, &fresh)
      years[year].tree = tree
      entries.append(Entry(name, tree))
    }
    if !evidence.isEmpty {
      let tree = try evidenceTree ?? Self.tree(evidence, "evidence", &fresh)
      evidenceTree = tree
      entries.append(Entry("evidence", tree))
    }
    if !entries.isEmpty { changes = try Self.tree(entries, "changes", &fresh) }
    return changes
  }

  private static func file(_ name: String, _ text: String, _ objects: inout [PackObject]) throws
    -> Entry
  {
    let object = try PackObject(.blob, Array(text.utf8))
    objects.append(object)
    return Entry(file: name, object.id)
  }

  private static func tree(
    _ entries: [Entry], _ series: String?, _ objects: inout [PackObject]
  ) throws -> ObjectID {
    let object = try PackObject(.tree, entries.flatMap(\.bytes), series: series)
    objects.append(object)
    return object.id
  }
}

/// A name in a tree, and what it stands for.
struct TreeEntry {
  let name: String
  private let mode: String
  private let id: ObjectID

  /// A folder.
  init(_ name: String, _ id: ObjectID) { (self.name, mode, self.id) = (name, "40000", id) }

  /// A file.
  init(file name: String, _ id: ObjectID) { (self.name, mode, self.id) = (name, "100644", id) }

  /// The entry as a tree holds it.
  var bytes: [UInt8] { Array("\(mode) \(name)\0".utf8) + id.bytes }
}

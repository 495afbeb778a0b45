internal import Primitives

/// The tree of the fixture's repository, grown commit by commit.
struct TreeState {
  private struct Entry {
    let name: String
    let mode: String
    let id: ObjectID
  }

  /// An object to be written.
  typealias Object = (id: ObjectID, kind: Pack.Kind, content: [UInt8])

  private let policies: ObjectID
  private var years: [(name: String, files: [Entry], tree: ObjectID?)] = []
  private var evidence: [Entry] = []
  private var evidenceTree: ObjectID?
  /// What the last edit made, to be written before its commit.
  private var fresh: [Object] = []

  init(policy: [(name: String, text: String)]) throws {
    var objects: [Object] = []
    let files = try policy.map { try Self.file($0.name, $0.text, &objects) }
    policies = try Self.tree(files, &objects)
    fresh = objects
  }

  /// Puts the text of a record in its place; records come in the order of their ids.
  mutating func put(_ record: Record, _ text: String) throws {
    let entry = try Self.file(record.file, text, &fresh)
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
    evidence.append(Entry(name: record.id, mode: "40000", id: try Self.tree(files, &fresh)))
    evidenceTree = nil
  }

  /// The root tree as it stands, and every object that was not there before.
  mutating func root() throws -> (tree: ObjectID, objects: [Object]) {
    var changes: [Entry] = []
    for year in years.indices {
      let tree = try years[year].tree ?? Self.tree(years[year].files, &fresh)
      years[year].tree = tree
      changes.append(Entry(name: years[year].name, mode: "40000", id: tree))
    }
    var entries = [Entry(name: "policies", mode: "40000", id: policies)]
    if !evidence.isEmpty {
      let tree = try evidenceTree ?? Self.tree(evidence, &fresh)
      evidenceTree = tree
      changes.append(Entry(name: "evidence", mode: "40000", id: tree))
    }
    if !changes.isEmpty {
      let tree = try Self.tree(changes, &fresh)
      entries.insert(Entry(name: "changes", mode: "40000", id: tree), at: 0)
    }
    let root = try Self.tree(entries, &fresh)
    defer { fresh = [] }
    return (root, fresh)
  }

  private static func file(_ name: String, _ text: String, _ objects: inout [Object]) throws
    -> Entry
  {
    let content = Array(text.utf8)
    let id = try Pack.id(.blob, content)
    objects.append((id, .blob, content))
    return Entry(name: name, mode: "100644", id: id)
  }

  private static func tree(_ entries: [Entry], _ objects: inout [Object]) throws -> ObjectID {
    var content: [UInt8] = []
    for entry in entries {
      content += "\(entry.mode) \(entry.name)".utf8
      content.append(0)
      content += entry.id.bytes
    }
    let id = try Pack.id(.tree, content)
    objects.append((id, .tree, content))
    return id
  }
}

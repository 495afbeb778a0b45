internal import Decision
internal import Diagnostics
internal import Primitives
internal import Records
internal import Signatures
internal import YAMLTree

/// A record as a story writes and edits it: each text once, as the program would read it.
struct DraftRecord {
  let path: String
  private(set) var versions: [RecordVersion] = []
  private var roots: [Node] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// Reads the record of a story and varies it.
  init(_ story: PolicyTestStory, _ file: (String) -> [UInt8]?) throws(CaseFault) {
    guard let source = story.record else {
      throw CaseFault("the case has no record", at: story.span, advice: "give it a `record`")
    }
    var bytes: [UInt8]
    var root: Node
    let place: String
    switch source.value {
    case .file(let name):
      guard let found = file(name) else {
        throw CaseFault(
          "there is no `\(name)`", at: source.span, advice: "write its path from the root")
      }
      let tree = YAMLReader.read(found, path: name)
      guard let read = tree.root else {
        throw CaseFault("`\(name)` is no YAML", at: source.span, advice: "see assent lint \(name)")
      }
      (bytes, root, place) = (found, read, name)
    case .text(let node):
      guard case .scalar(let id, _)? = node["id"]?.content, let name = Self.path(of: id) else {
        throw CaseFault(
          "the record has no id", at: source.span, advice: "add `id: CHG-2026-7F3K` to it")
      }
      (bytes, root, place) = (Array(YAMLWriter.text(node).utf8), node, name)
    }
    for variation in story.earlierVariations + [story.variation]
    where !variation.unset.isEmpty || !variation.set.isEmpty {
      root = try Self.edited(root, set: variation.set, unset: variation.unset)
      bytes = Array(YAMLWriter.text(root).utf8)
    }
    // A record that is given another id is another record, at the place of its own.
    if story.renames, case .scalar(let id, _)? = root["id"]?.content,
      let renamed = Self.path(of: id)
    {
      path = renamed
    } else {
      path = place
    }
    _ = add(root, bytes)
  }

  /// The id of the change, from the name of the file.
  var id: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.dropLast(5))
  }

  /// The change of a version as decoded.
  func change(_ version: Int) -> ChangeRequest? { versions[version].document.change }

  /// The number of a version after an edit of another.
  mutating func edit(
    _ version: Int, set: [PolicyTestStory.FieldEdit], unset: [Placed<String>]
  ) throws(CaseFault) -> Int {
    guard !set.isEmpty || !unset.isEmpty else { return version }
    let root = try Self.edited(roots[version], set: set, unset: unset)
    return add(root, Array(YAMLWriter.text(root).utf8))
  }

  private mutating func add(_ root: Node, _ bytes: [UInt8]) -> Int {
    if let number = numbers[bytes] { return number }
    let version = RecordVersion(
      path: path, digest: sha256(of: bytes), document: RecordDocument.read(bytes, path: path),
      earlier: versions.last)
    versions.append(version)
    roots.append(root)
    numbers[bytes] = versions.count - 1
    return versions.count - 1
  }

  private static func edited(
    _ root: Node, set: [PolicyTestStory.FieldEdit], unset: [Placed<String>]
  ) throws(CaseFault) -> Node {
    var root = root
    for path in unset {
      do throws(Node.EditFault) {
        root = try root.removing(KeyPath(field: path.value))
      } catch {
        throw CaseFault(error.message, at: path.span)
      }
    }
    for edit in set {
      do throws(Node.EditFault) {
        root = try root.setting(KeyPath(field: edit.key.value), to: edit.value)
      } catch {
        throw CaseFault(error.message, at: edit.key.span)
      }
    }
    return root
  }

  private static func path(of id: String) -> String? {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }), !id.utf8.contains(0x2F) else {
      return nil
    }
    return "changes/\(parts[1])/\(id).yaml"
  }

  // MARK: What history knows of versions

  /// The sections in which a version is unlike every one of those before.
  func sections(of version: Int?, unlike before: [Int?]) -> Set<Section> {
    Set(
      Section.allCases.filter { section in
        before.allSatisfy { value($0, section) != value(version, section) }
      })
  }

  /// The fields in which two versions differ.
  func fields(from: Int?, to: Int?) -> [YAMLTree.KeyPath] {
    var fields: [YAMLTree.KeyPath] = []
    for key in ["schema", "id", "type"] {
      fields += differences(
        from: from.flatMap { versions[$0].head[key] }, to: to.flatMap { versions[$0].head[key] },
        at: YAMLTree.KeyPath([.key(key)]))
    }
    for section in Section.allCases {
      fields += differences(
        from: value(from, section), to: value(to, section),
        at: YAMLTree.KeyPath([.key(section.rawValue)]))
    }
    return fields
  }

  private func value(_ version: Int?, _ section: Section) -> Value? {
    version.flatMap { versions[$0].sections[section] }
  }

  /// The evidence that a version or its template names: there, and as it is said to be, unless the
  /// story differs.
  func evidence(
    of version: Int, by policy: Policy, _ faults: [String: PolicyTestStory.EvidenceFault]
  ) -> [String: SHA256Digest?] {
    guard let change = change(version) else { return [:] }
    let named =
      change.namedEvidence + (policy.template(of: change)?.content.namedEvidence ?? [])
    var found: [String: SHA256Digest?] = [:]
    for evidence in named {
      switch faults[evidence.path] {
      case .missing: found.updateValue(nil, forKey: evidence.path)
      case .altered: found.updateValue(sha256(of: Array("altered".utf8)), forKey: evidence.path)
      case nil: found.updateValue(evidence.digest ?? sha256(of: []), forKey: evidence.path)
      }
    }
    return found
  }
}

extension PolicyTestStory {
  /// Whether it gives its record another id.
  fileprivate var renames: Bool {
    (earlierVariations + [variation]).contains { $0.set.contains { $0.key.value == "id" } }
  }
}

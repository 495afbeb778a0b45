internal import Records
internal import YAMLTree

/// What a half-written command line could mean in the repository around it.
///
/// Somebody waits for the next key: files are looked at as they lie on disk, without Git, and what
/// cannot be read suggests nothing.
struct Nearby {
  private let tree: WorkTree?

  /// Looks where the words of the command line say, or here.
  init(_ words: [String]) {
    let mark = words.lastIndex(of: "-C").map { words.index(after: $0) }
    tree = WorkTree(around: mark.flatMap { words.indices.contains($0) ? words[$0] : nil } ?? ".")
  }

  /// The ids of the records, the newest year first.
  var changes: [String] {
    let paths = tree?.listing(below: "changes").files ?? []
    let ids = paths.compactMap { path -> String? in
      let bytes = path.utf8
      guard !bytes.starts(with: "changes/evidence/".utf8),
        bytes.suffix(5).elementsEqual(".yaml".utf8)
      else { return nil }
      let name = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? ""
      return ChangeIDSyntax.matches(name) ? name : nil
    }
    return ids.sorted { ($1.prefix(8), $0) < ($0.prefix(8), $1) }
  }

  /// The ids of people.
  var people: [String] { keys(of: "people", in: "people") }

  /// Roles that have people, and those of the owners of systems.
  var roles: [String] { keys(of: "roles", in: "people") + systems.map { "system-owner(\($0))" } }

  /// The ids of systems.
  var systems: [String] { keys(of: "systems", in: "systems") }

  /// The ids of freezes.
  var freezes: [String] {
    guard case .sequence(let items) = root(of: "calendar")?["freezes"]?.content else { return [] }
    return items.compactMap { item in
      guard case .scalar(let id, _) = item["id"]?.content else { return nil }
      return id
    }.filter(Self.isPlain)
  }

  private func keys(of key: String, in file: String) -> [String] {
    guard case .mapping(let entries) = root(of: file)?[key]?.content else { return [] }
    return entries.map(\.key).filter(Self.isPlain)
  }

  private func root(of file: String) -> Node? {
    guard let tree,
      case .bytes(let bytes) = PlainFile.read(
        tree.absolute("policies/\(file).yaml"), limit: YAMLReader.byteLimit)
    else { return nil }
    return YAMLReader.read(bytes, path: file).root
  }

  /// Names of a policy that nobody has checked go to a shell: nothing but ids is handed on.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
      }
  }
}

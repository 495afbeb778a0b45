internal import Primitives

/// A new text for a file of the code.
struct CodeEdit {
  let folder: Int
  let file: Int
  let text: String
}

/// The code of the fixture's repository: folders of files, of which each commit edits a few.
struct CodeTree {
  /// How many folders there are, and how many files in each.
  static let folders = 32
  static let filesPerFolder = 28

  /// The files beside the folder with the code, sorted.
  let files: [TreeEntry]
  private var trees: [FixedTree]
  private var source: FixedTree
  private var edited: Set<Int> = []

  /// Writes the code as it is at first.
  init(_ objects: inout [PackObject]) throws {
    files = try ["LICENSE", "Makefile", "README.md"].map { name in
      let object = try PackObject(.blob, Array("\(name) of the claims desk\n".utf8))
      objects.append(object)
      return TreeEntry(file: name, object.id)
    }
    let empty = try PackObject(.blob, Array("// Nothing yet.\n".utf8))
    objects.append(empty)
    let names = (0..<Self.filesPerFolder).map { "part-\($0 + 10).swift" }
    let folder = FixedTree(names.map { TreeEntry(file: $0, empty.id) })
    let first = try PackObject(.tree, folder.content)
    objects.append(first)
    trees = Array(repeating: folder, count: Self.folders)
    source = FixedTree((0..<Self.folders).map { TreeEntry("area-\($0 + 10)", first.id) })
  }

  /// Puts a new text in its place.
  mutating func edit(_ edit: CodeEdit, _ objects: inout [PackObject]) throws {
    let object = try PackObject(.blob, Array(edit.text.utf8))
    objects.append(object)
    trees[edit.folder].set(edit.file, to: object.id)
    edited.insert(edit.folder)
  }

  /// The tree with the code; one that was written already if nothing was edited.
  mutating func tree(_ objects: inout [PackObject]) throws -> ObjectID {
    for folder in edited.sorted() {
      let tree = try PackObject(.tree, trees[folder].content, series: "src/\(folder)")
      objects.append(tree)
      source.set(folder, to: tree.id)
    }
    let tree = try PackObject(.tree, source.content, series: "src")
    if !edited.isEmpty { objects.append(tree) }
    edited = []
    return tree.id
  }
}

/// A tree whose names stay and whose objects change.
struct FixedTree {
  private(set) var content: [UInt8] = []
  /// Where the name of each object stands.
  private var places: [Int] = []

  init(_ entries: [TreeEntry]) {
    for entry in entries {
      content += entry.bytes
      places.append(content.count - 20)
    }
  }

  mutating func set(_ entry: Int, to id: ObjectID) {
    content.replaceSubrange(places[entry]..<places[entry] + 20, with: id.bytes)
  }
}

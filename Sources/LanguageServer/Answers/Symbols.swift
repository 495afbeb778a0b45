internal import YAMLTree

/// The sections of a file and the items in them that have a name.
struct Symbols {
  /// One of them with those inside it.
  struct Symbol {
    let name: String
    let detail: String?
    let entry: Outline.Entry
    let lastLine: Int
    let children: [Symbol]
  }

  let outline: Outline

  /// Those at the top.
  var all: [Symbol] {
    var children: [YAMLTree.KeyPath: [Int]] = [:]
    for (index, entry) in outline.entries.enumerated() {
      children[entry.path.parent, default: []].append(index)
    }
    return symbols(below: YAMLTree.KeyPath(), children, depth: 0)
  }

  private func symbols(
    below path: YAMLTree.KeyPath, _ children: [YAMLTree.KeyPath: [Int]], depth: Int
  ) -> [Symbol] {
    guard depth < 4 else { return [] }
    return (children[path] ?? []).compactMap { index in
      let entry = outline.entries[index]
      guard entry.path.steps.count == depth + 1, let name = name(of: entry) else { return nil }
      return Symbol(
        name: name, detail: detail(of: entry), entry: entry,
        lastLine: outline.lastLine(ofEntryAt: index),
        children: symbols(below: entry.path, children, depth: depth + 1))
    }
  }

  /// A key, or the id of an item; plain items have none.
  private func name(of entry: Outline.Entry) -> String? {
    if let key = entry.key { return key.isEmpty ? nil : key }
    let names = ["id", "name", "rule"].lazy.compactMap {
      outline.value(at: entry.path.appending($0))
    }
    return names.first
  }

  private func detail(of entry: Outline.Entry) -> String? {
    guard entry.key == nil else { return entry.value.isEmpty ? nil : entry.value }
    return outline.value(at: entry.path.appending("do"))
  }
}

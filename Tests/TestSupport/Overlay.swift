import YAMLTree

/// Lays one tree over another, and writes trees as text.
package enum Overlay {
  /// Mappings are merged; everything else replaces what was there.
  package static func merge(_ base: Node, _ over: Node) -> Node {
    guard case .mapping(var entries) = base.content, case .mapping(let changes) = over.content
    else { return over }
    for change in changes {
      if let index = entries.firstIndex(where: { $0.key == change.key }) {
        let value = merge(entries[index].value, change.value)
        entries[index] = Node.Entry(key: change.key, keySpan: change.keySpan, value: value)
      } else {
        entries.append(change)
      }
    }
    return Node(content: .mapping(entries), span: base.span)
  }

  /// Takes a key path of mappings out of a tree.
  package static func remove(_ keys: [Substring], from base: Node) -> Node {
    guard case .mapping(var entries) = base.content, let key = keys.first,
      let index = entries.firstIndex(where: { $0.key == key })
    else { return base }
    if keys.count == 1 {
      entries.remove(at: index)
    } else {
      let entry = entries[index]
      let value = remove(Array(keys.dropFirst()), from: entry.value)
      entries[index] = Node.Entry(key: entry.key, keySpan: entry.keySpan, value: value)
    }
    return Node(content: .mapping(entries), span: base.span)
  }

  /// The tree as block YAML.
  package static func text(_ node: Node, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    switch node.content {
    case .scalar(let text, let style):
      return margin + (style == .plain ? text : quoted(text)) + "\n"
    case .sequence(let items):
      guard !items.isEmpty else { return margin + "[]\n" }
      return items.map { margin + "-\n" + text($0, indent: indent + 2) }.joined()
    case .mapping(let entries):
      guard !entries.isEmpty else { return margin + "{}\n" }
      return entries.map { margin + $0.key + ":\n" + text($0.value, indent: indent + 2) }.joined()
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped.replacing("\n", with: "\\n") + "\""
  }
}

internal import Diagnostics

extension Node {
  /// Why a node cannot be changed at a path, in words.
  package struct EditFault: Error, Hashable, Sendable {
    package let message: String
  }

  /// The same tree with another value at a path; mappings that are missing on the way are made,
  /// and an index right behind the end of a list adds an item.
  package func setting(_ path: KeyPath, to value: Node) throws(EditFault) -> Node {
    guard let step = path.steps.first else { return value }
    let rest = KeyPath(Array(path.steps.dropFirst()))
    switch (step, content) {
    case (.key(let key), .mapping(var entries)):
      if let index = entries.firstIndex(where: { $0.key == key }) {
        let entry = entries[index]
        entries[index] = Entry(
          key: key, keySpan: entry.keySpan, keyStyle: entry.keyStyle,
          value: try entry.value.setting(rest, to: value))
      } else {
        let made = try Self.empty(value.span).setting(rest, to: value)
        entries.append(Entry(key: key, keySpan: value.span, value: made))
      }
      return Node(content: .mapping(entries), span: span)
    case (.index(let index), .sequence(var items)):
      if items.indices.contains(index) {
        items[index] = try items[index].setting(rest, to: value)
      } else if index == items.count {
        items.append(try Self.empty(value.span).setting(rest, to: value))
      } else {
        throw EditFault(message: "there are \(items.count) items, so none is number \(index)")
      }
      return Node(content: .sequence(items), span: span)
    case (.key(let key), _):
      throw EditFault(message: "`\(key)` cannot be set, since what it should be in is no mapping")
    case (.index(let index), _):
      throw EditFault(message: "[\(index)] cannot be set, since what it should be in is no list")
    }
  }

  /// The same tree without what stands at a path; throws if nothing does.
  package func removing(_ path: KeyPath) throws(EditFault) -> Node {
    guard let step = path.steps.first else { throw EditFault(message: "the path is empty") }
    let rest = KeyPath(Array(path.steps.dropFirst()))
    let absent = EditFault(message: "there is no `\(path.description)` to remove")
    switch (step, content) {
    case (.key(let key), .mapping(var entries)):
      guard let index = entries.firstIndex(where: { $0.key == key }) else { throw absent }
      if rest.steps.isEmpty {
        entries.remove(at: index)
      } else {
        let entry = entries[index]
        entries[index] = Entry(
          key: key, keySpan: entry.keySpan, keyStyle: entry.keyStyle,
          value: try entry.value.removing(rest))
      }
      return Node(content: .mapping(entries), span: span)
    case (.index(let index), .sequence(var items)):
      guard items.indices.contains(index) else { throw absent }
      if rest.steps.isEmpty {
        items.remove(at: index)
      } else {
        items[index] = try items[index].removing(rest)
      }
      return Node(content: .sequence(items), span: span)
    default: throw absent
    }
  }

  private static func empty(_ span: Span) -> Node { Node(content: .mapping([]), span: span) }
}

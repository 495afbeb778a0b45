package import Diagnostics

/// A value of a YAML document, with the place where it stands. Types are the schema's business:
/// every scalar is text here.
package struct Node: Hashable, Sendable {
  /// How a scalar was written.
  package enum Style: Hashable, Sendable {
    case plain, quoted, block
  }

  /// A key of a mapping and its value.
  package struct Entry: Hashable, Sendable {
    package let key: String
    package let keySpan: Span
    /// How the key was written; `no:` and `"no":` are not the same to every reader of YAML.
    package let keyStyle: Style
    package let value: Node

    package init(key: String, keySpan: Span, keyStyle: Style = .plain, value: Node) {
      self.key = key
      self.keySpan = keySpan
      self.keyStyle = keyStyle
      self.value = value
    }
  }

  /// What the node holds.
  package enum Content: Hashable, Sendable {
    case scalar(String, Style)
    case sequence([Node])
    case mapping([Entry])
  }

  package let content: Content
  package let span: Span

  package init(content: Content, span: Span) {
    self.content = content
    self.span = span
  }

  /// The value of `key`, if this is a mapping that has it.
  package subscript(key: String) -> Node? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The node at a key path such as `rollback.steps[0].do`, or nil if there is none.
  package func at(_ path: KeyPath) -> Node? {
    var node = self
    for step in path.steps {
      switch (step, node.content) {
      case (.key(let key), .mapping(let entries)):
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        node = entry.value
      case (.index(let index), .sequence(let items)):
        guard items.indices.contains(index) else { return nil }
        node = items[index]
      default:
        return nil
      }
    }
    return node
  }
}

/// The way from the root of a document to one of its nodes.
package struct KeyPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// One step down.
  package enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  package var steps: [Step]

  package init(_ steps: [Step] = []) { self.steps = steps }

  /// Reads `rollback.steps[0].do`; keys of our schemas have neither dots nor brackets.
  package init(stringLiteral text: String) {
    steps = []
    for part in text.utf8.split(separator: UInt8(ascii: ".")) {
      // Most keys have no index; they are told apart by bytes, for rules name paths all the time.
      guard part.contains(UInt8(ascii: "[")) else {
        steps.append(.key(String(Substring(part))))
        continue
      }
      let pieces = part.split(separator: UInt8(ascii: "["))
      if let key = pieces.first { steps.append(.key(String(Substring(key)))) }
      for index in pieces.dropFirst() {
        if let number = Int(Substring(index.dropLast())) { steps.append(.index(number)) }
      }
    }
  }

  /// The path one key further down.
  package func appending(_ key: String) -> KeyPath { KeyPath(steps + [.key(key)]) }

  /// The path one index further down.
  package func appending(_ index: Int) -> KeyPath { KeyPath(steps + [.index(index)]) }

  /// `rollback.steps[0].do`.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text += text.isEmpty ? key : "." + key
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}

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
    var text = text
    steps = text.withUTF8(Self.steps)
  }

  /// Reads a path as people write it: an index may stand between dots as well, as in
  /// `rollback.steps.0.do`, since brackets have to be quoted in a flow mapping.
  package init(field text: String) {
    self.init(stringLiteral: text)
    steps = steps.map { step in
      guard case .key(let key) = step, let index = Int(key), index >= 0 else { return step }
      return .index(index)
    }
  }

  /// Rules name places by the thousand: one pass over the bytes, nothing copied but the keys.
  private static func steps(in text: UnsafeBufferPointer<UInt8>) -> [Step] {
    var steps: [Step] = []
    steps.reserveCapacity(4)
    var start = 0
    for end in 0...text.count {
      let byte = end < text.count ? text[end] : UInt8(ascii: ".")
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "["):
        if end > start {
          steps.append(.key(String(decoding: text[start..<end], as: UTF8.self)))
        }
        start = end + 1
      case UInt8(ascii: "]"):
        if let number = Int(String(decoding: text[start..<end], as: UTF8.self)) {
          steps.append(.index(number))
        }
        start = end + 1
      default: continue
      }
    }
    return steps
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

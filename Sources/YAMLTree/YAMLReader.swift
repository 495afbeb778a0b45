package import Diagnostics

/// Reads the strict subset of YAML that every file of the product is written in.
///
/// One document of block and flow mappings, sequences and scalars in UTF-8. Anchors, aliases,
/// merge keys, tags, directives, duplicate keys and characters that mislead a reader are refused.
package enum YAMLReader {
  /// The largest file that is read.
  package static let byteLimit = 1 << 20
  /// How many collections may lie in one another.
  package static let depthLimit = 20

  /// The tree of a text, or everything that keeps it from being one: never both.
  package static func read(
    _ bytes: [UInt8], path: String
  ) -> (root: Node?, findings: [Finding]) {
    read(bytes, path: path) { DirectReader.root(of: $0) }
  }

  /// The same by libyaml alone, with which the plain forms are compared.
  package static func readByEvents(
    _ bytes: [UInt8], path: String
  ) -> (root: Node?, findings: [Finding]) {
    read(bytes, path: path) { _ in nil }
  }

  /// Reads what is not read directly by libyaml.
  private static func read(
    _ bytes: [UInt8], path: String, directly: (UnsafeBufferPointer<UInt8>) -> Node?
  ) -> (root: Node?, findings: [Finding]) {
    guard bytes.count <= byteLimit else {
      return (nil, [tooLarge(bytes.count, path: path)])
    }
    // libyaml asserts that there is a buffer, which an empty array need not have.
    guard !bytes.isEmpty else { return (nil, [empty(path: path)]) }
    return bytes.withUnsafeBufferPointer { buffer in
      let characters = CharacterScan.findings(in: buffer, path: path)
      guard characters.isEmpty else { return (nil, characters) }
      if let root = directly(buffer) { return (root, []) }
      guard let events = EventStream(buffer) else { return (nil, [outOfMemory(path: path)]) }
      var composer = Composer(events: events, path: path)
      return composer.compose()
    }
  }

  private static func tooLarge(_ count: Int, path: String) -> Finding {
    Finding(
      rule: "yaml-too-large", message: "the file has \(count) bytes, the limit is \(byteLimit)",
      location: start(of: path), advice: "move long texts into evidence files")
  }

  private static func empty(path: String) -> Finding {
    Finding(
      rule: "yaml-empty", message: "the file is empty", location: start(of: path),
      advice: "begin with the line `schema: …`")
  }

  private static func outOfMemory(path: String) -> Finding {
    Finding(
      rule: "yaml-syntax", message: "the file could not be read: out of memory",
      location: start(of: path))
  }

  private static func start(of path: String) -> Location {
    let start = Position(line: 1, column: 1)
    return Location(path: path, span: Span(start: start, end: start))
  }
}

internal import YAMLTree

/// What a text seems to say, line by line, where it may be half-written and no YAML yet.
///
/// Columns and lines count from 0, in scalars.
struct Outline: Sendable {
  /// A key of a mapping, or an item of a list.
  struct Entry: Hashable, Sendable {
    /// The way to it.
    let path: YAMLTree.KeyPath
    /// The key; nil for an item of a list.
    let key: String?
    let line: Int
    /// Where the key stands, quotes included; of an item the dash or its value.
    let keyColumns: Range<Int>
    /// What stands behind the key on its line, or the item itself; without quotes.
    var value: String = ""
    /// Where the value stands, quotes included; empty where there is none on the line.
    var valueColumns: Range<Int> = 0..<0
  }

  /// In the order of the text.
  let entries: [Entry]
  private let lineCount: Int

  /// Reads a text by its lines.
  init(_ lines: [[Unicode.Scalar]]) {
    var scanner = OutlineScanner()
    for (number, line) in lines.enumerated() { scanner.read(line, number: number) }
    entries = scanner.entries
    lineCount = lines.count
  }

  /// The entry at a path, or nil.
  func entry(at path: YAMLTree.KeyPath) -> Entry? { entries.first { $0.path == path } }

  /// The entry at a path, or of the nearest above it.
  func nearestEntry(to path: YAMLTree.KeyPath) -> Entry? {
    var path = path
    while !path.steps.isEmpty {
      if let entry = entry(at: path) { return entry }
      path.steps.removeLast()
    }
    return nil
  }

  /// The entries right below a path.
  func children(of path: YAMLTree.KeyPath) -> [Entry] {
    entries.filter { $0.path.steps.count == path.steps.count + 1 && $0.path.begins(with: path) }
  }

  /// The value at a path, or nil if there is no text on its line.
  func value(at path: YAMLTree.KeyPath) -> String? {
    entry(at: path).flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  /// The entry whose key or value a place lies in.
  func entry(line: Int, column: Int) -> (entry: Entry, isKey: Bool)? {
    for entry in entries.reversed() where entry.line == line {
      if entry.key != nil, Self.covers(entry.keyColumns, column) { return (entry, true) }
      if !entry.value.isEmpty, Self.covers(entry.valueColumns, column) { return (entry, false) }
    }
    return nil
  }

  /// The last line that belongs to the entry at an index.
  func lastLine(ofEntryAt index: Int) -> Int {
    let entry = entries[index]
    let next = entries[(index + 1)...].first { !$0.path.begins(with: entry.path) }
    return max(entry.line, (next?.line ?? lineCount) - 1)
  }

  private static func covers(_ columns: Range<Int>, _ column: Int) -> Bool {
    columns.lowerBound <= column && column <= columns.upperBound
  }
}

extension YAMLTree.KeyPath {
  /// Whether this is `other` or lies below it.
  func begins(with other: YAMLTree.KeyPath) -> Bool { steps.starts(with: other.steps) }

  /// The last key, indices left out.
  var lastKey: String? {
    for step in steps.reversed() {
      if case .key(let key) = step { return key }
    }
    return nil
  }

  /// The path one step up.
  var parent: YAMLTree.KeyPath { YAMLTree.KeyPath(Array(steps.dropLast())) }
}

package import Diagnostics
package import YAMLTree

/// One version of a record: its text as parsed data, the typed values, and what kept it from
/// decoding.
package struct RecordDocument: Sendable {
  /// The path from the repository's root.
  package let path: String
  /// The tree, or nil if the text is not our YAML.
  package let root: Node?
  /// The typed values. Nil only if the text is not our YAML or is no mapping; what could not be
  /// decoded is absent here and named in `findings`.
  package let change: ChangeRequest?
  /// What is wrong with the text and its structure; all of it.
  package let findings: [Finding]

  package init(path: String, root: Node?, change: ChangeRequest?, findings: [Finding]) {
    self.path = path
    self.root = root
    self.change = change
    self.findings = findings
  }

  /// Where a key path stands; falls back to the nearest ancestor that exists, then to line 1.
  package func location(of keyPath: YAMLTree.KeyPath) -> Location {
    var steps = keyPath
    while let root {
      if let node = root.at(steps) { return Location(path: path, span: node.span) }
      guard !steps.steps.isEmpty else { break }
      steps.steps.removeLast()
    }
    let start = Position(line: 1, column: 1)
    return Location(path: path, span: Span(start: start, end: start))
  }
}

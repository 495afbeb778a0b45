internal import Diagnostics
internal import YAMLTree

/// Collects what is wrong while a tree is read against its shape.
package struct Reading {
  /// More findings than this in one file help nobody, and finding near names takes time.
  static let findingLimit = 200

  /// The path of the file that is read.
  let path: String
  private(set) var findings: [Finding] = []
  /// Where the reader is.
  private var steps: [YAMLTree.KeyPath.Step] = []

  /// Starts at the root of a file.
  init(path: String) { self.path = path }

  /// The key path of the node that is being read, such as `rollback.steps[0]`.
  var place: String { YAMLTree.KeyPath(steps).description }

  /// The same, in words where it is the root.
  var namedPlace: String { steps.isEmpty ? "the file" : "`\(Excerpt.of(place))`" }

  /// The key that is being read, of a list the one that holds it; nil at the root.
  var field: String? {
    for step in steps.reversed() {
      if case .key(let key) = step { return key }
    }
    return nil
  }

  /// The key at the root below which is read; nil at the root.
  var section: Section? {
    guard case .key(let key)? = steps.first else { return nil }
    return Section(rawValue: key)
  }

  /// Goes down to the value of a key.
  mutating func enter(_ key: String) { steps.append(.key(key)) }

  /// Goes down to an item of a list.
  mutating func enter(_ index: Int) { steps.append(.index(index)) }

  /// Goes up again.
  mutating func leave() { steps.removeLast() }

  /// Adds a finding, its message made from the named place; nothing is made beyond the limit.
  mutating func report(
    _ rule: String, _ message: (String) -> String, at span: Span,
    advice: @autoclosure () -> String?, fix: (Reading) -> Fix? = { _ in nil }
  ) {
    guard findings.count < Self.findingLimit else { return }
    findings.append(
      Finding(
        rule: rule, message: message(namedPlace), location: Location(path: path, span: span),
        place: place, advice: advice(), fix: fix(self)))
  }

  /// Whether something inside a node was reported: what follows from it need not be.
  func hasReported(inside node: Node) -> Bool {
    findings.contains { finding in
      guard let start = finding.location.span?.start else { return false }
      return node.span.start <= start && start < node.span.end
    }
  }

  /// Reports a node of another kind than wanted.
  mutating func reportWrongType(
    _ node: Node, wanted: String, advice: @autoclosure () -> String?,
    fix: (Reading) -> Fix? = { _ in nil }
  ) {
    report(
      "wrong-type", { "\($0) \(Self.kind(of: node)), not \(wanted)" }, at: node.span,
      advice: advice(), fix: fix)
  }

  /// What a node is, with its verb: `is a list`, `has no value`.
  private static func kind(of node: Node) -> String {
    switch node.content {
    case .sequence: "is a list"
    case .mapping: "is a mapping"
    case .scalar(let text, .plain) where PlainScalar(text) == .null: "has no value"
    case .scalar(let text, .plain): "is `\(Excerpt.of(text))`"
    case .scalar(let text, _): "is the text `\(Excerpt.of(text))`"
    }
  }
}

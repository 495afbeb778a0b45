internal import Diagnostics
package import YAMLTree

extension RecordDocument {
  /// Reads one version of a record and everything that is wrong with its text and structure.
  package static func read(_ bytes: [UInt8], path: String) -> RecordDocument {
    let tree = YAMLReader.read(bytes, path: path)
    guard let root = tree.root else {
      return RecordDocument(path: path, root: nil, change: nil, findings: tree.findings)
    }
    var reading = Reading(path: path)
    let change = RecordShape.change.read(root, &reading)
    let blanks = Blank.findings(in: root, of: bytes, path: path)
    // What a blank is not is no second finding.
    let places = Set(blanks.map(\.location))
    let findings =
      blanks.isEmpty
      ? reading.findings : reading.findings.filter { !places.contains($0.location) } + blanks
    return RecordDocument(path: path, root: root, change: change, findings: findings.inOrder)
  }

  /// The data of a section, or nil if the record does not have it.
  package func value(of section: Section) -> Value? { root?[section.rawValue]?.value }
}

extension [Finding] {
  /// By place, then by rule, so that equal input gives equal output.
  var inOrder: [Finding] {
    enumerated().sorted { left, right in
      let places = (Self.start(left.element), Self.start(right.element))
      if left.element.location.path != right.element.location.path {
        return left.element.location.path < right.element.location.path
      }
      return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
    }.map(\.element)
  }

  private static func start(_ finding: Finding) -> Position {
    finding.location.span?.start ?? Position(line: 1, column: 1)
  }
}

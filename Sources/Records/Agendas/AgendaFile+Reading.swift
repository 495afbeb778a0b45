package import Diagnostics
internal import YAMLTree

extension AgendaFile {
  /// Reads an agenda, and everything that is wrong with its text and structure.
  ///
  /// - Returns: the agenda only if nothing is wrong with it.
  package static func read(_ bytes: [UInt8], path: String) -> (
    agenda: AgendaFile?, findings: [Finding]
  ) {
    let tree = YAMLReader.read(bytes, path: path)
    guard let root = tree.root else { return (nil, tree.findings) }
    var reading = Reading(path: path)
    let agenda = AgendaShape.agenda.read(root, &reading)
    let findings = reading.findings.inOrder
    return (findings.isEmpty ? agenda : nil, findings)
  }
}

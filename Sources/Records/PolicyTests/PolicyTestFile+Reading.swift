package import Diagnostics
internal import YAMLTree

extension PolicyTestFile {
  /// Reads a file of cases, and everything that is wrong with its text and structure.
  ///
  /// - Returns: the file only if nothing is wrong with it.
  package static func read(_ bytes: [UInt8], path: String) -> (
    file: PolicyTestFile?, findings: [Finding]
  ) {
    let tree = YAMLReader.read(bytes, path: path)
    guard let root = tree.root else { return (nil, tree.findings) }
    var reading = Reading(path: path)
    let file = PolicyTestShape.file.read(root, &reading)
    let findings = reading.findings.inOrder
    return (findings.isEmpty ? file : nil, findings)
  }
}

import Diagnostics
import Records
import YAMLTree

/// The YAML reader and the decoders of the product's files.
enum FileTarget {
  /// Reads a text; a tree that is written and read again has the same data.
  static func check(yaml bytes: [UInt8]) {
    let reading = YAMLReader.read(bytes, path: "a.yaml")
    demand((reading.root == nil) == !reading.findings.isEmpty, "neither a tree nor findings")
    demand(reading.findings.allSatisfy { $0.location.span != nil }, "a finding without a place")
    let again = YAMLReader.read(bytes, path: "a.yaml")
    demand(again.root == reading.root && again.findings == reading.findings, "two readings differ")
    let events = YAMLReader.readByEvents(bytes, path: "a.yaml")
    demand(
      events.root == reading.root && events.findings == reading.findings, "libyaml reads otherwise")
    guard let root = reading.root else { return }
    let text = YAMLWriter.text(root)
    guard text.utf8.count <= YAMLReader.byteLimit else { return }
    let written = YAMLReader.read(Array(text.utf8), path: "a.yaml")
    demand(written.root?.value == root.value, "written and read again it is other data: \(text)")
    demand(written.root.map { YAMLWriter.text($0) } == text, "written twice it is another text")
    demand(differences(from: root.value, to: root.value, at: KeyPath()).isEmpty, "unlike itself")
  }

  /// Reads a record; its data alone decide what it says.
  static func check(record bytes: [UInt8]) {
    let path = "changes/2026/CHG-2026-7F3K.yaml"
    let document = RecordDocument.read(bytes, path: path)
    let again = RecordDocument.read(bytes, path: path)
    demand(
      again.change == document.change && again.findings == document.findings, "two readings differ")
    demand(document.change != nil || !document.findings.isEmpty, "neither a record nor findings")
    for section in Section.allCases { _ = document.value(of: section) }
    for finding in document.findings { demand(finding.location.path == path, "another file") }
    guard let root = document.root else { return }
    let text = Array(YAMLWriter.text(root).utf8)
    guard text.count <= YAMLReader.byteLimit else { return }
    let written = RecordDocument.read(text, path: path)
    demand(written.root?.value == root.value, "written and read again it is other data")
    demand(written.change == document.change, "written and read again it is another record")
  }

  /// Reads the files of a policy.
  static func check(policy bytes: [UInt8]) {
    let files = split(bytes)
    let reading = Policy.read(files: files)
    let isRefused = reading.findings.contains { $0.severity == .error }
    demand((reading.policy == nil) == isRefused, "neither a policy nor errors")
    let again = Policy.read(files: files)
    demand(
      again.policy == reading.policy && again.findings == reading.findings, "two readings differ")
  }

  /// Reads a file of cases.
  static func check(cases bytes: [UInt8]) {
    let path = "policies/tests/a.yaml"
    let reading = PolicyTestFile.read(bytes, path: path)
    let again = PolicyTestFile.read(bytes, path: path)
    demand(reading.findings == again.findings, "two readings differ")
    demand(reading.file != nil || !reading.findings.isEmpty, "neither cases nor findings")
  }

  /// The files of an input, which stand one after another, each below a line with its path.
  private static func split(_ bytes: [UInt8]) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var path: String?
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "=== ".utf8) {
        let name = String(decoding: line.dropFirst(4), as: UTF8.self)
        path = name
        files[name] = []
      } else if let path {
        files[path, default: []] += line + [0x0A]
      }
    }
    return files
  }
}

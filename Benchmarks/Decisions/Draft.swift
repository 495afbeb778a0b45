internal import Acts
internal import Decision
internal import Primitives
internal import Records
internal import Signatures
internal import YAMLTree

/// One change with its texts and what happens to it, before its commits are numbered.
struct Draft: Sendable {
  let id: String
  let versions: [RecordVersion]
  let steps: [Course.Step]
  let isEmergency: Bool

  /// Reads every text that the record has in its course.
  init(id: String, text: String, policy: Policy, way: Int) throws {
    self.id = id
    let path = "changes/\(id.split(separator: "-")[1])/\(id).yaml"
    func version(_ text: String, after earlier: RecordVersion?) -> RecordVersion {
      let bytes = Array(text.utf8)
      return RecordVersion(
        path: path, digest: sha256(of: bytes), document: RecordDocument.read(bytes, path: path),
        earlier: earlier)
    }
    var text = text
    var versions = [version(text, after: nil)]
    guard let record = versions[0].document.change else {
      throw BenchmarkError("\(id) cannot be read: \(versions[0].document.findings)")
    }
    isEmergency = record.kind == .emergency
    steps = Course(of: record, by: policy, way: way).steps
    for case .edit(let words, let others, _) in steps {
      text = text.replacing(words, with: others)
      versions.append(version(text, after: versions.last))
    }
    self.versions = versions
  }

  /// The files that the last version names, each as it says.
  var evidence: [String: SHA256Digest?] {
    let record = versions.last?.document.change
    let named =
      (record?.testing?.results ?? []).compactMap(\.evidence)
      + [record?.rollback?.rehearsal?.evidence].compactMap { $0 }
    return Dictionary(named.map { ($0.path, $0.digest) }) { first, _ in first }
  }

  /// The sections in which a version differs from the one before.
  func sections(of version: Int) -> Set<Section> {
    Set(
      Section.allCases.filter { section in
        let value = versions[version].sections[section]
        return version == 0 ? value != nil : value != versions[version - 1].sections[section]
      })
  }

  /// The fields in which a version differs from the one before.
  func fields(of version: Int) -> [YAMLTree.KeyPath] {
    sections(of: version).sorted { $0.rawValue < $1.rawValue }.flatMap { section in
      differences(
        from: version == 0 ? nil : versions[version - 1].sections[section],
        to: versions[version].sections[section], at: KeyPath([.key(section.rawValue)]))
    }
  }
}

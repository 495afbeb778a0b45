internal import Records
internal import YAMLTree

extension Rule {
  /// A file of evidence is named by no record.
  static let evidenceUnused = Rule(
    name: "evidence-unused",
    summary: "A file of evidence is named by no record.",
    rationale: """
      Without its digest in the record a file proves nothing, and can be exchanged unseen: the \
      record was meant to name it, or the file is left over. Evidence that a template names is \
      looked for there.
      """,
    source: "field list of a change record, closure: the index of evidence",
    topic: .evidence, levels: .warning,
    examples: [
      .bad(
        at: "", also: [], files: ["changes/evidence/CHG-2026-7F3K/forgotten.txt"]),
      .good(files: ["changes/evidence/CHG-2026-7F3K/rehearsal.txt"]),
    ],
    checkFiles: { set in
      guard let files = set.surroundings.evidenceFiles, !files.isEmpty else { return [] }
      // What cannot be read may name anything.
      guard set.documents.allSatisfy({ $0.change != nil }) else { return [] }
      var named: Set<String> = []
      for document in set.documents {
        for evidence in document.change?.namedEvidence ?? [] { named.insert(evidence.path) }
      }
      for template in set.policy?.templates ?? [] {
        for evidence in template.content.namedEvidence { named.insert(evidence.path) }
      }
      return files.compactMap { path in
        let bytes = path.utf8.dropFirst("changes/".utf8.count)
        guard !named.contains(String(Substring(bytes))), !isKeeper(path) else { return nil }
        return FileViolation(
          "no record names `\(path)`", in: path,
          advice: "name it in the record with its `sha256`, or remove it")
      }
    })

  /// Files that only keep a folder in Git.
  private static func isKeeper(_ path: String) -> Bool {
    path.utf8.suffix(9).elementsEqual("/.gitkeep".utf8)
      || path.utf8.suffix(11).elementsEqual("/.gitignore".utf8)
  }
}

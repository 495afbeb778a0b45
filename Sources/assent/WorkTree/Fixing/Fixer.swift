internal import Diagnostics
internal import Ledger
internal import Lint
internal import Records
internal import YAMLTree

/// Makes the fixes of the files that a run of the linter is about, in memory.
struct Fixer {
  let tree: WorkTree
  let selection: LintSelection
  let folder: PolicyFolder?
  let stage: Stage

  /// Every file that fixes change, by path.
  func fixes() -> [FileFix] {
    let policy = folder?.read()
    return records(policy?.policy) + policies(policy)
  }

  // MARK: Records

  private func records(_ policy: Policy?) -> [FileFix] {
    let files = tree.listing(below: "changes").files.filter { path in
      !path.utf8.starts(with: "changes/evidence/".utf8) && strayFile(at: path) == nil
        && selection.contains(path)
    }
    let lint = RecordLint(tree: tree, policy: policy, stage: stage)
    return (files + selection.drafts).compactMap { path in
      fix(path, at: tree.absolute(path), inTree: files.contains(path)) {
        lint.result(of: $0, path: path).findings
      }
    }
  }

  private func fix(
    _ path: String, at place: String, inTree: Bool, _ findings: ([UInt8]) -> [Finding]
  ) -> FileFix? {
    guard case .file(let isExecutable) = PlainFile.kind(place),
      case .bytes(let before) = PlainFile.read(place, limit: YAMLReader.byteLimit)
    else { return nil }
    let fixed = FixRounds(before, findings: findings)
    let isCalmed = isExecutable && inTree
    guard fixed.bytes != before || isCalmed else { return nil }
    return FileFix(
      path: path, place: place, before: before, after: fixed.bytes, isCalmed: isCalmed,
      titles: fixed.titles + (isCalmed ? ["make it not executable"] : []))
  }

  // MARK: Policies

  private func policies(_ policy: WorkTreePolicy?) -> [FileFix] {
    guard let folder, let policy, var contents = policy.contents else { return [] }
    return policy.files.filter { $0.hasSuffix(".yaml") && selection.contains($0) }.compactMap {
      path in
      guard let before = contents[path],
        let place = folder.place(ofShown: folder.shown + path.dropFirst("policies".count))
      else { return nil }
      let fixed = FixRounds(before) { bytes in
        contents[path] = bytes
        return TextForm.mended(
          Policy.read(files: contents).findings.filter { $0.location.path == path }, in: bytes)
      }
      contents[path] = fixed.bytes
      guard fixed.bytes != before else { return nil }
      return FileFix(
        path: folder.shown + path.dropFirst("policies".count), place: place, before: before,
        after: fixed.bytes, isCalmed: false, titles: fixed.titles)
    }
  }
}

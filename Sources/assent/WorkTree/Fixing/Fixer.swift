internal import Diagnostics
internal import Ledger
internal import Lint
internal import Records
internal import YAMLTree

/// Makes the fixes of the files that a run of the linter is about, in memory.
///
/// A file is read, fixed and read again until nothing is left to fix. Fixes after which a file would
/// say anything else, outside of what they are about, are not made.
struct Fixer {
  /// One fix may bring another to light; more often than this nothing does.
  private static let rounds = 10

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
    let (after, titles) = Self.fixed(before, path: path, findings)
    let isCalmed = isExecutable && inTree
    guard after != before || isCalmed else { return nil }
    return FileFix(
      path: path, place: place, before: before, after: after, isCalmed: isCalmed,
      titles: titles + (isCalmed ? ["make it not executable"] : []))
  }

  // MARK: Policies

  private func policies(_ policy: WorkTreePolicy?) -> [FileFix] {
    guard let folder, let policy, var contents = policy.contents else { return [] }
    return policy.files.filter { $0.hasSuffix(".yaml") && selection.contains($0) }.compactMap {
      path in
      guard let before = contents[path],
        let place = folder.place(ofShown: folder.shown + path.dropFirst("policies".count))
      else { return nil }
      let (after, titles) = Self.fixed(before, path: path) { bytes in
        contents[path] = bytes
        return TextForm.mended(
          Policy.read(files: contents).findings.filter { $0.location.path == path }, in: bytes)
      }
      contents[path] = after
      guard after != before else { return nil }
      return FileFix(
        path: folder.shown + path.dropFirst("policies".count), place: place, before: before,
        after: after, isCalmed: false, titles: titles)
    }
  }

  // MARK: Rounds

  /// A text with its fixes made, round by round, and what was done.
  private static func fixed(
    _ bytes: [UInt8], path: String, _ findings: ([UInt8]) -> [Finding]
  ) -> (bytes: [UInt8], titles: [String]) {
    var (text, titles) = (bytes, [String]())
    for _ in 0..<rounds {
      let fixes = findings(text).compactMap(\.fix).uniqued()
      guard let next = step(text, fixes, path: path) else { break }
      text = next.bytes
      titles += next.made.map(\.title)
    }
    return (text, titles)
  }

  /// One round: all fixes at once, or those that are safe one by one; nil if none is.
  private static func step(_ text: [UInt8], _ fixes: [Fix], path: String) -> FixedText? {
    guard !fixes.isEmpty else { return nil }
    let before = YAMLReader.read(text, path: path).root
    for chosen in [fixes] + fixes.map({ [$0] }) {
      let next = FixedText(text, fixes: chosen)
      guard next.bytes != text else { continue }
      let after = YAMLReader.read(next.bytes, path: path).root
      if FixGuard.holds(before: before, after: after, next.made) { return next }
    }
    return nil
  }
}

extension [Fix] {
  /// Each once, in order: several findings may share one.
  fileprivate func uniqued() -> [Fix] {
    var seen: Set<Fix> = []
    return filter { seen.insert($0).inserted }
  }
}

internal import Diagnostics
internal import Git
internal import Glibc
internal import LanguageServer
internal import Ledger
internal import Lint
internal import PolicyLint
internal import Primitives
internal import Records

/// One work tree that is linted again and again: it reads what changed and nothing else.
final class LintDesk {
  /// A policy with the state of the files from which it was read.
  private struct KnownPolicy {
    let state: [String: FileState]
    let policy: WorkTreePolicy?
    /// What the rules about policies say.
    let findings: [Finding]
  }

  /// What the policy was read from: a file that may change, or a text laid over it.
  private enum FileState: Hashable {
    case file(ReadingMemory.Mark?)
    case text([UInt8])
  }

  private(set) var tree: WorkTree
  private let stage: Stage
  private let memory = ReadingMemory()
  private var known: KnownPolicy?
  /// The policy as it was when it last loaded.
  private var lastGood: Policy?

  init(tree: WorkTree, stage: Stage) {
    self.tree = tree
    self.stage = stage
  }

  /// Lets texts stand in place of files from now on.
  func overlay(_ texts: [String: [UInt8]]) { tree.overlay = texts }

  /// What is wrong with the files that texts stand in place of, and with the policy.
  func findings() -> [Finding] {
    let known = knownPolicy()
    let selection = LintSelection(files: tree.overlay.keys)
    let report = LintRun(
      tree: tree, selection: selection, policy: known.policy, stage: stage, now: Clock.now(),
      memory: memory
    ).report()
    // The run speaks of the findings of a policy that loads too; the rules about it come on top.
    return report.findings + known.findings.filter { selection.contains($0.location.path) }
  }

  /// What texts can refer to.
  func knowledge() -> Knowledge {
    _ = knownPolicy()
    let lint = RecordLint(tree: tree, policy: nil, stage: stage, memory: memory)
    let paths = tree.listing(below: "changes").files.filter {
      !$0.utf8.starts(with: "changes/evidence/".utf8) && strayFile(at: $0) == nil
    }
    let threads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let documents = parallelMap(paths, threads: threads) {
      lint.result(for: $0, isSelected: false).document
    }
    let records = documents.compactMap { document in
      document.change.flatMap { change in
        change.id.isEmpty
          ? nil
          : KnownRecord(
            id: change.id, title: change.title, kind: change.kind.rawValue, path: document.path)
      }
    }
    return Knowledge(policy: lastGood, records: records)
  }

  /// The paths of a record's evidence, from `changes/` on.
  func evidence(of id: String) -> [String] {
    guard !id.contains("/"), id != "..", id != "." else { return [] }
    return tree.listing(below: "changes/evidence/\(id)").files.map {
      String($0.dropFirst("changes/".count))
    }
  }

  /// The digest of a file of evidence, in hexadecimal digits.
  func digest(ofEvidence path: String) -> String? {
    let lint = RecordLint(tree: tree, policy: nil, stage: stage)
    guard case .present(let digest) = lint.state(ofEvidence: path) else { return nil }
    return digest.hex
  }

  /// The text of a file.
  func text(of path: String) -> String? {
    guard case .bytes(let bytes) = tree.read(path, limit: 1 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: The policy

  private func knownPolicy() -> KnownPolicy {
    guard
      tree.overlay.keys.contains(where: { $0.hasPrefix("policies/") })
        || PlainFile.kind(tree.absolute("policies")) != .absent
    else { return KnownPolicy(state: [:], policy: nil, findings: []) }
    let state = policyState()
    // A file whose state cannot be told is read again.
    if let known, known.state == state, !state.values.contains(.file(nil)) { return known }
    let policy = PolicyFolder(of: tree).read()
    var findings: [Finding] = []
    if let values = policy.policy {
      lastGood = values
      findings = lintPolicy(values, files: policy.contents ?? [:], now: Clock.now()) {
        ZoneReader.rules(of: $0)
      }
    }
    findings += PolicyLintCommand.brokenCases(policy)
    let result = KnownPolicy(state: state, policy: policy, findings: findings)
    known = result
    return result
  }

  private func policyState() -> [String: FileState] {
    let listing = tree.listing(below: "policies")
    var state: [String: FileState] = [:]
    for path in listing.files {
      state[path] =
        tree.overlay[path].map { .text($0) } ?? .file(ReadingMemory.Mark(tree.absolute(path)))
    }
    // Links, devices and the like are findings: they are looked at each time.
    for problem in listing.problems { state[problem.path] = .file(nil) }
    for oddity in listing.oddities { state[oddity.path] = .file(nil) }
    return state
  }
}

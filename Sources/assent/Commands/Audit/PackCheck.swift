internal import Acting
internal import Audit
internal import EvidencePack
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives
internal import Reporting
internal import Signatures

/// Compares a pack with its manifest, and with what the same audit says when it is made again.
struct PackCheck {
  let folder: String
  private let files: PackFiles
  private let isManifestOnly: Bool
  private var own = Manifest([:])
  private var found = Manifest([:])
  /// What the disk has otherwise than the manifest.
  private(set) var damages: [Manifest.Difference] = []
  /// What the history says otherwise than the pack.
  private(set) var differences: [PackDifference] = []
  private(set) var remarks: [String] = []
  private var scope: PackScope?

  init(_ folder: String, manifestOnly: Bool) {
    self.folder = folder
    files = PackFiles(folder)
    isManifestOnly = manifestOnly
  }

  var isSame: Bool { damages.isEmpty && differences.isEmpty }

  /// Runs work on the files of the pack and translates its faults: whatever the pack says, it can
  /// neither be taken for right nor for wrong.
  private static func reading<R>(_ body: () throws(Manifest.Fault) -> R) throws -> R {
    do throws(Manifest.Fault) { return try body() } catch {
      throw Failure(
        "pack-unreadable", "the pack cannot be read: \(PlainText.line(error.message))",
        hint: "take the pack as it was handed over", exitStatus: 3)
    }
  }

  // MARK: The manifest

  mutating func compareManifest() throws {
    own = try Self.reading { () throws(Manifest.Fault) in try files.ownManifest() }
    found = try Self.reading { () throws(Manifest.Fault) in try files.manifest() }
    damages = own.differences(in: found)
  }

  // MARK: The history

  /// Makes the same audit again and compares every file.
  ///
  /// - Parameters:
  ///   - directory: the repository; nil for the bundle in the pack.
  ///   - trunk: the protected branch there; nil for that of its policy.
  ///   - trustRoot: where trust must begin.
  mutating func derive(
    from directory: String?, trunk: String?, trustRoot: String?, code: [String]
  ) throws {
    let bytes = try Self.reading { () throws(Manifest.Fault) in
      try files.bytes(of: "audit.json", limit: 1 << 30)
    }
    let scope = try PackScope(bytes)
    self.scope = scope
    try check(scope, trustRoot: trustRoot, code: code)
    let work = try ScratchFolder()
    defer { work.remove() }
    let place = try directory ?? BundleClone.make(of: folder, in: work.path)
    // A bundle is the pack's own word, trunk and all; a clone says itself which branch that is.
    let inputs = try scope.inputs(
      place, trunk: directory == nil ? scope.trunk : trunk, pack: folder, files: found, code: code)
    let again = try PackFolder(work.path + "/pack", replacing: false)
    defer { again.discard() }
    var writer = try PackWriter(inputs, to: again)
    _ = try writer.write()
    let derived = try Self.reading { () throws(Manifest.Fault) in
      try PackFiles(again.draft).manifest()
    }
    try compare(derived, in: again.draft, isBundle: directory == nil)
  }

  private mutating func check(_ scope: PackScope, trustRoot: String?, code: [String]) throws {
    guard scope.engine.name == engine else {
      throw Failure(
        "pack-engine",
        "the pack was written by \(PlainText.line(scope.engine.name)), this is \(engine)",
        hint: "verify it with that version", exitStatus: 3)
    }
    if scope.engine.digest != EngineDigest.own {
      remarks.append("another build of \(engine) wrote the pack; the comparison is by this one")
    }
    if let trustRoot {
      guard trustRoot == scope.trustRoot.description else {
        throw Failure(
          "pack-trust-root",
          "the pack begins trust at \(scope.trustRoot), not at \(PlainText.line(trustRoot))",
          hint: "find out who chose the trust root of the pack", exitStatus: 1)
      }
    } else {
      remarks.append(
        "the pack begins trust at \(scope.trustRoot); compare that with what you know, or give "
          + "--trust-root")
    }
    guard scope.code == code.count else {
      throw Failure(
        "pack-code",
        "the pack was made with \(scope.code) clones of code, and \(code.count) are given",
        hint: "give each with --code, in the same order", exitStatus: 3)
    }
  }

  private mutating func compare(_ derived: Manifest, in again: String, isBundle: Bool) throws {
    for difference in found.differences(in: derived) {
      if difference.path == HistoryBundle.path, difference.kind == .changed {
        guard try !holdsTheSame(HistoryBundle.path, again, isBundle: isBundle) else { continue }
      }
      let change =
        difference.kind == .changed
        ? try firstChange(difference.path, PackFiles(again)) : nil
      differences.append(
        PackDifference(path: difference.path, kind: difference.kind, change: change))
    }
  }

  /// Whether two bundles name the same tips, and the pack's one is whole: two clones may be packed
  /// otherwise and hold the same.
  private mutating func holdsTheSame(
    _ path: String, _ again: String, isBundle: Bool
  ) throws -> Bool {
    let mine = HistoryBundle.read(try beginning(of: folder + "/" + path))
    let theirs = HistoryBundle.read(try beginning(of: again + "/" + path))
    guard let mine, let theirs, mine == theirs else { return false }
    if !isBundle, mine.since == nil {
      let work = try ScratchFolder()
      defer { work.remove() }
      _ = try BundleClone.make(of: folder, in: work.path)
    }
    remarks.append("history.bundle is packed otherwise than here and holds the same history")
    return true
  }

  private func beginning(of path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw PackFolder.failure("read", path, errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: HistoryBundle.longestHeader)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return Array(bytes.prefix(max(0, count)))
  }

  /// The first change whose line in a file differs, where the file speaks of changes.
  private func firstChange(_ path: String, _ again: PackFiles) throws -> String? {
    let limit = 1 << 28
    guard path.hasSuffix(".json") || path.hasSuffix(".csv") || path.hasSuffix(".jsonl") else {
      return ChangeMention.first(in: Array(path.utf8)[...])
    }
    let (mine, theirs) = try Self.reading { () throws(Manifest.Fault) in
      (try files.bytes(of: path, limit: limit), try again.bytes(of: path, limit: limit))
    }
    guard let place = zip(mine.indices, zip(mine, theirs)).first(where: { $1.0 != $1.1 })?.0 else {
      return nil
    }
    return ChangeMention.last(before: place, in: mine) ?? ChangeMention.first(in: mine[place...])
  }

  // MARK: Words

  var text: String {
    var lines: [String] = []
    for damage in damages {
      lines.append("  \(damage.kind.rawValue): \(PlainText.line(damage.path)) (by the manifest)")
    }
    for difference in differences {
      let change = difference.change.map { ", first at \($0)" } ?? ""
      lines.append(
        "  \(difference.kind.rawValue): \(PlainText.line(difference.path)) (by the history\(change))"
      )
    }
    lines += remarks.map { "  remark: \($0)" }
    let subject = "\(found.digests.count) files of \(PlainText.line(folder))"
    let verdict: String
    if isSame {
      verdict =
        isManifestOnly
        ? "unchanged: \(subject) are as the manifest says; nothing was derived again"
        : "the same: \(subject) follow from the history"
    } else {
      verdict = "DIFFERENT: \(damages.count) by the manifest, \(differences.count) by the history"
    }
    let advice =
      isSame ? [] : ["Take the pack for what it is not: ask who wrote it, and derive it yourself."]
    return ([verdict] + lines + advice).joined(separator: "\n") + "\n"
  }

  /// `assent/audit-verification/1`.
  var json: JSONValue {
    .object([
      ("schema", .string("assent/audit-verification/1")), ("folder", .string(folder)),
      ("same", .bool(isSame)), ("derived", .bool(!isManifestOnly)),
      ("files", .number(found.digests.count)),
      ("standpoint", .text(scope?.standpoint)), ("trust-root", .text(scope?.trustRoot)),
      (
        "by-manifest",
        .array(
          damages.map {
            .object([("path", .string($0.path)), ("kind", .string($0.kind.rawValue))])
          })
      ),
      (
        "by-history",
        .array(
          differences.map {
            .object([
              ("path", .string($0.path)), ("kind", .string($0.kind.rawValue)),
              ("change", .text($0.change)),
            ])
          })
      ),
      ("remarks", .array(remarks.map { .string($0) })),
    ])
  }
}

/// A file that the history gives otherwise.
struct PackDifference: Hashable {
  let path: String
  let kind: Manifest.Difference.Kind
  /// The first change that it is about, where that can be told.
  let change: String?
}

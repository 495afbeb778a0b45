internal import Diagnostics
internal import LanguageServer
internal import Primitives
internal import Records

/// The machine as a language server sees it: one desk for every work tree.
final class Machine: LanguageHost {
  private let stage: Stage
  private var desks: [String: LintDesk] = [:]

  init(stage: Stage) { self.stage = stage }

  func place(of path: String) -> FilePlace? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    let name = path[path.index(after: slash)...]
    // The folder of a file that is not saved yet may be missing too.
    guard let existing = Self.nearestFolder(folder), let tree = WorkTree(around: existing),
      let resolved = WorkTree.resolved(existing)
    else { return nil }
    let missing = folder.dropFirst(existing.count)
    let full = (resolved == "/" ? "" : resolved) + missing + "/" + name
    let prefix = tree.root == "/" ? "/" : tree.root + "/"
    if desks[tree.root] == nil { desks[tree.root] = LintDesk(tree: tree, stage: stage) }
    let isInside = full.utf8.starts(with: prefix.utf8)
    let inside = isInside ? String(full.dropFirst(prefix.count)) : full
    let place = FilePlace(root: tree.root, path: inside)
    // What lies beside the two folders is a draft, which goes by its absolute path.
    return place.isInProduct ? place : FilePlace(root: tree.root, path: full)
  }

  private static func nearestFolder(_ path: String) -> String? {
    var path = path[...]
    while PlainFile.kind(String(path)) == .absent {
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
      path = path[..<slash]
    }
    return WorkTree.resolved(String(path)).map { _ in String(path) }
  }

  func overlay(_ texts: [String: [UInt8]], in root: String) { desks[root]?.overlay(texts) }

  func findings(in root: String) -> [Finding] { desks[root]?.findings() ?? [] }

  func knowledge(of root: String) -> Knowledge { desks[root]?.knowledge() ?? Knowledge() }

  func evidence(of id: String, in root: String) -> [String] {
    desks[root]?.evidence(of: id) ?? []
  }

  func digest(ofEvidence path: String, in root: String) -> String? {
    desks[root]?.digest(ofEvidence: path)
  }

  func text(of path: String, in root: String) -> String? { desks[root]?.text(of: path) }

  func today() -> CivilDate {
    let seconds = Clock.now().seconds
    return CivilDate(daysSinceEpoch: Int(seconds / 86_400))
  }
}

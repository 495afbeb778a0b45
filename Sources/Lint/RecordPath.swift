internal import Records

/// Where records may stand, and how they are called.
enum RecordPath {
  /// What a path below `changes/` says about its record.
  struct Reading: Hashable {
    let id: Substring
    /// The folder of a year, if there is one.
    let year: Substring?
  }

  /// Reads `changes/<ID>.yaml` and `changes/<year>/<ID>.yaml`; nil for every other path.
  static func read(_ path: String) -> Reading? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.first == "changes", parts.count == 2 || parts.count == 3,
      let file = parts.last, file.hasSuffix(".yaml")
    else { return nil }
    let id = file.dropLast(5)
    guard let idYear = year(ofID: id) else { return nil }
    guard parts.count == 3 else { return Reading(id: id, year: nil) }
    guard parts[1] == idYear else { return nil }
    return Reading(id: id, year: parts[1])
  }

  /// The file's name without folders and extension.
  static func stem(_ path: String) -> Substring {
    let file = path.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: ".") else { return file }
    return file[..<dot]
  }

  /// The year of `CHG-2026-7F3K`; nil for what is no id.
  private static func year(ofID id: Substring) -> Substring? {
    guard ChangeIDSyntax.matches(String(id)) else { return nil }
    return id.dropFirst(4).prefix(4)
  }
}

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
    guard path.utf8.starts(with: "changes/".utf8) else { return nil }
    // By bytes: splitting by characters would take longer than reading the record.
    let rest = path.utf8.dropFirst("changes/".utf8.count)
    let slash = rest.firstIndex(of: UInt8(ascii: "/"))
    let file = slash.map { rest[rest.index(after: $0)...] } ?? rest
    guard file.suffix(5).elementsEqual(".yaml".utf8) else { return nil }
    // An id has no slash in it.
    let id = Substring(file.dropLast(5))
    guard let idYear = year(ofID: id) else { return nil }
    guard let slash else { return Reading(id: id, year: nil) }
    let year = Substring(rest[..<slash])
    guard year.utf8.elementsEqual(idYear.utf8) else { return nil }
    return Reading(id: id, year: year)
  }

  /// The file's name without folders and extension.
  static func stem(_ path: String) -> Substring {
    let bytes = path.utf8
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let file = slash.map { bytes[bytes.index(after: $0)...] } ?? bytes[...]
    guard let dot = file.lastIndex(of: UInt8(ascii: ".")) else { return Substring(file) }
    return Substring(file[..<dot])
  }

  /// The year of `CHG-2026-7F3K`; nil for what is no id.
  private static func year(ofID id: Substring) -> Substring? {
    guard ChangeIDSyntax.matches(String(id)) else { return nil }
    return Substring(id.utf8.dropFirst(4).prefix(4))
  }
}

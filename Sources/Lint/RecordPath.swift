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
  static func year(ofID id: Substring) -> Substring? {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "CHG", parts[1].utf8.count == 4, parts[2].utf8.count >= 4,
      parts[1].utf8.allSatisfy({ isDigit($0) }), parts[2].utf8.allSatisfy({ isSymbol($0) })
    else { return nil }
    return parts[1]
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Digits and capital letters without I, L, O and U, which are misread.
  private static func isSymbol(_ byte: UInt8) -> Bool {
    if isDigit(byte) { return true }
    guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return false }
    return !"ILOU".utf8.contains(byte)
  }
}

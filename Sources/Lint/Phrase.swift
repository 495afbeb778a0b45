/// Tells texts that say something from those that fill a field.
enum Phrase {
  /// Whether a text has nothing but blanks.
  static func isBlank(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether a text as a whole is one of the phrases that stand in for a text.
  static func isEmptyTalk(_ text: String) -> Bool {
    guard text.utf8.count <= 64 else { return false }
    let words = normalised(text)
    return words.isEmpty || banned.contains(words)
  }

  /// Lower-case words with single blanks between them; everything else is dropped.
  static func normalised(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        result.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        result.append(byte + 32)
      default:
        if let last = result.last, last != 0x20 { result.append(0x20) }
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a text has a digit.
  static func hasDigit(_ text: String) -> Bool {
    text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static let banned: Set<String> = [
    "as before", "as discussed", "as needed", "as usual", "back out", "backout", "call vendor",
    "change", "contact vendor", "fix", "n a", "na", "nil", "no", "none", "not applicable",
    "nothing", "ok", "old version", "previous version", "redeploy", "redeploy old version",
    "redeploy previous version", "restore", "restore backup", "restore database",
    "restore from backup", "restore the backup", "restore the database", "revert",
    "revert change", "revert changes", "revert commit", "revert the change",
    "revert the changes", "roll back", "roll back the change", "rollback", "same as above",
    "see above", "see description", "see email", "see jira", "see runbook", "see ticket",
    "see wiki", "standard procedure", "tba", "tbc", "tbd", "test", "to be announced",
    "to be defined", "to be determined", "todo", "undo", "undo changes", "undo the change",
    "unknown", "update", "various", "works", "yes",
  ]
}

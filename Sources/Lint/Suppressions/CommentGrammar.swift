internal import Diagnostics
internal import Glibc
internal import Primitives
internal import YAMLTree

/// The grammar of comments to the linter: `assent: ignore[rule] until=2026-12-31 reason`.
enum CommentGrammar {
  /// What a comment says.
  struct Words: Hashable {
    let rules: [String]
    let until: CivilDate
    let reason: String
  }

  private static let form = "write `# assent: ignore[rule-name] until=2026-12-31 reason`"

  /// Whether any comment of a file could be meant.
  static func mayOccur(in bytes: [UInt8]) -> Bool {
    let word = Array("assent".utf8)
    let mark = bytes.withUnsafeBytes { text in
      text.baseAddress.flatMap { memchr($0, Int32(UInt8(ascii: "#")), text.count) }
    }
    guard mark != nil, bytes.count >= word.count else { return false }
    return (0...bytes.count - word.count).contains { start in
      // In any letter case: a comment that is written a little wrong is to be heard of.
      bytes[start] | 0x20 == word[0]
        && bytes[start..<start + word.count].elementsEqual(word) { $0 | 0x20 == $1 }
    }
  }

  /// Whether a comment speaks to the linter, or nearly.
  static func isMeant(_ text: String) -> Bool {
    let words = text.lowercased().drop { $0 == " " || $0 == "\t" || $0 == "#" }
    guard words.hasPrefix("assent") else { return false }
    let rest = words.dropFirst(6).drop { $0 == " " || $0 == "\t" }
    return rest.hasPrefix(":") || rest.hasPrefix("ignore")
  }

  /// Reads what stands behind the `#`.
  static func read(_ text: String) throws(CommentFault) -> Words {
    let start = "assent: ignore["
    let text = text.drop { $0 == " " }
    guard text.utf8.starts(with: start.utf8) else {
      throw CommentFault("this comment does not speak the linter's language", advice: form)
    }
    let rest = text.dropFirst(start.count)
    guard let close = rest.firstIndex(of: "]") else {
      throw CommentFault("the rule is not followed by `]`", advice: form)
    }
    let rules = try names(rest[..<close])
    var words = rest[rest.index(after: close)...].split(whereSeparator: { $0 == " " })[...]
    guard let first = words.popFirst(), first.hasPrefix("until=") else {
      throw CommentFault(
        "the comment does not say until when", advice: "write `until=` and a day behind the `]`")
    }
    let day = String(first.dropFirst(6))
    guard let until = CivilDate(day) else {
      throw CommentFault("`\(Excerpt.of(day))` is no day", advice: "write it as `2026-12-31`")
    }
    // Blanks that nobody sees are no reason.
    let says = words.contains { word in
      word.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
    }
    guard says else {
      throw CommentFault(
        "the comment gives no reason", advice: "write the reason behind the day")
    }
    return Words(rules: rules, until: until, reason: words.joined(separator: " "))
  }

  private static func names(_ list: Substring) throws(CommentFault) -> [String] {
    var names: [String] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      guard !name.isEmpty else { throw CommentFault("no rule is named", advice: form) }
      guard Rule.named(name) != nil else {
        let near = NearestName.of(name, among: Rule.all.map(\.name))
        throw CommentFault(
          "no rule about records is named `\(Excerpt.of(name))`",
          advice: near.map { "did you mean `\($0)`" } ?? "`assent rule` lists the rules")
      }
      guard !names.contains(name) else {
        throw CommentFault("`\(name)` is named twice", advice: "name it once")
      }
      names.append(name)
    }
    return names
  }
}

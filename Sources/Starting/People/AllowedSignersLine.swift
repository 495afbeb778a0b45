internal import Primitives
internal import Signatures

/// One line of a file of allowed signers: names, options and a key (ssh-keygen(1), ALLOWED SIGNERS).
struct AllowedSignersLine: Hashable {
  /// Why a line cannot be read, and what to do about it.
  struct Fault: Error, Hashable {
    let message: String
    let advice: String

    init(_ message: String, _ advice: String) { (self.message, self.advice) = (message, advice) }
  }

  private(set) var principals: [String] = []
  private(set) var isAuthority = false
  private(set) var namespaces: [String]?
  private(set) var validAfter: Instant?
  private(set) var validBefore: Instant?
  /// Type and base64, without the comment.
  private(set) var key = ""

  /// Reads a line; nil for an empty one and for a comment.
  init?(_ text: String) throws(Fault) {
    var words = try Self.words(text)
    guard let first = words.first, !first.hasPrefix("#") else { return nil }
    principals = first.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    guard !principals.contains("") else {
      throw Fault("a name is empty", "write names separated by single commas")
    }
    words.removeFirst()
    if let options = words.first, !Self.isKeyType(options) {
      for option in Self.options(options) { try read(option) }
      words.removeFirst()
    }
    guard words.count >= 2 else {
      throw Fault("no key follows the names", "write: names, options, type and base64")
    }
    do throws(SSHKeyError) { key = try SSHPublicKey(line: "\(words[0]) \(words[1])").line } catch {
      throw Fault("the key cannot be used: \(error.message)", "give the person another key")
    }
  }

  // MARK: Words

  /// The words of a line; blanks between double quotes do not part them.
  private static func words(_ text: String) throws(Fault) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, scalar == " " || scalar == "\t" {
        if !word.isEmpty { words.append(word) }
        word = ""
        // After a mark of comment nothing is a word.
        if words.first?.hasPrefix("#") == true { return words }
        continue
      }
      word.unicodeScalars.append(scalar)
    }
    if !word.isEmpty { words.append(word) }
    guard !isQuoted || words.first?.hasPrefix("#") == true else {
      throw Fault("a quotation mark is not closed", "close it on the same line")
    }
    if let first = words.first { words[0] = first.filter { $0 != "\"" } }
    return words
  }

  private static func isKeyType(_ word: String) -> Bool {
    ["ssh-", "ecdsa-", "sk-", "rsa-", "dsa-"].contains { word.hasPrefix($0) }
  }

  /// The options of a field; commas between double quotes do not part them.
  private static func options(_ field: String) -> [String] {
    var options = [""]
    var isQuoted = false
    for character in field {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        options.append("")
      } else {
        options[options.count - 1].append(character)
      }
    }
    return options
  }

  // MARK: Options

  private mutating func read(_ option: String) throws(Fault) {
    let parts = option.split(separator: "=", maxSplits: 1).map { String($0) }
    let value = parts.count == 2 ? parts[1].filter { $0 != "\"" } : ""
    switch parts.first?.lowercased() ?? "" {
    case "cert-authority" where parts.count == 1: isAuthority = true
    case "namespaces" where !value.isEmpty:
      namespaces = value.split(separator: ",").map { String($0) }
    case "valid-after" where parts.count == 2: validAfter = try Self.time(value, option)
    case "valid-before" where parts.count == 2: validBefore = try Self.time(value, option)
    default:
      throw Fault(
        "`\(option)` is no option of a signer",
        "cert-authority, namespaces=\"git\", valid-after=20260101Z or valid-before=20270101Z")
    }
  }

  /// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with or without `Z`; read as UTC.
  private static func time(_ value: String, _ option: String) throws(Fault) -> Instant {
    let fault = Fault("`\(option)` is no time", "write it as 20260131Z or 202601311430Z")
    let digits = value.hasSuffix("Z") ? value.dropLast() : value[...]
    guard [8, 12, 14].contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw fault }
    let all = Array((digits + "000000").prefix(14))
    func part(_ from: Int, _ count: Int) -> String { String(all[from..<from + count]) }
    let text =
      "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T\(part(8, 2)):\(part(10, 2)):\(part(12, 2))Z"
    guard let time = Instant(rfc3339: text) else { throw fault }
    return time
  }
}

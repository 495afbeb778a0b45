internal import Diagnostics

/// Looks at every byte of a text once, before YAML does, and names what may not be in it.
///
/// What passes has lines that end in LF alone, so that libyaml counts lines and columns as
/// editors do: it also breaks lines at CR, NEL, U+2028 and U+2029, all refused here.
struct CharacterScan {
  /// More findings than this in one text help nobody.
  static let findingLimit = 50

  private let path: String
  private var findings: [Finding] = []
  private var line = 1
  private var lineStart = 0
  /// Bytes of the line that continue a scalar, and so are no column of their own.
  private var continuations = 0
  private var sawCarriageReturn = false

  private init(path: String) { self.path = path }

  /// What is wrong with the characters of a text; an encoding error is the only finding.
  static func findings(in bytes: UnsafeBufferPointer<UInt8>, path: String) -> [Finding] {
    if isPlain(bytes) { return [] }
    var scan = CharacterScan(path: path)
    if let start = scan.encodingMark(bytes) { return [start] }
    scan.run(bytes)
    return scan.findings
  }

  /// Whether a text has only printable ASCII and line feeds, and no `%` that could begin a
  /// directive, so that nothing is to be found. Without a branch, so that many bytes are looked at
  /// at once.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var odd: UInt8 = 0
    for byte in bytes {
      let isOutside: UInt8 = byte &- 0x20 > 0x7E - 0x20 ? 1 : 0
      let isText: UInt8 = byte == 0x0A ? 0 : 1
      let isPercent: UInt8 = byte == UInt8(ascii: "%") ? 1 : 0
      odd |= isOutside & isText | isPercent
    }
    return odd == 0
  }

  /// The first character that no value may hold, not even as an escape such as `\u202e`.
  static func forbidden(in bytes: UnsafeBufferPointer<UInt8>) -> ForbiddenCharacter? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7F, byte != 0x0A, byte != 0x09 {
          return ForbiddenCharacter(scalar: UInt32(byte))
        }
        index += 1
        continue
      }
      guard let scalar = UTF8Scalar(bytes, at: index) else { return nil }
      if let character = ForbiddenCharacter(scalar: scalar.value) { return character }
      index += scalar.length
    }
    return nil
  }

  private func encodingMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Finding? {
    let start = Array(bytes.prefix(4))
    if start.starts(with: [0xEF, 0xBB, 0xBF]) {
      return finding(
        "yaml-bom", "the file begins with a byte order mark",
        advice: "save it as UTF-8 without BOM", column: 1)
    }
    let isWide =
      start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE])
      || (start.count >= 2 && (start[0] == 0) != (start[1] == 0))
    guard isWide else { return nil }
    return finding(
      "yaml-encoding", "the file is not UTF-8 but looks like UTF-16 or UTF-32",
      advice: "save it as UTF-8 without BOM", column: 1)
  }

  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var isLeading = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte > 0x20, byte < 0x7F {
        if isLeading { isLeading = staysLeading(bytes, at: index) }
        index += 1
      } else if byte == 0x20 {
        index += 1
      } else if byte == 0x0A {
        index += 1
        (line, lineStart, continuations, isLeading) = (line + 1, index, 0, true)
      } else if byte < 0x80 {
        control(byte, at: index, isLeading: isLeading)
        isLeading = false
        index += 1
      } else {
        isLeading = false
        guard let scalar = UTF8Scalar(bytes, at: index) else {
          return reportInvalidByte(byte, at: index)
        }
        if let character = ForbiddenCharacter(scalar: scalar.value) {
          report(character, at: index)
        }
        index += scalar.length
        continuations += scalar.length - 1
      }
      if findings.count >= Self.findingLimit { return }
    }
  }

  /// Whether what follows the byte still indents, as after the dash of a list. Also where a
  /// directive is seen: `%` begins nothing else.
  private mutating func staysLeading(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Bool {
    if bytes[index] == UInt8(ascii: "%"), index == lineStart {
      // Refused before libyaml reads it: its list of directives costs quadratic time.
      findings.append(
        finding(
          "yaml-directive", "directives such as `%YAML` are not allowed",
          advice: "remove the line", column: 1))
    }
    guard bytes[index] == UInt8(ascii: "-"), index + 1 < bytes.count else { return false }
    return bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09
  }

  private mutating func control(_ byte: UInt8, at index: Int, isLeading: Bool) {
    if byte == 0x09 {
      guard isLeading else { return }
      findings.append(
        finding(
          "yaml-tab", "a tab in the indentation", advice: "indent with spaces",
          column: column(at: index)))
      return
    }
    if byte == 0x0D {
      guard !sawCarriageReturn else { return }
      sawCarriageReturn = true
    }
    if let character = ForbiddenCharacter(scalar: UInt32(byte)) { report(character, at: index) }
  }

  private mutating func report(_ character: ForbiddenCharacter, at index: Int) {
    findings.append(
      finding(
        character.rule, "\(character.description) is not allowed", advice: character.advice,
        column: column(at: index)))
  }

  private mutating func reportInvalidByte(_ byte: UInt8, at index: Int) {
    let digits = String(byte, radix: 16)
    findings = [
      finding(
        "yaml-encoding", "the byte 0x\(digits) is not valid UTF-8 here",
        advice: "save the file as UTF-8 without BOM", column: column(at: index))
    ]
  }

  private func column(at index: Int) -> Int { index - lineStart - continuations + 1 }

  private func finding(
    _ rule: String, _ message: String, advice: String, column: Int
  ) -> Finding {
    let start = Position(line: line, column: column)
    let end = Position(line: line, column: column + 1)
    return Finding(
      rule: rule, message: message,
      location: Location(path: path, span: Span(start: start, end: end)), advice: advice)
  }
}

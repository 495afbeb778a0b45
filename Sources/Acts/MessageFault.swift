internal import Primitives

/// What is wrong with a message as a whole; one fault voids every act of the commit.
enum MessageFault {
  /// The longest message that may carry acts.
  static let longest = 65_536

  /// The first fault of the message, last paragraph included; nil if it keeps the grammar.
  static func first(in text: MessageText) -> String? {
    guard text.bytes.count <= longest else {
      return "the message has \(text.bytes.count) bytes; with acts at most \(longest) are allowed"
    }
    return inBytes(text.bytes) ?? inLines(of: text) ?? inLastParagraph(of: text)
  }

  /// Why a line is no trailer by the strict grammar; nil if it is one.
  static func inTrailer(_ line: ArraySlice<UInt8>) -> String? {
    var words: String { "'\(MessageText.printable(line))'" }
    guard let first = line.first else { return "an empty line" }
    if first == UInt8(ascii: "#") { return "the last paragraph has the comment line \(words)" }
    if MessageText.isBlank(first) { return "the last paragraph has the folded line \(words)" }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else { return "the last paragraph has a line that is no trailer: \(words)" }
    let value = line[(colon + 1)...]
    guard !MessageText.isBlank(value) else { return "the trailer \(words) has no value" }
    guard value.first == UInt8(ascii: " "), let second = value.dropFirst().first,
      !MessageText.isBlank(second)
    else { return "the trailer \(words) needs one blank after the colon" }
    if let last = line.last, MessageText.isBlank(last) {
      return "the trailer \(words) ends in a blank"
    }
    return nil
  }

  /// Whether the byte may stand in the key of a trailer.
  static func isTokenByte(_ byte: UInt8) -> Bool {
    ChangeID.isDigit(byte) || ChangeID.isLetter(byte) || byte == UInt8(ascii: "-")
  }

  private static func inBytes(_ bytes: [UInt8]) -> String? {
    if bytes.contains(0) { return "the message has a NUL byte" }
    if bytes.contains(UInt8(ascii: "\r")) { return "the message has a carriage return" }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      return "the message is no valid UTF-8"
    }
    // Escape sequences can make a terminal show another message than the one that is signed.
    let allowed = [UInt8(ascii: "\n"), UInt8(ascii: "\t")]
    let isControl = bytes.contains { ($0 < 0x20 || $0 == 0x7F) && !allowed.contains($0) }
    return isControl ? "the message has a control character" : nil
  }

  private static func inLines(of text: MessageText) -> String? {
    var fault: String?
    text.forEachLine(in: 0..<text.bytes.count) { range in
      guard fault == nil else { return }
      fault = inBodyLine(text.bytes[range])
    }
    return fault
  }

  private static func inBodyLine(_ line: ArraySlice<UInt8>) -> String? {
    guard let first = line.first else { return nil }
    if MessageText.isBlank(line) { return "the message has a line of blanks alone" }
    if isDivider(line) { return "the message has a divider line '---'" }
    let canCut = "-# ><8%".utf8.contains(first)
    return canCut && isScissors(line) ? "the message has a scissors line" : nil
  }

  /// `---` alone or before a blank: where Git thinks that a patch begins.
  private static func isDivider(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: "---".utf8) else { return false }
    return line.dropFirst(3).first.map(MessageText.isBlank) ?? true
  }

  /// Dashes with a pair of scissors among them, which cut off a message below or above.
  private static func isScissors(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.allSatisfy({ "-# ><8%\t".utf8.contains($0) }),
      line.contains(UInt8(ascii: "-"))
    else { return false }
    return zip(line, line.dropFirst()).contains { pair in
      [">8", "8<", ">%", "%<"].contains { $0.utf8.elementsEqual([pair.0, pair.1]) }
    }
  }

  private static func inLastParagraph(of text: MessageText) -> String? {
    for line in text.lastLines {
      if let fault = inTrailer(text.bytes[line]) { return fault }
    }
    return nil
  }
}

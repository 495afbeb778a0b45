package import Diagnostics
internal import Glibc
package import YAMLTree

/// What can be put right about the form of a text without touching what it says: line ends, tabs,
/// blanks at the ends of lines. Looked at where files are edited; a gate has no use for it.
package enum TextForm {
  /// The findings with fixes for what they say of line ends and tabs.
  package static func mended(_ findings: [Finding], in bytes: [UInt8]) -> [Finding] {
    findings.map { finding in
      var finding = finding
      switch finding.rule {
      case "yaml-control-character" where finding.message.contains("carriage return"):
        finding.fix = lineEnds(bytes)
      case "yaml-tab": finding.fix = tabs(bytes)
      default: break
      }
      return finding
    }
  }

  /// The finding about blanks at the ends of lines, or about a last line that does not end.
  ///
  /// - Parameter root: the tree that was read from these very bytes.
  package static func untidiness(_ bytes: [UInt8], root: Node, path: String) -> Finding? {
    guard mayBeUntidy(bytes) else { return nil }
    let offsets = TextOffsets(bytes)
    var edits = Margins(bytes, root: root).trailingBlanks.map { range in
      Fix.Edit(
        span: Span(
          start: offsets.position(of: range.lowerBound), end: offsets.position(of: range.upperBound)
        ), replacement: "")
    }
    let lines = edits.count
    let isOpen = bytes.last != 0x0A && !endsInBlockText(root)
    if isOpen, edits.last?.span.end != offsets.position(of: bytes.count) {
      let end = offsets.position(of: bytes.count)
      edits.append(Fix.Edit(span: Span(start: end, end: end), replacement: "\n"))
    }
    guard let first = edits.first else { return nil }
    let what =
      lines > 0
      ? "\(lines) \(lines == 1 ? "line ends" : "lines end") in blanks"
      : "the last line does not end in a line feed"
    return Finding(
      rule: "text-untidy", severity: .note, message: what,
      location: Location(path: path, span: first.span),
      advice: "let the editor do it, or `assent lint --fix`",
      fix: Fix(title: "tidy the ends of the lines", edits: edits))
  }

  /// Most texts are tidy, which one look at each line feed tells.
  private static func mayBeUntidy(_ bytes: [UInt8]) -> Bool {
    guard bytes.last == 0x0A else { return true }
    return bytes.withUnsafeBytes { text in
      guard let base = text.baseAddress else { return false }
      var from = 0
      while let feed = memchr(base + from, 0x0A, text.count - from) {
        let index = base.distance(to: feed)
        if index > 0, text[index - 1] == 0x20 || text[index - 1] == 0x09 { return true }
        from = index + 1
      }
      return false
    }
  }

  /// Of a block text the last line feed is data, whether it keeps it or not.
  private static func endsInBlockText(_ node: Node) -> Bool {
    switch node.content {
    case .scalar(_, let style): style == .block
    case .sequence(let items): items.last.map(endsInBlockText) ?? false
    case .mapping(let entries): entries.last.map { endsInBlockText($0.value) } ?? false
    }
  }

  /// Lines that end with CR LF; nil where a CR stands alone or something else is wrong.
  private static func lineEnds(_ bytes: [UInt8]) -> Fix? {
    let returns = bytes.indices.filter { bytes[$0] == 0x0D }
    guard !returns.isEmpty,
      returns.allSatisfy({ $0 + 1 < bytes.count && bytes[$0 + 1] == 0x0A })
    else { return nil }
    let offsets = TextOffsets(bytes)
    let edits = returns.map { offset in
      let start = offsets.position(of: offset)
      let end = Position(line: start.line, column: start.column + 1)
      return Fix.Edit(span: Span(start: start, end: end), replacement: "")
    }
    return Fix(title: "end lines with LF", edits: edits)
  }

  /// Whether a block text may begin at the end of a line: `do: |`, `- >-`.
  private static func opensText(_ line: ArraySlice<UInt8>) -> Bool {
    let word = line.split(separator: 0x20).last ?? []
    return word.first == UInt8(ascii: "|") || word.first == UInt8(ascii: ">")
  }

  /// Indentation by tabs alone, two blanks for each; nil where blanks indent too, since nobody then
  /// knows how wide a tab was meant to be, and where a text begins in which tabs would be data.
  private static func tabs(_ bytes: [UInt8]) -> Fix? {
    let offsets = TextOffsets(bytes)
    var edits: [Fix.Edit] = []
    for number in 1...offsets.lines {
      let line = bytes[offsets.line(number)]
      guard line.first != 0x20, !opensText(line) else { return nil }
      let count = line.prefix { $0 == 0x09 }.count
      guard count < line.count else { continue }
      guard line.dropFirst(count).first != 0x20 else { return nil }
      guard count > 0 else { continue }
      edits.append(
        Fix.Edit(
          span: Span(
            start: Position(line: number, column: 1),
            end: Position(line: number, column: count + 1)),
          replacement: String(repeating: "  ", count: count)))
    }
    return edits.isEmpty ? nil : Fix(title: "indent with blanks", edits: edits)
  }
}

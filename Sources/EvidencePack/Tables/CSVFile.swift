package import Audit
internal import Primitives

/// Comma-separated values as spreadsheets open them: RFC 4180 with CRLF, UTF-8 with a byte order mark,
/// and no cell that a spreadsheet would take for a formula (CWE-1236).
///
/// Before a sign that begins a formula (`=`, `+`, `-`, `@` and their full-width forms) stands a `'`,
/// at the beginning of a cell and wherever a spreadsheet that splits at other signs might begin one:
/// after a semicolon, a tab or a line's end, blanks aside. A cell that begins with a tab or a line's
/// end gets one too, and so does a `'` that stands at such a place itself, so that who takes away one
/// `'` there has what was written.
package struct CSVFile {
  private var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(header: [String]) {
    var row = TableRow()
    for name in header { row.text(name) }
    append(row)
  }

  /// The file of a table.
  package static func file(_ table: AuditTable, of report: AuditReport) -> PackFile {
    var file = CSVFile(header: table.columns.map(\.name))
    table.rows(of: report) { file.append($0) }
    return PackFile(path: table.name + ".csv", bytes: file.bytes)
  }

  /// All files of comma-separated values of a pack, sorted by path.
  package static func files(of report: AuditReport) -> [PackFile] {
    AuditTable.files.map { file($0, of: report) }.sorted { $0.path < $1.path }
  }

  /// The bytes so far, or since the last `clear`.
  var content: [UInt8] { bytes }

  /// Forgets what was written on.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ row: borrowing TableRow) {
    for (index, cell) in row.cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .none: break
      case .number(let number): bytes += String(number).utf8
      case .time(let time): bytes += time.description.utf8
      case .text(let range): append(row.bytes[range])
      }
    }
    bytes += [0x0D, 0x0A]
  }

  private mutating func append(_ text: ArraySlice<UInt8>) {
    guard !Self.isPlain(text) else {
      bytes += text
      return
    }
    bytes.append(UInt8(ascii: "\""))
    // A formula may begin here, or would after what stands here.
    var mayBegin = true
    var isFirst = true
    for scalar in VisibleText.scalars(of: text) {
      if mayBegin, Self.needsMark(scalar) || isFirst && Self.isBreak(scalar) {
        bytes.append(UInt8(ascii: "'"))
      }
      isFirst = false
      mayBegin = mayBegin && Self.isBlank(scalar) || Self.isBreak(scalar)
      if scalar == "\"" { bytes.append(UInt8(ascii: "\"")) }
      VisibleText.append(scalar, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether the text needs neither quotes nor marks: the usual case, told without taking it apart.
  private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      break
    default: return false
    }
    return text.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"")
        && byte != UInt8(ascii: ";")
    }
  }

  private static func needsMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "'", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// What another reader may split a line at.
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ";", "\t", "\r", "\n": true
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar.properties.isWhitespace
  }
}

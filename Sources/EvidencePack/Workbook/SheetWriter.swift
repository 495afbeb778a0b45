internal import Audit
internal import CXlsxWriter
internal import Primitives

/// How cells look.
struct SheetFormats {
  let header: UnsafeMutablePointer<lxw_format>
  let time: UnsafeMutablePointer<lxw_format>
  let text: UnsafeMutablePointer<lxw_format>

  /// Nil where memory ran out.
  init?(_ book: UnsafeMutablePointer<lxw_workbook>) {
    guard let header = workbook_add_format(book), let time = workbook_add_format(book),
      let text = workbook_add_format(book)
    else { return nil }
    format_set_bold(header)
    format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_num_format(time, "yyyy-mm-dd\\ hh:mm:ss\\Z")
    format_set_align(time, UInt8(LXW_ALIGN_LEFT.rawValue))
    // What is edited later stays a text too.
    format_set_num_format(text, "@")
    self.header = header
    self.time = time
    self.text = text
  }
}

/// Writes a table into a sheet: texts as texts, whatever they begin with.
struct SheetWriter {
  /// Rows of a sheet, the header among them.
  static let rowLimit = 1_048_576
  /// UTF-16 units of a cell.
  static let textLimit = 32_767

  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let formats: SheetFormats
  private let rowLimit: Int
  private var next: lxw_row_t = 0
  private var left = 0
  /// Why a cell could not be written.
  private(set) var failure: String?

  init(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: SheetFormats, rowLimit: Int
  ) {
    self.sheet = sheet
    self.formats = formats
    self.rowLimit = rowLimit
  }

  mutating func write(_ table: AuditTable, of report: AuditReport) {
    for (index, column) in table.columns.enumerated() {
      let index = lxw_col_t(index)
      worksheet_set_column(sheet, index, index, Double(column.width), nil)
      check(worksheet_write_string(sheet, 0, index, column.name, formats.header))
    }
    worksheet_freeze_panes(sheet, 1, table.columns.count > 2 ? 1 : 0)
    worksheet_set_landscape(sheet)
    worksheet_repeat_rows(sheet, 0, 0)
    next = 1
    table.rows(of: report) { append($0) }
    worksheet_autofilter(sheet, 0, 0, max(1, next - 1), lxw_col_t(table.columns.count - 1))
    guard left > 0 else { return }
    let words = "\(left) more rows do not fit into a sheet: audit.db has them all"
    check(worksheet_write_string(sheet, next, 0, words, formats.text))
  }

  private mutating func append(_ row: borrowing TableRow) {
    // The last row is kept for the words that more would not fit.
    guard Int(next) < rowLimit - 1 else {
      left += 1
      return
    }
    for (index, cell) in row.cells.enumerated() {
      let index = lxw_col_t(index)
      switch cell {
      case .none: break
      case .number(let number): write(number, index)
      case .time(let time): write(time, index)
      case .text(let range): write(row.bytes[range], index)
      }
    }
    next += 1
  }

  private mutating func write(_ number: Int64, _ column: lxw_col_t) {
    // Beyond this a spreadsheet's numbers are not exact.
    guard number.magnitude <= 1 << 53 else {
      return write(Array(String(number).utf8)[...], column)
    }
    check(worksheet_write_number(sheet, next, column, Double(number), nil))
  }

  private mutating func write(_ time: Instant, _ column: lxw_col_t) {
    // 1900-03-01 up to 9999-12-31: what spreadsheets agree about.
    guard (-2_203_891_200...253_402_300_799).contains(time.seconds) else {
      return write(Array(time.description.utf8)[...], column)
    }
    check(worksheet_write_unixtime(sheet, next, column, time.seconds, formats.time))
  }

  private mutating func write(_ text: ArraySlice<UInt8>, _ column: lxw_col_t) {
    var cut = Self.cut(text)
    guard !cut.isEmpty else { return }
    cut.append(0)
    let error = cut.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        worksheet_write_string(sheet, next, column, $0.baseAddress, formats.text)
      }
    }
    check(error)
  }

  private mutating func check(_ error: lxw_error) {
    guard error != LXW_NO_ERROR, failure == nil else { return }
    failure = "row \(next + 1): \(Workbook.words(for: error))"
  }

  /// The text as a cell can hold it, with a mark where it was cut.
  static func cut(_ text: ArraySlice<UInt8>) -> [UInt8] {
    if text.count <= textLimit, text.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x5F }) {
      return Array(text)
    }
    var result: [UInt8] = []
    var units = 0
    let mark = " … (cut)"
    let limit = textLimit - mark.utf16.count
    // Where the text may be cut, if it turns out to be too long.
    var end = 0
    for scalar in VisibleText.scalars(of: text) {
      // A carriage return would be read back as a line feed.
      VisibleText.append(scalar == "\r" ? "\n" : scalar, to: &result)
      units += UTF16.width(scalar)
      if units <= limit { end = result.count }
      guard units <= textLimit else { return Array(result[..<end]) + mark.utf8 }
    }
    return result
  }
}

internal import CSQLite
internal import Primitives

/// Writes rows of one table.
final class RowInserter {
  private let statement: SQLiteStatement
  private let handle: SQLiteHandle
  private let table: DatabaseTable
  /// Times as text, beside the row's own bytes.
  private var times: [UInt8] = []
  private(set) var failure: TableError?

  /// - Parameter key: what every row begins with.
  init(_ table: DatabaseTable, in handle: SQLiteHandle, key: [String]) throws(TableError) {
    let names = DatabaseSchema.key + table.columns.map(\.name)
    let places = names.map { _ in "?" }.joined(separator: ", ")
    statement = try SQLiteStatement(
      "insert into \(table.name) (\(names.joined(separator: ", "))) values (\(places))", in: handle)
    self.handle = handle
    self.table = table
    for (index, text) in key.enumerated() { statement.bind(text, at: Int32(index + 1)) }
  }

  func insert(_ row: borrowing TableRow) {
    guard failure == nil else { return }
    precondition(
      row.cells.count == table.columns.count, "\(table.name) has another number of columns")
    times.removeAll(keepingCapacity: true)
    for case .time(let time) in row.cells { TimeText.append(time, to: &times) }
    // SQLite would keep what follows a NUL and no program would show it.
    if row.bytes.contains(0) {
      insert(row.bytes.map { $0 == 0 ? UInt8(ascii: "?") : $0 }, row)
    } else {
      insert(row.bytes, row)
    }
  }

  private func insert(_ bytes: [UInt8], _ row: borrowing TableRow) {
    let cells = row.cells
    let status = bytes.withUnsafeBytes { bytes in
      times.withUnsafeBytes { times in step(cells, bytes, times) }
    }
    if status != SQLITE_DONE { failure = handle.failure(.tableUnwritten, "write") }
    sqlite3_reset(statement.pointer)
  }

  /// The bytes stay where they are until the row is written, so that SQLite need not copy them.
  private func step(
    _ cells: [TableRow.Cell], _ bytes: UnsafeRawBufferPointer, _ times: UnsafeRawBufferPointer
  ) -> Int32 {
    var timeOffset = 0
    for (index, cell) in cells.enumerated() {
      let place = Int32(index + 3)
      switch cell {
      case .none: sqlite3_bind_null(statement.pointer, place)
      case .number(let number): sqlite3_bind_int64(statement.pointer, place, number)
      case .text(let range): bind(bytes, range, place)
      case .time:
        bind(times, timeOffset..<timeOffset + TimeText.length, place)
        timeOffset += TimeText.length
      }
    }
    return sqlite3_step(statement.pointer)
  }

  private func bind(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ place: Int32) {
    guard !range.isEmpty, let start = bytes.baseAddress else {
      sqlite3_bind_text(statement.pointer, place, "", 0, nil)
      return
    }
    sqlite3_bind_text(
      statement.pointer, place,
      (start + range.lowerBound).assumingMemoryBound(to: CChar.self), Int32(clamping: range.count),
      nil)
  }
}

/// Times as `2026-07-18T22:05:00Z`, written without a text in between.
enum TimeText {
  static let length = 20

  static func append(_ time: Instant, to bytes: inout [UInt8]) {
    let days = time.seconds.quotientFloor(86_400)
    guard (-719_162...2_932_896).contains(days) else {
      bytes += time.description.utf8
      return
    }
    let date = CivilDate(daysSinceEpoch: Int(days))
    let rest = Int(time.seconds - days * 86_400)
    append(date.year / 100, to: &bytes)
    append(date.year % 100, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(date.month, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(date.day, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    append(rest / 3600, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(rest / 60 % 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(rest % 60, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}

extension Int64 {
  fileprivate func quotientFloor(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

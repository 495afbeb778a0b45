internal import CSQLite

/// An open SQLite database; closed with the value that owns it.
final class SQLiteHandle {
  let pointer: OpaquePointer
  let path: String

  /// Why the library cannot be opened; nil once it is.
  private static let failure = assent_open_sqlite().map { String(cString: $0) }

  /// Opens a database, or makes one.
  init(_ path: String, isNew: Bool) throws(TableError) {
    if let failure = Self.failure {
      throw TableError(
        isNew ? .tableUnwritten : .tableUnreadable, "cannot open \(path): \(failure)")
    }
    var pointer: OpaquePointer?
    let flags =
      isNew ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    let status = sqlite3_open_v2(path, &pointer, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let pointer else { throw TableError(.tableUnwritten, "out of memory for \(path)") }
    self.pointer = pointer
    self.path = path
    guard status == SQLITE_OK else {
      throw TableError(
        isNew ? .tableUnwritten : .tableUnreadable,
        "cannot open \(path): \(String(cString: sqlite3_errmsg(pointer)))")
    }
  }

  deinit { sqlite3_close_v2(pointer) }

  /// Runs statements that have no answer.
  func run(_ sql: String) throws(TableError) {
    guard sqlite3_exec(pointer, sql, nil, nil, nil) == SQLITE_OK else {
      throw failure(.tableUnwritten, "write")
    }
  }

  /// What SQLite last said.
  func failure(_ code: TableError.Code, _ verb: String) -> TableError {
    let isContradiction = sqlite3_errcode(pointer) & 0xFF == SQLITE_CONSTRAINT
    return TableError(
      isContradiction ? .tableContradictory : code,
      "cannot \(verb) \(path): \(String(cString: sqlite3_errmsg(pointer)))")
  }
}

/// A prepared statement of a database that lives longer.
final class SQLiteStatement {
  let pointer: OpaquePointer
  private let handle: SQLiteHandle

  init(_ sql: String, in handle: SQLiteHandle) throws(TableError) {
    var pointer: OpaquePointer?
    guard sqlite3_prepare_v2(handle.pointer, sql, -1, &pointer, nil) == SQLITE_OK, let pointer
    else { throw handle.failure(.tableUnreadable, "read") }
    self.pointer = pointer
    self.handle = handle
  }

  deinit { sqlite3_finalize(pointer) }

  /// Binds a text that is copied; places count from 1.
  func bind(_ text: String, at place: Int32) {
    // SQLITE_TRANSIENT, which Swift does not import.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    _ = text.utf8CString.withUnsafeBufferPointer {
      sqlite3_bind_text(pointer, place, $0.baseAddress, Int32(clamping: $0.count - 1), copied)
    }
  }

  /// Goes to the next row; false where there is none.
  func step() throws(TableError) -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    default: throw handle.failure(.tableUnreadable, "read")
    }
  }

  var columnCount: Int { Int(sqlite3_column_count(pointer)) }

  /// The name of a column, from 0.
  func name(_ column: Int) -> String {
    sqlite3_column_name(pointer, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// Whether a column of the row is null.
  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL
  }

  /// Whether a column of the row is a number.
  func isNumber(_ column: Int) -> Bool {
    sqlite3_column_type(pointer, Int32(column)) == SQLITE_INTEGER
  }

  func number(_ column: Int) -> Int64 { sqlite3_column_int64(pointer, Int32(column)) }

  /// The bytes of a text of the row, for as long as `body` runs.
  func withText<R>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let text = sqlite3_column_text(pointer, Int32(column))
    let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
    return body(UnsafeBufferPointer(start: text, count: text == nil ? 0 : count))
  }

  func text(_ column: Int) -> String {
    withText(column) { String(decoding: $0, as: UTF8.self) }
  }
}

package import Audit
internal import CXlsxWriter
internal import Glibc
internal import Primitives

/// The workbook of an audit: the tables as sheets that can be sorted and filtered.
package enum Workbook {
  /// Writes the workbook of an audit; the same audit gives the same bytes.
  ///
  /// What would not fit into a sheet ends with a row that says so; the files of comma-separated values
  /// and the database have all.
  ///
  /// - Parameter path: a file in a folder that exists, which takes the temporary files too.
  package static func write(_ report: AuditReport, to path: String) throws(TableError) {
    try write(report, AuditTable.sheets, to: path, rowLimit: SheetWriter.rowLimit)
  }

  static func write(
    _ report: AuditReport, _ tables: [AuditTable], to path: String, rowLimit: Int
  ) throws(TableError) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let scratch = folder.isEmpty ? "." : folder == [""] ? "/" : folder.joined(separator: "/")
    var status = stat()
    // The library would crash in a folder that is not there.
    guard stat(scratch, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      access(scratch, W_OK) == 0
    else {
      throw TableError(.tableUnwritten, "cannot write \(path): \(scratch) takes no files")
    }
    let failure = path.withCString { name in
      scratch.withCString { scratch in write(report, tables, name, scratch, rowLimit) }
    }
    guard let failure else { return }
    unlink(path)
    throw TableError(.tableUnwritten, "cannot write \(path): \(failure)")
  }

  /// Why the library cannot be opened; nil once it is.
  private static let unopened = assent_open_xlsxwriter().map { String(cString: $0) }

  /// Writes it all; returns why it could not.
  private static func write(
    _ report: AuditReport, _ tables: [AuditTable], _ name: UnsafePointer<CChar>,
    _ scratch: UnsafePointer<CChar>, _ rowLimit: Int
  ) -> String? {
    if let unopened { return unopened }
    // Rows go to temporary files as they come, since a large audit has millions of cells.
    var options = lxw_workbook_options(
      constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: scratch), use_zip64: 0)
    guard let book = workbook_new_opt(name, &options) else { return "out of memory" }
    setProperties(of: book, report)
    guard let formats = SheetFormats(book) else {
      workbook_close(book)
      return "out of memory"
    }
    var failure: String?
    for table in tables where failure == nil {
      guard let sheet = table.sheet.withCString({ workbook_add_worksheet(book, $0) }) else {
        failure = "no sheet \(table.sheet) can be added"
        break
      }
      var writer = SheetWriter(sheet, formats, rowLimit: rowLimit)
      writer.write(table, of: report)
      failure = writer.failure
    }
    let closed = workbook_close(book)
    return failure ?? (closed == LXW_NO_ERROR ? nil : words(for: closed))
  }

  /// The book says when the audit was made, not when the file was.
  private static func setProperties(
    of book: UnsafeMutablePointer<lxw_workbook>, _ report: AuditReport
  ) {
    let texts = [
      "Audit of \(report.scope.repository)", report.scope.engine.name,
      "\(report.scope.period.from) to \(report.scope.period.until)",
    ].map { strdup(String(decoding: SheetWriter.cut(Array($0.utf8)[...]), as: UTF8.self)) }
    defer { texts.forEach { free($0) } }
    var properties = lxw_doc_properties()
    properties.title = texts[0]
    properties.author = texts[1]
    properties.subject = texts[2]
    // Beyond what dates can hold there is nothing true to say; zero would mean the machine's clock.
    properties.created = time_t(min(max(report.scope.now.seconds, 1), 253_402_300_799))
    workbook_set_properties(book, &properties)
  }

  static func words(for error: lxw_error) -> String {
    lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
  }
}

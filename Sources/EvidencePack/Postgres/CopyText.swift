/// Texts as PostgreSQL's `COPY` reads them: a line a row, tabs between columns.
///
/// No text can end the rows or begin a command of psql: a backslash is always doubled, and lines
/// end in no text.
enum CopyText {
  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      default: bytes.append(byte)
      }
    }
  }
}

/// Why a file that was given to an audit cannot be used, and where that shows.
package struct InputFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// From 1.
  package let line: Int
  /// In bytes, from 1; nil where it is about the whole line.
  package let column: Int?
  package let reason: String

  package init(_ file: String, line: Int, column: Int? = nil, _ reason: String) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// Such as `feed.csv:3:17: a quote does not end`.
  package var description: String {
    "\(file):\(line):\(column.map { "\($0):" } ?? "") \(reason)"
  }
}

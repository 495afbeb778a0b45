/// A file of the audit's pages: its path below the pack, segment by segment, and its bytes.
package struct Page: Sendable {
  /// Such as `changes`, `CHG-2026-0121.html`; every segment is a plain file name.
  package let path: [String]
  package let bytes: [UInt8]

  package init(path: [String], bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The path with slashes.
  package var name: String { path.joined(separator: "/") }
}

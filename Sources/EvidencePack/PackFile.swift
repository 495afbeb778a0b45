/// A file of an evidence pack: its path below the pack, and its bytes.
package struct PackFile: Sendable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

internal import Glibc
internal import Primitives
internal import Signatures

/// Writes the columns of an index one after the other, with the digest of each block.
struct IndexWriter {
  private let descriptor: Int32
  private var block: [UInt8] = []
  private var digests: [UInt8] = []
  /// Where each column begins and how many entries it has.
  private var sections: [Int64] = []
  private var length = 0
  private var isWritten = true

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  mutating func append<Entry>(_ column: Column<Entry>) {
    sections += [Int64(length), Int64(column.count)]
    column.forEachPiece { append($0) }
  }

  mutating func append(_ lists: CommitLists) {
    append(lists.names.ends)
    append(lists.names.letters)
    append(lists.ends)
    append(lists.numbers)
  }

  /// Writes the directory and all digests; says whether everything could be written.
  mutating func finish(_ directory: FieldWriter) -> Bool {
    var directory = directory
    for number in sections { directory.append(number) }
    let start = length
    directory.bytes.withUnsafeBytes { append($0) }
    flush()
    var footer = FieldWriter()
    footer.append(Int64(start))
    footer.append(Int64(length))
    let table = digests + footer.bytes
    write(table)
    write(sha256(of: table).bytes)
    return isWritten
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    length += bytes.count
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(IndexBytes.blockSize - block.count)
      block.append(contentsOf: part)
      rest = rest[part.endIndex...]
      if block.count == IndexBytes.blockSize { flush() }
    }
  }

  private mutating func flush() {
    guard !block.isEmpty else { return }
    digests += sha256(of: block).bytes
    write(block)
    block.removeAll(keepingCapacity: true)
  }

  private mutating func write(_ bytes: [UInt8]) {
    var written = 0
    while isWritten, written < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.write(descriptor, raw.baseAddress?.advanced(by: written), raw.count - written)
      }
      isWritten = count > 0
      written += max(0, count)
    }
  }
}

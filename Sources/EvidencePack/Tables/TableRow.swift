internal import Primitives

/// One row of a table in the making: cells over one buffer of bytes, so that a large table costs no
/// allocation a cell.
package struct TableRow {
  /// What stands in a cell.
  enum Cell: Hashable {
    /// Nothing is known, or it does not apply.
    case none
    /// UTF-8 between two places of the row's bytes.
    case text(Range<Int>)
    case number(Int64)
    case time(Instant)
  }

  /// The texts of the cells, one after the other.
  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Cell] = []

  package init() {}

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  mutating func none() { cells.append(.none) }

  mutating func text(_ text: String?) {
    guard let text else { return none() }
    let start = bytes.count
    bytes += text.utf8
    cells.append(.text(start..<bytes.count))
  }

  mutating func number(_ number: Int?) {
    cells.append(number.map { .number(Int64($0)) } ?? .none)
  }

  mutating func seconds(_ number: Int64) { cells.append(.number(number)) }

  /// 1 for true, 0 for false.
  mutating func flag(_ flag: Bool?) { number(flag.map { $0 ? 1 : 0 }) }

  /// `yes` or `no`, for people.
  mutating func word(_ flag: Bool?) { text(flag.map { $0 ? "yes" : "no" }) }

  mutating func time(_ time: Instant?) { cells.append(time.map { .time($0) } ?? .none) }

  mutating func commit(_ id: ObjectID?) {
    guard let id else { return none() }
    let start = bytes.count
    appendHex(id)
    cells.append(.text(start..<bytes.count))
  }

  mutating func commits(_ ids: some Sequence<ObjectID>) {
    let start = bytes.count
    for id in ids {
      if bytes.count > start { bytes.append(UInt8(ascii: " ")) }
      appendHex(id)
    }
    cells.append(bytes.count > start ? .text(start..<bytes.count) : .none)
  }

  mutating func digest(_ digest: SHA256Digest?) {
    guard let digest else { return none() }
    let start = bytes.count
    bytes += "sha256:".utf8
    appendHex(digest.bytes)
    cells.append(.text(start..<bytes.count))
  }

  /// Several texts in one cell; nothing for none.
  mutating func list(_ texts: some Sequence<String>, separator: StaticString = "; ") {
    let start = bytes.count
    for text in texts {
      if bytes.count > start {
        separator.withUTF8Buffer { bytes.append(contentsOf: $0) }
      }
      bytes += text.utf8
    }
    cells.append(bytes.count > start ? .text(start..<bytes.count) : .none)
  }

  private mutating func appendHex(_ id: ObjectID) {
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 8) { raw in
      id.write(to: raw)
      appendHex(raw)
    }
  }

  private mutating func appendHex(_ raw: some Sequence<UInt8>) {
    for byte in raw {
      bytes.append(Self.digit(byte >> 4))
      bytes.append(Self.digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

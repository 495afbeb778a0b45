import Primitives

@testable import Git

/// Raw trees: what is accepted is in Git's order, without doubles, and prints as it was.
enum TreeTarget {
  static func check(_ bytes: [UInt8]) {
    guard let items = items(bytes) else { return }
    var printed: [UInt8] = []
    var names: Set<[UInt8]> = []
    var start = 0
    for item in items {
      let name = Array(bytes[item.name])
      demand(names.insert(name).inserted, "a name stands twice")
      demand(TreeName.fault(in: name) == nil, "a name that no checkout may have")
      let digits = String(decoding: bytes[start..<item.name.lowerBound - 1], as: UTF8.self)
      start = item.name.upperBound + 21
      demand(UInt32(digits, radix: 8) == item.mode, "a mode is another number")
      printed += digits.utf8 + [0x20] + name + [0] + item.id.bytes
    }
    demand(printed == bytes, "a tree prints as another")
    let table = TreeTable(raw: bytes, items: items)
    for item in items {
      demand(table.entry(named: Array(bytes[item.name]))?.id == item.id, "an entry is not found")
    }
  }

  /// All entries; nil if the tree is refused.
  private static func items(_ bytes: [UInt8]) -> [TreeScanner.Item]? {
    bytes.withUnsafeBytes { raw in
      var scanner = TreeScanner(raw)
      var items: [TreeScanner.Item] = []
      do {
        while let next = try scanner.next() { items.append(next) }
      } catch {
        return nil
      }
      return items
    }
  }
}

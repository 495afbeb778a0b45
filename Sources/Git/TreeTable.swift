/// A tree read once and kept: its bytes, and where each entry stands in them.
package struct TreeTable {
  let raw: [UInt8]
  /// In Git's order.
  let items: [TreeScanner.Item]

  /// The tree without entries.
  static let empty = TreeTable()

  private init() { (raw, items) = ([], []) }

  /// Reads all of a raw tree; throws words for what is wrong with it.
  init(_ raw: UnsafeRawBufferPointer) throws(TreeScanner.Fault) {
    var items: [TreeScanner.Item] = []
    var scanner = TreeScanner(raw)
    while let item = try scanner.next() { items.append(item) }
    self.items = items
    self.raw = [UInt8](raw)
  }

  /// The name of an entry that differs from `name`, which is ASCII, by letter case alone; nil if
  /// none does.
  package func twin(of name: String) -> String? {
    let wanted = Array(name.utf8)
    let twin = items.first { item in
      guard item.name.count == wanted.count else { return false }
      let found = raw[item.name]
      return !found.elementsEqual(wanted)
        && zip(found, wanted).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
    return twin.map { String(decoding: raw[$0.name], as: UTF8.self) }
  }

  /// The entry under a name; nil if there is none.
  package func entry(named name: String) -> TreeEntry? { entry(named: Array(name.utf8)) }

  /// The entry under a name; nil if there is none.
  func entry(named name: [UInt8]) -> TreeEntry? {
    // A directory stands where its name would with a slash behind it.
    guard let item = item(named: name, isDirectory: false) ?? item(named: name, isDirectory: true)
    else { return nil }
    return TreeEntry(nameBytes: name, mode: item.mode, id: item.id)
  }

  /// The bytes of an entry's name.
  func name(of item: TreeScanner.Item) -> [UInt8] { [UInt8](raw[item.name]) }

  private func item(named name: [UInt8], isDirectory: Bool) -> TreeScanner.Item? {
    raw.withUnsafeBytes { raw in
      name.withUnsafeBytes { name in
        var low = 0
        var high = items.count
        while low < high {
          let middle = (low + high) / 2
          let item = items[middle]
          if TreeName.precedes(raw.slice(item.name), item.isDirectory, name, isDirectory) {
            low = middle + 1
          } else {
            high = middle
          }
        }
        guard low < items.count, items[low].isDirectory == isDirectory else { return nil }
        return TreeName.equal(raw.slice(items[low].name), name) ? items[low] : nil
      }
    }
  }

  /// Calls `body` for every name under which two trees differ, in Git's order.
  static func differences(
    _ old: TreeTable, _ new: TreeTable,
    _ body: (_ name: [UInt8], _ old: TreeScanner.Item?, _ new: TreeScanner.Item?) -> Void
  ) {
    old.raw.withUnsafeBytes { before in
      new.raw.withUnsafeBytes { after in
        var (left, right) = (0, 0)
        while left < old.items.count || right < new.items.count {
          guard left < old.items.count else {
            body(new.name(of: new.items[right]), nil, new.items[right])
            right += 1
            continue
          }
          guard right < new.items.count else {
            body(old.name(of: old.items[left]), old.items[left], nil)
            left += 1
            continue
          }
          let (a, b) = (old.items[left], new.items[right])
          let (name, other) = (before.slice(a.name), after.slice(b.name))
          if a.isDirectory == b.isDirectory, TreeName.equal(name, other) {
            if a.id != b.id || a.mode != b.mode { body([UInt8](name), a, b) }
            left += 1
            right += 1
          } else if TreeName.precedes(name, a.isDirectory, other, b.isDirectory) {
            body([UInt8](name), a, nil)
            left += 1
          } else {
            body([UInt8](other), nil, b)
            right += 1
          }
        }
      }
    }
  }
}

internal import Primitives

/// Walks the entries of a raw tree once and refuses what two readers could see differently:
/// unsorted trees, duplicate entries, names that no checkout may have.
struct TreeScanner {
  /// One entry as places in the raw bytes.
  struct Item {
    let mode: UInt32
    let name: Range<Int>
    let id: ObjectID

    var isDirectory: Bool { mode == 0o040000 }
  }

  private let raw: UnsafeRawBufferPointer
  private var offset = 0
  private var last: Item?
  /// Files whose names begin the present one: a directory of the same name may still follow.
  private var files: [Range<Int>] = []

  init(_ raw: UnsafeRawBufferPointer) { self.raw = raw }

  /// The next entry, nil at the end; throws words for what is wrong with the tree.
  mutating func next() throws(Fault) -> Item? {
    guard offset < raw.count else { return nil }
    let item = try read()
    try check(name: item.name)
    if let last, !precedes(last, item) {
      throw Fault(
        text: TreeName.equal(raw.slice(last.name), raw.slice(item.name))
          ? "has two entries named \(printable(item.name))"
          : "is not sorted at \(printable(item.name))")
    }
    while let file = files.last, !begins(item.name, with: file) {
      files.removeLast()
    }
    if item.isDirectory {
      if let file = files.last, file.count == item.name.count {
        throw Fault(text: "has two entries named \(printable(item.name))")
      }
    } else {
      files.append(item.name)
    }
    last = item
    return item
  }

  private func begins(_ name: Range<Int>, with start: Range<Int>) -> Bool {
    name.count >= start.count
      && TreeName.equal(
        raw.slice(name.lowerBound..<name.lowerBound + start.count), raw.slice(start))
  }

  /// What is wrong with a tree, to follow the words "tree ID".
  struct Fault: Error {
    let text: String
  }

  private mutating func read() throws(Fault) -> Item {
    var mode: UInt32 = 0
    var cursor = offset
    while cursor < raw.count, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(raw[cursor]),
      cursor - offset < 7
    {
      mode = mode << 3 | UInt32(raw[cursor] - UInt8(ascii: "0"))
      cursor += 1
    }
    guard cursor > offset, raw.starts(at: cursor, with: " "),
      let end = raw.firstIndex(of: 0, from: cursor + 1), let id = ObjectID(raw: raw, at: end + 1)
    else { throw Fault(text: "cannot be read") }
    offset = end + 21
    return Item(mode: mode, name: cursor + 1..<end, id: id)
  }

  private func check(name: Range<Int>) throws(Fault) {
    guard !name.isEmpty else { throw Fault(text: "has an entry without a name") }
    guard let fault = TreeName.fault(in: raw.slice(name)) else { return }
    throw Fault(text: "has an entry \(printable(name)), which is \(fault)")
  }

  /// Git's order: by bytes, directories as if a slash followed.
  private func precedes(_ left: Item, _ right: Item) -> Bool {
    let (a, b) = (raw.slice(left.name), raw.slice(right.name))
    return TreeName.precedes(a, left.isDirectory, b, right.isDirectory)
  }

  private func printable(_ name: Range<Int>) -> String { TreeName.printable(raw.slice(name)) }
}

/// The rules for names in a tree.
enum TreeName {
  /// Why no entry may have this name; nil if it may.
  static func fault(in name: [UInt8]) -> String? {
    name.withUnsafeBytes { fault(in: $0) }
  }

  /// Why no entry may have this name; nil if it may.
  static func fault(in name: UnsafeRawBufferPointer) -> String? {
    if name.firstIndex(of: UInt8(ascii: "/"), from: 0) != nil { return "a path" }
    if name.firstIndex(of: 0, from: 0) != nil { return "no name" }
    guard name.first == UInt8(ascii: "."), name.count <= 4 else { return nil }
    let lowered = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let isReserved = [".", "..", ".git"].contains { lowered.elementsEqual($0.utf8) }
    return isReserved ? "reserved" : nil
  }

  /// Whether two names are the same bytes.
  static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    left.count == right.count && left.order(to: right) == 0
  }

  /// Whether an entry stands strictly before another in Git's order: by bytes, directories as if
  /// a slash followed.
  static func precedes(
    _ left: UnsafeRawBufferPointer, _ isDirectory: Bool,
    _ right: UnsafeRawBufferPointer, _ isRightDirectory: Bool
  ) -> Bool {
    let order = left.order(to: right)
    if order != 0 { return order < 0 }
    let next = left.count > right.count ? left[right.count] : isDirectory ? UInt8(ascii: "/") : 0
    let other =
      right.count > left.count ? right[left.count] : isRightDirectory ? UInt8(ascii: "/") : 0
    return next < other
  }

  /// Whether an entry stands strictly before another in Git's order.
  static func precedes(
    _ left: [UInt8], _ isDirectory: Bool, _ right: [UInt8], _ isRightDirectory: Bool
  ) -> Bool {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { precedes(left, isDirectory, $0, isRightDirectory) }
    }
  }

  /// The name in quotes for a message: controls and what is no UTF-8 replaced, cut short.
  static func printable(_ name: some Collection<UInt8>) -> String {
    let text = String(decoding: name.prefix(200), as: UTF8.self)
    let clean = text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
    }
    return "'" + String(clean) + "'"
  }
}

/// Bytes that are looked into a piece at a time, such as those of a mapped file.
package protocol ByteSource: AnyObject, Sendable {
  /// Where they begin; they stay as long as the source does.
  var start: UnsafeRawPointer { get }
  /// Whether bytes are what was written; to be asked before any of them is looked at.
  func vouches(for range: Range<Int>) -> Bool
}

/// How a value of a column is kept: as bytes of its own, of which noughts are a value too.
package protocol ColumnEntry: BitwiseCopyable, Sendable {
  associatedtype Value: Equatable
  /// What is read where nothing can be vouched for; in range wherever the entry's kind stands.
  static var nought: Self { get }
  init(_ value: Value)
  var value: Value { get }
}

/// Values by number, of which the first may lie in a file, where they are read when asked for.
///
/// A value that its file does not vouch for is nought: whoever decides by values has to ask the
/// file afterwards whether all that was read could be vouched for.
package struct Column<Entry: ColumnEntry>: RandomAccessCollection, Sendable {
  /// The file of the first values, and where in it they begin.
  @usableFromInline let source: (any ByteSource)?
  @usableFromInline let offset: Int
  @usableFromInline let keptCount: Int
  /// The values after them.
  @usableFromInline var recent: [Entry]

  @inlinable
  init(source: (any ByteSource)?, offset: Int, keptCount: Int, recent: [Entry]) {
    self.source = source
    self.offset = offset
    self.keptCount = keptCount
    self.recent = recent
  }

  /// Values in memory.
  @inlinable
  package init(_ values: some Sequence<Entry.Value>) {
    self.init(entries: values.map { Entry($0) })
  }

  /// No values.
  @inlinable package init() { self.init(entries: []) }

  /// Entries in memory.
  @inlinable
  package init(entries: [Entry]) {
    self.init(source: nil, offset: 0, keptCount: 0, recent: entries)
  }

  /// Entries in a file, which has to be long enough for them.
  @inlinable
  package init(in source: any ByteSource, at offset: Int, count: Int) {
    self.init(source: source, offset: offset, keptCount: count, recent: [])
  }

  /// How many bytes an entry takes in a file.
  @inlinable package static var width: Int { MemoryLayout<Entry>.size }

  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { keptCount + recent.count }

  /// The value of a number.
  @inlinable
  package subscript(number: Int) -> Entry.Value { entry(number).value }

  /// What is kept of the value of a number.
  @inlinable
  package func entry(_ number: Int) -> Entry {
    guard number < keptCount, let source else { return recent[number - keptCount] }
    precondition(number >= 0, "numbers begin with 0")
    let place = offset + number * Self.width
    guard source.vouches(for: place..<place + Self.width) else { return Entry.nought }
    return source.start.loadUnaligned(fromByteOffset: place, as: Entry.self)
  }

  /// The same with further values.
  @inlinable
  package func appending(_ values: some Sequence<Entry.Value>) -> Column {
    var copy = self
    copy.recent.append(contentsOf: values.lazy.map { Entry($0) })
    return copy
  }

  /// The first values, at most all of them.
  @inlinable
  package func keeping(_ count: Int) -> Column {
    guard count < self.count else { return self }
    let kept = Swift.max(0, Swift.min(keptCount, count))
    return Column(
      source: source, offset: offset, keptCount: kept,
      recent: Array(recent.prefix(Swift.max(0, count - kept))))
  }
}

extension Column: Equatable {
  package static func == (left: Column, right: Column) -> Bool { left.elementsEqual(right) }
}

extension Column {
  /// Hands all entries on as bytes, as a file keeps them, some at a time.
  package func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
    let atOnce = 1 << 12
    for first in stride(from: 0, to: count, by: atOnce) {
      let entries = (first..<Swift.min(count, first + atOnce)).map { entry($0) }
      guard MemoryLayout<Entry>.stride != Self.width else {
        entries.withUnsafeBytes(body)
        continue
      }
      for entry in entries {
        withUnsafeBytes(of: entry) { body(UnsafeRawBufferPointer(rebasing: $0[..<Self.width])) }
      }
    }
  }
}

internal import Decision
internal import Git
internal import Primitives
internal import Records
internal import Signatures

/// An index as bytes: numbers in little-endian order, lists with their lengths, and the SHA-256 of
/// all of it at the end.
struct IndexFile {
  private static let magic = Array("ASSENT INDEX 1\n".utf8)
  private static let digestLength = 32

  /// The version of the program that wrote it; another one reads nothing that this one wrote.
  let engine: String

  // MARK: Writing

  /// The bytes of an index.
  func bytes(of index: HistoryIndex) -> [UInt8] {
    var writer = IndexWriter()
    writer.bytes = Self.magic
    writer.append(engine)
    let commits = index.commits
    writer.append(ids: commits.ids)
    writer.append(table: commits.trees.map { $0 })
    writer.append(table: index.changesTrees)
    writer.append(commits.seconds)
    writer.append(commits.parentStarts)
    writer.append(commits.parents)
    writer.append(commits.sorted)
    writer.append(index.policySteps)
    writer.append(index.general)
    for lists in [index.acts, index.nearMisses, index.touches] { writer.append(lists) }
    writer.append(Int64(index.plans.count))
    for plan in index.plans { writer.append(plan) }
    writer.append(Int64(index.textSize))
    return writer.bytes + sha256(of: writer.bytes).bytes
  }

  // MARK: Reading

  /// The index that bytes hold; nil if they are not exactly what this version writes.
  func index(from bytes: [UInt8]) -> HistoryIndex? {
    bytes.withUnsafeBytes { raw in
      guard raw.count > Self.digestLength else { return nil }
      let body = UnsafeRawBufferPointer(rebasing: raw[..<(raw.count - Self.digestLength)])
      guard sha256(of: body).bytes.elementsEqual(raw[(raw.count - Self.digestLength)...]) else {
        return nil
      }
      var reader = IndexReader(body)
      return index(from: &reader)
    }
  }

  private func index(from reader: inout IndexReader) -> HistoryIndex? {
    guard reader.skip(Self.magic), reader.text() == engine,
      let ids = reader.ids(), let trees = reader.table(count: ids.count),
      let changesTrees = reader.table(count: ids.count),
      let seconds: [Int64] = reader.numbers(), let starts: [Int32] = reader.numbers(),
      let parents: [Int32] = reader.numbers(), let sorted: [Int32] = reader.numbers(),
      let steps: [Int32] = reader.numbers(), let general: [Int32] = reader.numbers(),
      let acts = reader.lists(), let nearMisses = reader.lists(), let touches = reader.lists(),
      let plans = reader.plans(), let textSize = reader.number(),
      (0...Int64(RecordStore.largestHistory)).contains(textSize), reader.isAtEnd
    else { return nil }
    let known = trees.compactMap { $0 }
    guard known.count == trees.count,
      let commits = CommitPrefix(
        ids: ids, trees: known, seconds: seconds, parentStarts: starts, parents: parents,
        sorted: sorted)
    else { return nil }
    let lists = [acts, nearMisses, touches].flatMap(\.values) + [steps, general]
    guard lists.allSatisfy({ Self.areInOrder($0, below: ids.count) }) else { return nil }
    return HistoryIndex(
      commits: commits, changesTrees: changesTrees, policySteps: steps, acts: acts,
      nearMisses: nearMisses, general: general, touches: touches, plans: plans,
      textSize: Int(textSize))
  }

  private static func areInOrder(_ numbers: [Int32], below count: Int) -> Bool {
    var last: Int32 = -1
    for number in numbers {
      guard number > last, number < count else { return false }
      last = number
    }
    return true
  }
}

/// Appends values to bytes.
private struct IndexWriter {
  var bytes: [UInt8] = []

  mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append<Number: FixedWidthInteger>(_ numbers: [Number]) {
    append(Int64(numbers.count))
    for number in numbers {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  mutating func append(_ text: String) {
    append(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ texts: [String]) {
    append(Int64(texts.count))
    for text in texts { append(text) }
  }

  mutating func append(ids: [ObjectID]) {
    append(Int64(ids.count))
    for id in ids { bytes.append(contentsOf: id.bytes) }
  }

  /// Names of which many are the same: the different ones, then by place which of them, or -1.
  mutating func append(table: [ObjectID?]) {
    var numbers: [ObjectID: Int32] = [:]
    var distinct: [ObjectID] = []
    let places = table.map { id -> Int32 in
      guard let id else { return -1 }
      if let known = numbers[id] { return known }
      let number = Int32(distinct.count)
      numbers[id] = number
      distinct.append(id)
      return number
    }
    append(ids: distinct)
    append(places)
  }

  mutating func append(_ lists: [String: [Int32]]) {
    append(Int64(lists.count))
    for (name, list) in lists.sorted(by: { $0.key < $1.key }) {
      append(name)
      append(list)
    }
  }

  mutating func append(_ plan: Plan) {
    append(plan.change)
    append(plan.window.map { [$0.start.seconds, $0.end.seconds] } ?? [Int64]())
    append(plan.systems.map { [$0] } ?? [[String]](), of: { $0.append($1) })
    append(plan.dependencies)
    append(plan.template.map { [$0] } ?? [String]())
  }

  private mutating func append<Value>(
    _ values: [Value], of write: (inout IndexWriter, Value) -> Void
  ) {
    append(Int64(values.count))
    for value in values { write(&self, value) }
  }
}

/// Takes values off bytes; nil where there are too few.
private struct IndexReader {
  private let raw: UnsafeRawBufferPointer
  private var offset = 0

  init(_ raw: UnsafeRawBufferPointer) { self.raw = raw }

  var isAtEnd: Bool { offset == raw.count }

  mutating func skip(_ bytes: [UInt8]) -> Bool {
    guard let found = take(bytes.count) else { return false }
    return found.elementsEqual(bytes)
  }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= raw.count - offset else { return nil }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: raw[offset..<offset + count])
  }

  mutating func number() -> Int64? {
    take(8).map { Int64(littleEndian: $0.loadUnaligned(as: Int64.self)) }
  }

  /// A length of things that take at least so many bytes each.
  private mutating func count(of size: Int) -> Int? {
    guard let count = number(), count >= 0, count <= (raw.count - offset) / size else { return nil }
    return Int(count)
  }

  mutating func numbers<Number: FixedWidthInteger>() -> [Number]? {
    let size = MemoryLayout<Number>.size
    guard let count = count(of: size), let bytes = take(count * size) else { return nil }
    return (0..<count).map {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self))
    }
  }

  mutating func text() -> String? {
    guard let count = count(of: 1), let bytes = take(count) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  mutating func texts() -> [String]? { values(of: 8) { $0.text() } }

  private mutating func values<Value>(
    of size: Int, _ read: (inout IndexReader) -> Value?
  ) -> [Value]? {
    guard let count = count(of: size) else { return nil }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = read(&self) else { return nil }
      values.append(value)
    }
    return values
  }

  mutating func ids() -> [ObjectID]? {
    guard let count = count(of: 20), let bytes = take(count * 20) else { return nil }
    let ids = (0..<count).compactMap { ObjectID(raw: bytes, at: $0 * 20) }
    return ids.count == count ? ids : nil
  }

  mutating func table(count: Int) -> [ObjectID?]? {
    guard let distinct = ids(), let places: [Int32] = numbers(), places.count == count else {
      return nil
    }
    var result: [ObjectID?] = []
    result.reserveCapacity(count)
    for place in places {
      guard place >= -1, place < distinct.count else { return nil }
      result.append(place < 0 ? nil : distinct[Int(place)])
    }
    return result
  }

  mutating func lists() -> [String: [Int32]]? {
    guard let count = count(of: 16) else { return nil }
    var lists: [String: [Int32]] = [:]
    lists.reserveCapacity(count)
    for _ in 0..<count {
      guard let name = text(), let list: [Int32] = numbers() else { return nil }
      lists[name] = list
    }
    return lists.count == count ? lists : nil
  }

  mutating func plans() -> [Plan]? { values(of: 40) { $0.plan() } }

  private mutating func plan() -> Plan? {
    guard let change = text(), let window: [Int64] = numbers(), [0, 2].contains(window.count),
      let systems = values(of: 8, { $0.texts() }), systems.count <= 1,
      let dependencies = texts(), let template = texts(), template.count <= 1
    else { return nil }
    let interval =
      window.count < 2
      ? nil
      : ChangeRequest.Interval(start: Instant(seconds: window[0]), end: Instant(seconds: window[1]))
    return Plan(
      change: change, window: interval, systems: systems.first, dependencies: dependencies,
      template: template.first)
  }
}

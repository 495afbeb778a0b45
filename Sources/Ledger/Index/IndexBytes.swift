internal import Glibc
internal import Primitives
internal import Signatures
internal import Synchronization

/// The bytes of an index, mapped, of which each block is held against its digest when somebody first
/// looks into it.
///
/// Blocks that do not fit are never looked into; that there was one is remembered, and whatever was
/// made of the index then does not hold. Only the user and root may write to the file, and this
/// program replaces it by renaming: so no page of it changes or goes away while it is mapped.
final class IndexBytes: ByteSource, @unchecked Sendable {
  /// How many bytes are checked at once.
  static let blockSize = 1 << 14
  static let digestLength = 32
  /// What stands at the end: where the directory begins and ends, and a digest.
  static let footerLength = 16 + digestLength

  let start: UnsafeRawPointer
  private let size: Int
  /// How long all blocks are together; the directory is the last of it.
  private let length: Int
  /// Where the directory begins.
  private let directoryStart: Int
  /// By block, whether it was checked, and how that ended.
  private let states: UnsafeMutableBufferPointer<Atomic<UInt8>>
  private let hasDamage = Atomic(false)

  private static let isSound: UInt8 = 1
  private static let isBroken: UInt8 = 2

  /// Takes over mapped memory; nil, with the memory given back, if its end does not fit the rest.
  init?(mapped start: UnsafeMutableRawPointer, size: Int) {
    self.start = UnsafeRawPointer(start)
    self.size = size
    let raw = UnsafeRawBufferPointer(start: start, count: size)
    guard let (directory, length) = Self.frame(of: raw) else {
      munmap(start, size)
      return nil
    }
    directoryStart = directory
    self.length = length
    states = .allocate(capacity: Self.blocks(of: length))
    for block in states.indices { states.initializeElement(at: block, to: Atomic(0)) }
  }

  deinit {
    states.deinitialize().deallocate()
    munmap(UnsafeMutableRawPointer(mutating: start), size)
  }

  static func blocks(of length: Int) -> Int { (length + blockSize - 1) / blockSize }

  /// Where the directory and the blocks end, if the table of digests is what was written.
  private static func frame(of raw: UnsafeRawBufferPointer) -> (directory: Int, length: Int)? {
    guard raw.count > footerLength else { return nil }
    let footer = raw.count - footerLength
    let directory = raw.loadUnaligned(fromByteOffset: footer, as: UInt64.self)
    let length = raw.loadUnaligned(fromByteOffset: footer + 8, as: UInt64.self)
    guard let length = Int(exactly: length), let directory = Int(exactly: directory),
      length < raw.count, directory < length,
      length + blocks(of: length) * digestLength == footer
    else { return nil }
    let table = UnsafeRawBufferPointer(rebasing: raw[length..<footer + 16])
    guard sha256(of: table).bytes.elementsEqual(raw[(footer + 16)...]) else { return nil }
    return (directory, length)
  }

  /// Whether anything that was looked for is not what was written.
  var isDamaged: Bool { hasDamage.load(ordering: .sequentiallyConsistent) }

  /// Whether bytes are what was written; to be asked before any of them is looked at.
  func vouches(for range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= length, !range.isEmpty else {
      hasDamage.store(true, ordering: .sequentiallyConsistent)
      return false
    }
    let first = range.lowerBound / Self.blockSize
    let last = (range.upperBound - 1) / Self.blockSize
    return (first...last).allSatisfy(isSound)
  }

  private func isSound(_ block: Int) -> Bool {
    let state = states[block].load(ordering: .acquiring)
    if state != 0 { return state == Self.isSound }
    let from = block * Self.blockSize
    let bytes = UnsafeRawBufferPointer(
      start: start + from, count: min(Self.blockSize, length - from))
    let digest = UnsafeRawBufferPointer(
      start: start + length + block * Self.digestLength, count: Self.digestLength)
    let fits = sha256(of: bytes).bytes.elementsEqual(digest)
    if !fits { hasDamage.store(true, ordering: .sequentiallyConsistent) }
    states[block].store(fits ? Self.isSound : Self.isBroken, ordering: .releasing)
    return fits
  }

  /// The directory; nil if it is damaged.
  var directory: UnsafeRawBufferPointer? {
    guard vouches(for: directoryStart..<length) else { return nil }
    return UnsafeRawBufferPointer(start: start + directoryStart, count: length - directoryStart)
  }

  /// Entries of which the directory says where they stand; nil if they would not fit.
  func column<Entry>(at offset: Int64, count: Int64) -> Column<Entry>? {
    let end = Int64(directoryStart)
    guard (0...end).contains(offset), count >= 0,
      count <= (end - offset) / Int64(Column<Entry>.width)
    else { return nil }
    return Column(in: self, at: Int(offset), count: Int(count))
  }
}

internal import CZlib

/// Inflates one object after the other with one state of zlib: making it takes as long as inflating a
/// commit.
final class Inflater {
  // zlib keeps a pointer to the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Nil if there is no memory.
  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit_(stream, ZLIB_VERSION, size) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Inflates from the beginning of `source`; nil unless that makes exactly `size` bytes.
  func bytes(of source: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    guard inflateReset(stream) == Z_OK, let length = UInt32(exactly: size) else { return nil }
    var isWhole = false
    let result = [UInt8](unsafeUninitializedCapacity: max(1, size)) { target, count in
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(clamping: source.count)
      stream.pointee.next_out = target.baseAddress
      stream.pointee.avail_out = length
      isWhole = inflate(stream, Z_FINISH) == Z_STREAM_END && stream.pointee.avail_out == 0
      count = isWhole ? size : 0
    }
    return isWhole ? result : nil
  }
}

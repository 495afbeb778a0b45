internal import CZlib

/// Deflates one small text after the other, at the level that Git takes.
final class Deflater {
  private var stream = z_stream()

  init() throws {
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit_(&stream, Z_DEFAULT_COMPRESSION, ZLIB_VERSION, size) == Z_OK else {
      throw FixtureError(description: "zlib does not start")
    }
  }

  deinit { deflateEnd(&stream) }

  func deflate(_ content: [UInt8]) throws -> [UInt8] {
    deflateReset(&stream)
    let bound = Int(deflateBound(&stream, UInt(content.count)))
    var input = content
    var status = Z_STREAM_ERROR
    let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      input.withUnsafeMutableBufferPointer { bytes in
        stream.next_in = bytes.baseAddress
        stream.avail_in = UInt32(bytes.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(bound)
        status = CZlib.deflate(&stream, Z_FINISH)
        count = bound - Int(stream.avail_out)
      }
    }
    guard status == Z_STREAM_END else { throw FixtureError(description: "zlib fails") }
    return output
  }
}

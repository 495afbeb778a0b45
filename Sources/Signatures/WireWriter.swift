/// Puts together bytes in the SSH wire encoding (RFC 4251, section 5).
struct WireWriter {
  /// What has been written so far.
  private(set) var bytes: [UInt8] = []

  /// Starts with room for `capacity` bytes.
  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Appends `raw` as it stands.
  mutating func append(_ raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  /// Appends a number of four bytes.
  mutating func appendUInt32(_ number: UInt32) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a string: its length and its bytes.
  mutating func appendString(_ string: some Collection<UInt8>) {
    appendUInt32(UInt32(truncatingIfNeeded: string.count))
    append(string)
  }
}

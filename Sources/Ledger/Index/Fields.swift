/// Appends numbers and texts to bytes.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String) {
    append(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ texts: [String]) {
    append(Int64(texts.count))
    for text in texts { append(text) }
  }
}

/// Takes numbers and texts off bytes; nil where there are too few.
struct FieldReader {
  private let raw: UnsafeRawBufferPointer
  private var offset = 0

  init(_ raw: UnsafeRawBufferPointer) { self.raw = raw }

  var isAtEnd: Bool { offset == raw.count }

  private mutating func take(_ count: Int64) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= raw.count - offset else { return nil }
    defer { offset += Int(count) }
    return UnsafeRawBufferPointer(rebasing: raw[offset..<offset + Int(count)])
  }

  mutating func number() -> Int64? { take(8).map { $0.loadUnaligned(as: Int64.self) } }

  mutating func text() -> String? {
    guard let count = number(), let bytes = take(count) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  mutating func texts() -> [String]? {
    guard let count = number(), count >= 0, count <= raw.count - offset else { return nil }
    var texts: [String] = []
    for _ in 0..<count {
      guard let text = text() else { return nil }
      texts.append(text)
    }
    return texts
  }
}

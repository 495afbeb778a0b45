/// The bytes of a commit as lines of its header and a message, to be put together wrongly.
struct RawCommit: Sendable {
  /// The lines of the header without their line feeds; continuations begin with a blank.
  var header: [[UInt8]]
  var message: [UInt8]

  /// Takes genuine bytes apart.
  init(_ bytes: [UInt8]) {
    let end = bytes.indices.first { bytes[$0...].starts(with: [0x0A, 0x0A]) } ?? bytes.count
    header = bytes[..<end].split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    message = Array(bytes.dropFirst(end + 2))
  }

  /// The commit as its header and message make it.
  var bytes: [UInt8] { Array(header.joined(separator: [0x0A])) + [0x0A, 0x0A] + message }

  /// Where the lines of the signature header stand; nil if there is none.
  var signatureLines: Range<Int>? {
    guard let start = header.firstIndex(where: { $0.starts(with: Self.key) }) else { return nil }
    let end = header[(start + 1)...].firstIndex { $0.first != 0x20 } ?? header.count
    return start..<end
  }

  /// The armour in the signature header, one line an item.
  var armour: [[UInt8]] {
    get {
      guard let lines = signatureLines else { return [] }
      return header[lines].enumerated().map { Array($1.dropFirst($0 == 0 ? Self.key.count : 1)) }
    }
    set {
      let place = signatureLines ?? header.count..<header.count
      header.replaceSubrange(place, with: Self.headerLines(newValue))
    }
  }

  /// The header lines that carry an armour under a key.
  static func headerLines(_ armour: [[UInt8]], key: String = "gpgsig ") -> [[UInt8]] {
    armour.enumerated().map { ($0 == 0 ? Array(key.utf8) : [0x20]) + $1 }
  }

  /// The same without a signature.
  var unsigned: RawCommit {
    var result = self
    if let lines = signatureLines { result.header.removeSubrange(lines) }
    return result
  }

  private static let key = Array("gpgsig ".utf8)
}

extension [UInt8] {
  /// The lines less their line feeds, what follows the last one included.
  var lines: [[UInt8]] {
    split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  }

  /// Lines put together again.
  init(lines: [[UInt8]]) { self = Array(lines.joined(separator: [0x0A])) }
}

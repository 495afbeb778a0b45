/// The range of a template's parameter as a pattern that has to match the whole value.
///
/// A small part of what regular expressions can do, so that matching takes time in proportion to
/// the value whatever its author wrote: printable ASCII characters, `.`, classes such as `[0-9A-F:]`
/// and `[^ ]`, `\` before a sign to take it literally, each optionally followed by `?`, `*`,
/// `+`, `{n}`, `{n,}` or `{n,m}`. No groups and no alternatives.
package struct ParameterPattern: Hashable, Sendable {
  /// Characters that one position may have.
  private enum Atom {
    case set(Set<UInt8>)
    case anyButControl
  }

  private struct Piece: Hashable {
    /// By byte, whether a position may have it.
    let held: [Bool]
    let least: Int
    /// Nil: as often as it goes.
    let most: Int?
  }

  /// As written.
  package let text: String
  private let pieces: [Piece]

  /// No repetition is longer.
  private static let longest = 1000

  /// Reads a pattern; nil if it is none.
  package init?(_ text: String) {
    var parser = Parser(bytes: Array(text.utf8)[...])
    var pieces: [Piece] = []
    while !parser.bytes.isEmpty {
      guard let atom = parser.atom(), let (least, most) = parser.repetition() else { return nil }
      let held = (0...255).map { Self.holds(atom, UInt8($0)) }
      pieces.append(Piece(held: held, least: least, most: most))
    }
    guard !pieces.isEmpty else { return nil }
    self.text = text
    self.pieces = pieces
  }

  /// Whether the whole value has the form.
  ///
  /// The set of positions that the pieces so far can reach is carried along, and each piece takes
  /// one walk over the value: time in proportion to the value, once for each piece.
  package func matches(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    var reached = Array(repeating: false, count: bytes.count + 1)
    reached[0] = true
    for piece in pieces {
      guard let next = Self.positions(after: piece, in: bytes, from: reached) else { return false }
      reached = next
    }
    return reached[bytes.count]
  }

  /// Where a piece can end that begins at one of the positions; nil if nowhere.
  private static func positions(
    after piece: Piece, in bytes: [UInt8], from reached: [Bool]
  ) -> [Bool]? {
    // How often the set of possible ends is entered and left at each position.
    var changes = Array(repeating: 0, count: bytes.count + 2)
    var end = bytes.count
    for start in reached.indices.reversed() {
      if start < bytes.count, !piece.held[Int(bytes[start])] { end = start }
      guard reached[start] else { continue }
      let last = piece.most.map { min(end, start + $0) } ?? end
      guard start + piece.least <= last else { continue }
      changes[start + piece.least] += 1
      changes[last + 1] -= 1
    }
    var next = Array(repeating: false, count: bytes.count + 1)
    var depth = 0
    var isAlive = false
    for position in next.indices {
      depth += changes[position]
      next[position] = depth > 0
      isAlive = isAlive || depth > 0
    }
    return isAlive ? next : nil
  }

  private static func holds(_ atom: Atom, _ byte: UInt8) -> Bool {
    switch atom {
    case .set(let bytes): bytes.contains(byte)
    case .anyButControl: byte >= 32 && byte != 127
    }
  }

  private struct Parser {
    var bytes: ArraySlice<UInt8>

    mutating func atom() -> Atom? {
      guard let byte = bytes.popFirst() else { return nil }
      switch byte {
      case UInt8(ascii: "."): return .anyButControl
      case UInt8(ascii: "["): return characterClass()
      case UInt8(ascii: "\\"): return bytes.popFirst().flatMap(Self.escaped).flatMap(literal)
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "$"):
        return nil
      default: return literal(byte)
      }
    }

    /// Letters and digits after `\` mean whole classes elsewhere: they are refused here, so that
    /// nobody takes a pattern for another.
    private static func escaped(_ byte: UInt8) -> UInt8? {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        nil
      default: byte
      }
    }

    private func literal(_ byte: UInt8) -> Atom? {
      guard (32..<127).contains(byte) else { return nil }
      return .set([byte])
    }

    private mutating func characterClass() -> Atom? {
      let isNegated = bytes.first == UInt8(ascii: "^")
      if isNegated { bytes.removeFirst() }
      var members: Set<UInt8> = []
      while let byte = bytes.popFirst() {
        if byte == UInt8(ascii: "]") {
          if members.isEmpty { return nil }
          return .set(isNegated ? Set(32..<127).subtracting(members) : members)
        }
        guard let low = member(byte) else { return nil }
        guard bytes.first == UInt8(ascii: "-"), bytes.dropFirst().first != UInt8(ascii: "]") else {
          members.insert(low)
          continue
        }
        bytes.removeFirst()
        guard let next = bytes.popFirst(), let high = member(next), low <= high else { return nil }
        members.formUnion(low...high)
      }
      return nil
    }

    private mutating func member(_ byte: UInt8) -> UInt8? {
      let meant = byte == UInt8(ascii: "\\") ? bytes.popFirst().flatMap(Self.escaped) : byte
      guard let meant, (32..<127).contains(meant), byte != UInt8(ascii: "[") else { return nil }
      return meant
    }

    mutating func repetition() -> (Int, Int?)? {
      switch bytes.first {
      case UInt8(ascii: "?"): return taking((0, 1))
      case UInt8(ascii: "*"): return taking((0, nil))
      case UInt8(ascii: "+"): return taking((1, nil))
      case UInt8(ascii: "{"): return counted()
      default: return (1, 1)
      }
    }

    private mutating func taking(_ range: (Int, Int?)) -> (Int, Int?) {
      bytes.removeFirst()
      return range
    }

    private mutating func counted() -> (Int, Int?)? {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "}")) else { return nil }
      let parts = bytes[bytes.startIndex + 1..<end].split(
        separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      bytes = bytes[(end + 1)...]
      guard (1...2).contains(parts.count), let least = Self.number(parts[0]) else { return nil }
      guard parts.count == 2 else { return (least, least) }
      if parts[1].isEmpty { return (least, nil) }
      guard let most = Self.number(parts[1]), least <= most else { return nil }
      return (least, most)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
      guard (1...4).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      let number = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
      return number <= longest ? number : nil
    }
  }
}

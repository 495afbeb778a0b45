internal import Diagnostics

/// Finds the lines that look like acts and are none, so that nobody believes to have acted.
enum NearMissSearch {
  /// The near misses of a message in its order, but for canonical keys with a broken value.
  static func all(in text: MessageText) -> [NearMiss] {
    var result: [NearMiss] = []
    text.forEachLine(in: 0..<text.bytes.count) { range in
      let line = text.bytes[range]
      guard result.count < MessageReading.most, mayConcern(line) else { return }
      let isLast = text.lastParagraph?.contains(range.lowerBound) ?? false
      if isLast, case .other = TrailerLine(line, index: 0) {
        append(nearMiss(in: line, place: .lastParagraph))
      } else if !isLast {
        append(nearMiss(in: line, place: .elsewhere))
      }
      // A terminal shows what follows a carriage return as a line of its own.
      for piece in hiddenPieces(of: line) { append(nearMiss(in: piece, place: .hidden)) }
    }
    return result

    func append(_ miss: NearMiss?) {
      if let miss { result.append(miss) }
    }
  }

  /// Where a line stands.
  enum Place: Hashable {
    case lastParagraph, elsewhere
    /// Behind a control character within a line.
    case hidden
  }

  /// The near miss that a line is; nil if it does not look like an act.
  static func nearMiss(in line: ArraySlice<UInt8>, place: Place) -> NearMiss? {
    let shape = LineShape(line)
    guard let kind = shape.kind else { return nil }
    return NearMiss(
      code: code(kind, shape, line, place), line: MessageText.printable(line),
      change: shape.change)
  }

  private static func code(
    _ kind: LineShape.Kind, _ shape: LineShape, _ line: ArraySlice<UInt8>, _ place: Place
  ) -> NearMiss.Code {
    switch kind {
    case .noColon: return .notATrailer
    case .unknownVerb: return place == .hidden ? .notATrailer : .unknownVerb
    case .resembling: return place == .hidden ? .notATrailer : .misspelledKey
    case .known(let key):
      guard place != .hidden, !shape.isIndented else { return .notATrailer }
      guard TrailerLine.value(of: key, in: line) != nil else { return .misspelledKey }
      return place == .elsewhere ? .notInLastParagraph : .badID
    }
  }

  private static func hiddenPieces(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    guard line.contains(where: isHidingByte) else { return [] }
    return Array(line.split(whereSeparator: isHidingByte).dropFirst().prefix(100))
  }

  private static func isHidingByte(_ byte: UInt8) -> Bool { (0x0B...0x0D).contains(byte) }

  private static func mayConcern(_ line: ArraySlice<UInt8>) -> Bool {
    line.withUnsafeBytes { MessageReading.mayConcernChanges($0) }
  }
}

extension NearMiss {
  /// The key that was probably meant, such as `Change-Approve`; nil if none is near.
  package var suggestion: String? {
    switch LineShape(ArraySlice(line.utf8)).kind {
    case .known(let key): key
    case .unknownVerb(let word): LineShape.nearestVerb(word).map { "Change-" + $0.rawValue }
    case .resembling, .noColon, nil: nil
    }
  }
}

/// What a line looks like to somebody who does not look closely.
struct LineShape {
  /// The ways to look like an act.
  enum Kind: Hashable {
    /// The key is a known one or folds to it; here in its canonical spelling.
    case known(String)
    /// `Change-<something>`, in lower case.
    case unknownVerb(String)
    /// Another key that speaks of an act, with the id of a change behind it.
    case resembling
    /// A known key without its colon.
    case noColon
  }

  let kind: Kind?
  /// Whether blanks, bullets or quotation marks stand before the key.
  let isIndented: Bool
  /// The first legal id in a line that looks like an act, after folding.
  let change: String?

  init(_ line: ArraySlice<UInt8>) {
    let folded = LookAlike.folded(line.prefix(400))
    let body = folded.drop { !ChangeID.isLetter($0) && !ChangeID.isDigit($0) && $0 != 0x3F }
    isIndented = body.startIndex > 0
    kind = Self.kind(of: body)
    change = kind == nil ? nil : Self.firstID(in: body)
  }

  private static func kind(of body: ArraySlice<UInt8>) -> Kind? {
    if isKeyWithoutColon(body) { return .noColon }
    guard let colon = body.firstIndex(of: UInt8(ascii: ":")),
      colon - body.startIndex <= 60
    else { return nil }
    let key = normalised(body[..<colon])
    let value = body[(colon + 1)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return changeKind(key, value) ?? otherKind(key, value)
  }

  /// Keys that begin with `change`.
  private static func changeKind(_ key: String, _ value: ArraySlice<UInt8>) -> Kind? {
    guard key.hasPrefix("change") else { return nil }
    var word = key.dropFirst(6)
    if word.hasPrefix("s-") || word.hasPrefix("d-") { word = word.dropFirst() }
    let isHyphened = word.hasPrefix("-")
    word = word.drop { $0 == "-" }
    let namesID = firstWord(of: value, contains: "chg-")
    guard !word.isEmpty, isHyphened || namesID else { return nil }
    if word == "repository" { return nil }
    if let verb = Verb(name: String(word)) { return .known("Change-" + verb.rawValue) }
    if word == "id", !namesID { return nil }
    guard namesID || nearestVerb(String(word)) != nil else { return nil }
    return .unknownVerb(String(word))
  }

  /// Keys of policies and roles, and keys in other words.
  private static func otherKind(_ key: String, _ value: ArraySlice<UInt8>) -> Kind? {
    for known in ["Policy-Approve", "Role-Delegate", "Role-Recall"]
    where known.lowercased() == key {
      return .known(known)
    }
    let words = key.split(separator: "-")
    guard words.count <= 3 else { return nil }
    func speaks(of stems: [String]) -> Bool {
      words.contains { word in stems.contains { word.hasPrefix($0) } }
    }
    if value.starts(with: "sha256:".utf8),
      speaks(of: ["approv"]) || words.count > 1 && speaks(of: ["policy"])
    {
      return .resembling
    }
    if contains(value, " to="), speaks(of: ["role", "deleg", "recall"]) { return .resembling }
    return firstWord(of: value, contains: "chg-") && speaks(of: stems) ? .resembling : nil
  }

  private static let stems = [
    "submi", "assess", "approv", "aprov", "object", "resolv", "reject", "withdr", "test",
    "schedul", "start", "finish", "review", "close", "closing", "cancel", "hold", "resum",
    "except", "overrid",
  ]

  /// The verb that was probably meant.
  static func nearestVerb(_ word: String) -> Verb? {
    NearestName.of(word, among: Verb.allCases.map(\.name)).flatMap { Verb(name: $0) }
  }

  /// `Change-Approve CHG-…`: the key and an id with anything but a colon between them.
  private static func isKeyWithoutColon(_ body: ArraySlice<UInt8>) -> Bool {
    guard body.starts(with: "change-".utf8) else { return false }
    let word = body.dropFirst(7).prefix(while: ChangeID.isLetter)
    guard Verb(name: String(decoding: word, as: UTF8.self)) != nil else { return false }
    let rest = body.dropFirst(7 + word.count).drop { $0 == UInt8(ascii: " ") }
    return rest.first != UInt8(ascii: ":") && contains(rest, "chg-")
  }

  /// The key with blanks and underscores as hyphens, none of them at its ends.
  private static func normalised(_ key: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    for byte in key {
      let isSeparator = " \t_-.".utf8.contains(byte)
      if !isSeparator {
        result.append(byte)
      } else if result.last != UInt8(ascii: "-") {
        result.append(UInt8(ascii: "-"))
      }
    }
    if result.last == UInt8(ascii: "-") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  private static func firstID(in body: ArraySlice<UInt8>) -> String? {
    let upper = body.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
    var rest = upper[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "C")) {
      let id = ChangeID.run(at: start, in: rest)
      if ChangeID.isLegal(id) { return String(decoding: id, as: UTF8.self) }
      rest = rest[(start + 1)...]
    }
    return nil
  }

  private static func firstWord(of value: ArraySlice<UInt8>, contains needle: String) -> Bool {
    contains(value.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ";") }, needle)
  }

  private static func contains(_ text: ArraySlice<UInt8>, _ needle: String) -> Bool {
    let wanted = Array(needle.utf8)
    guard text.count >= wanted.count else { return false }
    return (text.startIndex...text.endIndex - wanted.count).contains {
      text[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}

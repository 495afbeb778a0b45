/// The words of a command line: `--name value` pairs, and others.
struct Options {
  private var named: [String: String] = [:]
  private(set) var others: [String] = []

  /// Takes the words apart; throws if a name has no value.
  init(_ words: some Sequence<String>) throws {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        others.append(word)
        continue
      }
      guard let value = rest.popFirst() else {
        throw FixtureError(description: "\(word) wants a value")
      }
      named[String(word.dropFirst(2))] = value
    }
  }

  /// Takes out the number of a name.
  mutating func number(_ name: String, or missing: Int) throws -> Int {
    guard let text = named.removeValue(forKey: name) else { return missing }
    guard let number = Int(text), number >= 0 else {
      throw FixtureError(description: "--\(name) wants a number that is not negative")
    }
    return number
  }

  /// Takes out the kind of keys.
  mutating func keys() throws -> KeyKind {
    guard let text = named.removeValue(forKey: "keys") else { return .ed25519 }
    guard let kind = KeyKind(rawValue: text) else {
      let kinds = KeyKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw FixtureError(description: "--keys wants one of \(kinds)")
    }
    return kind
  }

  /// Throws if something is left that nobody took.
  func end() throws {
    if let name = named.keys.min() {
      throw FixtureError(description: "--\(name) is no option of this command")
    }
  }
}

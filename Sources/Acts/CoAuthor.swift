/// Somebody whom a message claims to have helped: enough to exclude, never to count.
package struct CoAuthor: Hashable, Sendable {
  package let name: String
  /// The address as written; empty if there is none.
  package let email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// Everybody in `Co-authored-by:` lines, anywhere in the message and in any case.
  package static func all(in message: some Collection<UInt8>) -> [CoAuthor] {
    let bytes = Array(message)
    let text = MessageText(bytes)
    var result: [CoAuthor] = []
    text.forEachLine(in: 0..<bytes.count) { range in
      if let person = CoAuthor(line: bytes[range]) { result.append(person) }
    }
    return result
  }

  private init?(line: ArraySlice<UInt8>) {
    let body = Self.trimmed(line)
    let key = "co-authored-by"
    guard body.prefix(key.utf8.count).map({ $0 | 0x20 }).elementsEqual(key.utf8) else { return nil }
    let rest = Self.trimmed(body.dropFirst(key.utf8.count))
    guard rest.first == UInt8(ascii: ":") else { return nil }
    let value = Self.trimmed(rest.dropFirst())
    guard let open = value.firstIndex(of: UInt8(ascii: "<")) else {
      let text = String(decoding: value, as: UTF8.self)
      self.init(name: text, email: text.utf8.contains(UInt8(ascii: "@")) ? text : "")
      return
    }
    let address = value[(open + 1)...].prefix { $0 != UInt8(ascii: ">") }
    self.init(
      name: String(decoding: Self.trimmed(value[..<open]), as: UTF8.self),
      email: String(decoding: Self.trimmed(address), as: UTF8.self))
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result = text.drop(while: MessageText.isBlank)
    while let last = result.last, MessageText.isBlank(last) { result.removeLast() }
    return result
  }
}

/// Links from ordinary work to changes: they authorise nothing and are read from any commit.
enum Links {
  /// The ids linked to, each once, in the order of the message.
  static func all(in text: MessageText) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    func add(_ id: ArraySlice<UInt8>) {
      guard ChangeID.isLegal(id), result.count < MessageReading.most else { return }
      let name = String(decoding: id, as: UTF8.self)
      if seen.insert(name).inserted { result.append(name) }
    }
    let subject = text.bytes[text.title]
    for (place, byte) in zip(subject.indices, subject) where byte == UInt8(ascii: "[") {
      let id = ChangeID.run(at: place + 1, in: subject)
      if id.endIndex < subject.endIndex, subject[id.endIndex] == UInt8(ascii: "]") { add(id) }
    }
    text.forEachLine(in: 0..<text.bytes.count) { range in
      let line = text.bytes[range]
      guard let value = TrailerLine.value(of: "Change", in: line) else { return }
      add(ChangeID.run(at: value.startIndex, in: value))
    }
    return result
  }
}

/// What feeds call the systems and environments that records name, where they differ.
struct FeedAliases: Hashable {
  /// By the name in feeds: what it stands for, beside itself.
  private(set) var names: [String: Set<String>] = [:]

  /// Feeds and records call everything alike.
  init() {}

  /// Reads `FEED=NAME`; a name in feeds may stand for several. Records' names have no `=`, so that the
  /// last one parts them.
  ///
  /// Throws a failure with exit status 2 at the first that says something else.
  init(_ texts: [String]) throws {
    for text in texts {
      guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "=")) else { throw Self.failure(text) }
      let (name, own) = (String(text[..<sign]), String(text[text.utf8.index(after: sign)...]))
      guard !name.isEmpty, !own.isEmpty else { throw Self.failure(text) }
      names[name, default: []].insert(own)
    }
  }

  /// As they are written, sorted.
  var texts: [String] {
    names.sorted { $0.key < $1.key }.flatMap { name, own in own.sorted().map { "\(name)=\($0)" } }
  }

  private static func failure(_ text: String) -> Failure {
    Failure(
      "usage", "`--alias \(text)` does not say what a name in feeds stands for",
      hint: "write the feed's name, = and that of the records: --alias prod-eu=production",
      exitStatus: 2)
  }
}

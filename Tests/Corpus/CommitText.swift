import TestSupport

/// Everything that a commit object says, to be bent before or after it is signed.
package struct CommitText: Sendable {
  package var tree: String { didSet { hasOddTree = true } }
  package private(set) var hasOddTree = false
  package var parents: [String]
  /// What follows `author `.
  package var author: String
  /// What follows `committer `.
  package var committer: String
  /// Whole header lines after the committer, each with its line end.
  package var headers: [UInt8] = []
  package var message: [UInt8]
  /// How it is signed.
  package var manner = SeedKey.Manner()

  package init(tree: String, parents: [String], author: Persona, seconds: Int, message: [UInt8]) {
    self.tree = tree
    self.parents = parents
    self.author = "\(author.name) <\(author.email)> \(seconds) +0000"
    committer = self.author
    self.message = message
  }

  /// Another person as author and committer; the time stays.
  package mutating func claim(_ person: Persona) {
    let time = author.split(separator: ">", maxSplits: 1).last.map(String.init) ?? ""
    author = "\(person.name) <\(person.email)>\(time)"
    committer = author
  }

  /// Another time, as it shall stand in both lines.
  package mutating func date(_ time: String) {
    for line in [\CommitText.author, \CommitText.committer] {
      let hand =
        self[keyPath: line].split(separator: ">", maxSplits: 1).first.map(String.init) ?? ""
      self[keyPath: line] = "\(hand)> \(time)"
    }
  }

  private var head: [UInt8] {
    let lines =
      ["tree \(tree)"] + parents.map { "parent \($0)" }
      + ["author \(author)", "committer \(committer)"]
    return Array(lines.map { $0 + "\n" }.joined().utf8) + headers
  }

  /// The object without a signature.
  package var bytes: [UInt8] { head + [10] + message }

  /// The object with a signature over all the rest.
  package func signed(by key: SeedKey) throws -> [UInt8] {
    sealed(SeedKey.armour(try key.signature(over: bytes, manner)))
  }

  /// The object with this armour as its signature.
  package func sealed(_ armour: String) -> [UInt8] {
    head + Self.header(armour) + [10] + message
  }

  /// The signature's header: the armour with its lines continued.
  package static func header(_ armour: String, key: String = "gpgsig") -> [UInt8] {
    let lines = armour.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.last?.isEmpty == true ? lines.dropLast() : lines
    return Array("\(key) \(kept.joined(separator: "\n "))\n".utf8)
  }
}

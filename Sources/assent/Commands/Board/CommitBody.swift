/// The words of a commit between its subject and its trailers.
enum CommitBody {
  /// In one line; empty if there are none.
  static func text(of message: [UInt8]) -> String {
    let lines = String(decoding: message, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }
    return paragraphs.dropFirst().dropLast().map { $0.joined(separator: " ") }
      .joined(separator: " ")
  }
}

internal import Reporting

/// The texts of files that findings show, read again when they are needed.
final class SourceCache {
  private static let largest = 1 << 20
  /// How many texts are kept; findings come file by file.
  private static let most = 16

  private let read: (String) -> PlainFile.Reading
  private var known: [String: SourceText?] = [:]

  /// Shows the files that `read` finds.
  init(read: @escaping (String) -> PlainFile.Reading) { self.read = read }

  /// The text of a file; nil if it cannot be shown.
  func text(of path: String) -> SourceText? {
    if let text = known[path] { return text }
    if known.count >= Self.most { known = [:] }
    var text: SourceText?
    if case .bytes(let bytes) = read(path), bytes.count <= Self.largest {
      text = SourceText(String(decoding: bytes, as: UTF8.self))
    }
    known.updateValue(text, forKey: path)
    return text
  }
}

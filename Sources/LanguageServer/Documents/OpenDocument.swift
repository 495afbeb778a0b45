internal import Diagnostics
internal import Records

/// A file that the client has open.
struct OpenDocument {
  let uri: String
  /// Where it lies; nil if it is no file of a work tree.
  let place: FilePlace?
  var version: Int?
  var text: DocumentText
  /// What was found in this text, if anybody looked since it changed.
  var findings: [Finding] = []

  init(uri: String, place: FilePlace?, version: Int?, text: DocumentText) {
    self.uri = uri
    self.place = place
    self.version = version
    self.text = text
  }

  /// The lines as scalars.
  var lines: [[Unicode.Scalar]] { (0..<text.lineCount).map { text.line($0) } }

  /// What the file is; nil if it is none of ours, and then nothing is said about it.
  var kind: FileKind? {
    if let place, let kind = FileKind(path: place.path) { return kind }
    // Other files below the two folders are what they are by their place alone.
    if let place, place.isInProduct { return nil }
    let first = (0..<min(text.lineCount, 40)).map { text.line($0) }
    return FileKind(stating: Outline(first))
  }
}

extension FilePlace {
  /// Whether the file lies below `changes/` or `policies/`.
  package var isInProduct: Bool {
    path.utf8.starts(with: "changes/".utf8) || path.utf8.starts(with: "policies/".utf8)
  }
}

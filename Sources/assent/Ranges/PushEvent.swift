internal import YAMLTree

/// The description of a push that GitHub and its kin leave in a file.
enum PushEvent {
  /// The commit that the branch was at before; nil where the file does not say.
  static func before(_ bytes: [UInt8]) -> String? {
    // JSON is YAML, and what is not read here is merely not known.
    guard
      case .scalar(let text, _)? = YAMLReader.read(bytes, path: "event").root?["before"]?.content
    else { return nil }
    return text
  }
}

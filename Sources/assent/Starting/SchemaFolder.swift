internal import Acting
internal import Reporting

/// Writes the schemas to where editors find them.
enum SchemaFolder {
  /// Writes all schemas into a directory and returns the paths of those that were not there
  /// already, byte for byte.
  static func write(to folder: String) throws(ActingError) -> [String] {
    try Files.makeDirectory(folder)
    var written: [String] = []
    for file in SchemaFile.allCases {
      let path = (folder.hasSuffix("/") ? folder : folder + "/") + file.fileName
      let text = file.text
      try refuseLink(path)
      if Files.exists(path), try Files.read(path, limit: 1 << 24) == Array(text.utf8) { continue }
      try Files.write(text, to: path, replacing: true)
      written.append(path)
    }
    return written
  }

  /// A repository of somebody else could lead the writing to any file of ours.
  private static func refuseLink(_ path: String) throws(ActingError) {
    switch PlainFile.kind(path) {
    case .absent, .file: return
    case .directory, .symlink, .other:
      throw ActingError(
        "usage", "\(PlainText.line(path)) is no plain file", hint: "remove it", exitStatus: 2)
    }
  }
}

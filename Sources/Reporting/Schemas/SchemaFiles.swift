/// Where the JSON Schemas lie in a repository, and how a file points to its own.
package enum SchemaFiles {
  /// The folder, from the root of the repository: no file of `changes/` or `policies/` stands in it.
  package static let folder = ".assent/schemas"

  /// The line that tells editors with a YAML language server where a file's schema lies, without a
  /// line feed; nil for a path, seen from the repository's root, whose files have no schema.
  package static func modeline(for path: String) -> String? {
    guard let file = file(for: path) else { return nil }
    let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
    let up = String(repeating: "../", count: depth)
    return "# yaml-language-server: $schema=\(up)\(folder)/\(file.fileName)"
  }

  /// The schema of the file at a path, seen from the repository's root.
  package static func file(for path: String) -> SchemaFile? {
    let bytes = path.utf8
    guard bytes.suffix(5).elementsEqual(".yaml".utf8),
      !bytes.starts(with: "changes/evidence/".utf8)
    else { return nil }
    return SchemaFile.allCases.first { covers($0.glob, path) }
  }

  /// Whether a glob of ours covers a path: they name a file, all files of a folder, or all below it.
  private static func covers(_ glob: String, _ path: String) -> Bool {
    guard glob.utf8.contains(UInt8(ascii: "*")) else { return glob == path }
    let isDeep = glob.hasSuffix("/**/*.yaml")
    let folder = glob.utf8.prefix { $0 != UInt8(ascii: "*") }
    guard path.utf8.starts(with: folder), path.utf8.count > folder.count + 5 else { return false }
    return isDeep || !path.utf8.dropFirst(folder.count).contains(UInt8(ascii: "/"))
  }
}

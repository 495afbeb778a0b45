internal import Acting
internal import ArgumentParser
internal import Diagnostics
internal import Reporting

/// `assent schema`: what editors need to know of our files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a kind of file, or write them all.",
    discussion: """
      Editors with a YAML language server complete, explain and check files by it, offline. \
      Without a kind, the kinds are listed with the files that they are for.
      """)

  @Argument(help: "A kind of file, such as change.", completion: .fileKinds)
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "Write all schemas into this directory, such as \(SchemaFiles.folder).", valueName: "path"),
    completion: .directory)
  var write: String?

  func validate() throws {
    guard kind == nil || write == nil else {
      throw ValidationError("a kind prints one schema, --write writes all: give one of the two")
    }
  }

  func run() throws {
    if let write { return try writeAll(into: write) }
    guard let kind else { return Terminal.result(Self.list) }
    guard let file = SchemaFile.printable.first(where: { $0.name == kind }) else {
      let names = SchemaFile.printable.map(\.name)
      throw Failure(
        "usage", "no kind of file is named \(PlainText.line(kind))",
        hint: NearestName.of(kind, among: names).map { "assent schema \($0)" }
          ?? "assent schema lists them", exitStatus: 2)
    }
    Terminal.result(file.text)
  }

  private func writeAll(into folder: String) throws {
    guard !folder.isEmpty else {
      throw Failure("usage", "--write needs a directory", exitStatus: 2)
    }
    let written = try acting { () throws(ActingError) in try SchemaFolder.write(to: folder) }
    Terminal.result(written.map { "wrote \($0)\n" }.joined())
    if written.isEmpty { Terminal.remark("the schemas in \(folder) are up to date") }
  }

  /// A line a kind: its name, the files, and what they are.
  private static var list: String {
    let files = SchemaFile.printable
    let (names, globs) = (width(files.map(\.name)), width(files.map(\.glob)))
    return files.map { file in
      padded(file.name, names) + padded(file.glob, globs) + file.title + "\n"
    }.joined()
  }

  private static func width(_ texts: [String]) -> Int { texts.map(\.utf8.count).max() ?? 0 }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: width - text.utf8.count + 2)
  }
}

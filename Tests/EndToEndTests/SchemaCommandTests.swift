import Foundation
import TestSupport
import Testing

struct SchemaCommandTests {
  private static func run(_ arguments: [String], in folder: ScratchFolder) throws
    -> Command.Outcome
  {
    try Assent.run(["schema"] + arguments, in: folder.path, home: folder.path)
  }

  @Test func `every kind that is listed is printed as JSON`() throws {
    let folder = try ScratchFolder()
    let list = try Self.run([], in: folder)
    #expect(list.status == 0)
    let kinds = list.text.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(kinds.count == 11)
    for kind in kinds {
      let outcome = try Self.run([String(kind)], in: folder)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      let schema = try JSON(parsing: outcome.output)
      #expect(schema["$schema"].string == "http://json-schema.org/draft-07/schema#")
      #expect(schema["additionalProperties"].bool == false)
    }
  }

  @Test func `writing names what it wrote, and is quiet the second time`() throws {
    let folder = try ScratchFolder()
    let first = try Self.run(["--write", ".assent/schemas"], in: folder)
    #expect(first.status == 0)
    #expect(first.text.split(separator: "\n").count == 10)
    let second = try Self.run(["--write", ".assent/schemas/"], in: folder)
    #expect(second.status == 0 && second.text.isEmpty)
    let changed = "\(folder.path)/.assent/schemas/lint.json"
    try "{}".write(toFile: changed, atomically: true, encoding: .utf8)
    let third = try Self.run(["--write", ".assent/schemas"], in: folder)
    #expect(third.text == "wrote .assent/schemas/lint.json\n")
    let printed = try Self.run(["lint"], in: folder)
    #expect(try String(contentsOfFile: changed, encoding: .utf8) == printed.text)
  }

  @Test func `a link in the folder leads to nobody's file`() throws {
    let folder = try ScratchFolder()
    let victim = "\(folder.path)/victim"
    try "mine\n".write(toFile: victim, atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/schemas", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/schemas/change.json", withDestinationPath: victim)
    let outcome = try Self.run(["--write", "schemas"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("is no plain file"))
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine\n")
  }

  @Test(arguments: [
    (["chnge"], "try: assent schema change"), (["change", "--write", "x"], "give one of the two"),
    (["--write", ""], "--write needs a directory"), (["change", "people"], "Unexpected argument"),
    (["--write", "/dev/null/x"], "cannot make"),
  ])
  func `wrong usage is named`(_ arguments: [String], _ words: String) throws {
    let outcome = try Self.run(arguments, in: try ScratchFolder())
    #expect(outcome.status == 2 && outcome.text.isEmpty)
    #expect(outcome.errorText.contains(words), "\(outcome.errorText)")
  }
}

import Foundation
import TestSupport
import Testing

struct ManualTests {
  private static let folder = "Documentation/man"
  /// What Git shows for `git assent --help`.
  private static let alias = ManualAlias(name: "git-assent", text: ".so man1/assent.1\n")

  private struct ManualAlias {
    let name: String
    let text: String
  }

  private static func pages() throws -> [(name: String, text: String)] {
    let program = try ToolInfo().command
    let pages = [ManualPage(ofProgram: program)] + program.subcommands.map(ManualPage.init(of:))
    return pages.map { ($0.name, $0.text) } + [(alias.name, alias.text)]
  }

  @Test func `the stored pages are what the commands say of themselves`() throws {
    let pages = try Self.pages()
    for page in pages {
      try Golden.compare(page.text, withFile: "\(Self.folder)/\(page.name).1")
    }
    let stored = try FileManager.default.contentsOfDirectory(
      atPath: "\(Golden.root)/\(Self.folder)")
    #expect(Set(stored) == Set(pages.map { "\($0.name).1" }))
  }

  @Test func `mandoc has nothing to say against the pages`() throws {
    let mandoc = try Command.find("mandoc")
    for page in try Self.pages() where page.name != Self.alias.name {
      let outcome = try Command.run(
        mandoc, ["-T", "lint", "-W", "style"], in: "/", environment: ["LC_ALL": "C.UTF-8"],
        input: Data(page.text.utf8))
      // Pages that are not installed cannot be found, and no system has our section of BSD.
      let remarks = outcome.text.split(separator: "\n").filter { line in
        !line.contains("referenced manual not found") && !line.contains("operating system")
      }
      #expect(remarks.isEmpty, "\(page.name): \(remarks.joined(separator: "\n"))")
    }
  }

  @Test func `no text of ours is taken for a macro`() {
    var page = Mdoc()
    page.paragraph(".Sh it. 'quoted' \\fB`code` \"a\" é~")
    #expect(
      page.text == "\\&.Sh it.\n\\&'quoted' \\efB\\(oqcode\\(cq \\(dqa\\(dq \\[u00E9]\\(ti\n")
    #expect(Mdoc.argument("Ar") == "\"Ar\"" && Mdoc.argument("a b c d") == "\"a b c d\"")
  }
}

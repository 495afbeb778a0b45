import Acts
import Testing

@Suite struct LinkTests {
  @Test(arguments: [
    ("[CHG-2026-7F3K] Fix\n\nbody\n", ["CHG-2026-7F3K"]),
    ("Fix [CHG-2026-7F3K][CHG-2026-7F3M]\n", ["CHG-2026-7F3K", "CHG-2026-7F3M"]),
    ("Fix\n\nsee [CHG-2026-7F3K]\n", []), ("Fix\n\nChange: CHG-2026-7F3K\n", ["CHG-2026-7F3K"]),
    ("Fix\n\nChange: CHG-2026-7F3K (part)\nmore\n\nend\n", ["CHG-2026-7F3K"]),
    ("Fix\n\nChange: CHG-2026-7F3K\nChange: CHG-2026-7F3K\n", ["CHG-2026-7F3K"]),
    ("Fix\n\nChange: CHG-2026-7F3K\r\n", ["CHG-2026-7F3K"]),
    ("Fix\n\n Change: CHG-2026-7F3K\n", []), ("Fix\n\nchange: CHG-2026-7F3K\n", []),
    ("Fix\n\nChange: CHG-2026-7F3Kx\n", []), ("Fix [CHG-2026-7F3K\n", []), ("Fix [\n", []),
    ("Change: CHG-2026-7F3K\n", ["CHG-2026-7F3K"]), ("", []), ("[", []), ("\n\n", []),
  ])
  func `links are read from any commit`(text: String, ids: [String]) {
    #expect(read(text).links == ids)
    #expect(!read(text).hasActs)
  }

  @Test func `co-authors are read in any case and anywhere`() {
    let text = """
      T

      co-authored-BY: Ana Ruiz <ana@example.org>
        Co-authored-by : Bo <BO@example.org
      body

      Co-Authored-By: cat@example.org
      Co-authored-by:
      Not-co-authored-by: x <y>
      """
    #expect(
      CoAuthor.all(in: Array(text.utf8)) == [
        CoAuthor(name: "Ana Ruiz", email: "ana@example.org"),
        CoAuthor(name: "Bo", email: "BO@example.org"),
        CoAuthor(name: "cat@example.org", email: "cat@example.org"),
        CoAuthor(name: "", email: ""),
      ])
  }

  @Test(arguments: [
    ("CHG-2026-7F3K", true), ("CHG-2026-0001", true), ("CHG-2026-12345678", true),
    ("CHG-2026-123", false), ("CHG-202-1234", false), ("CHG-2026-7F3L", false),
    ("CHG-2026-7F3O", false), ("CHG-2026-7F3U", false), ("chg-2026-7F3K", false),
    ("CHG-2026-7f3k", false), ("CHG-20260-7F3K", false), ("CHG-٢٠٢٦-7F3K", false), ("", false),
    ("CHG-2026-7F3K ", false),
  ])
  func `ids are ASCII of one shape`(text: String, isLegal: Bool) {
    #expect(ChangeID.isLegal(text) == isLegal)
  }
}

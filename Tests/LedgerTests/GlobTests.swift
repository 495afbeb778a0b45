import Ledger
import Testing

struct GlobTests {
  @Test(arguments: [
    ("people.yaml", "people.yaml", true), ("people.yaml", "keys/people.yaml", false),
    ("keys/**", "keys/ana.asc", true), ("keys/**", "keys/old/ana.asc", true),
    ("keys/**", "keys", false), ("*.yaml", "people.yaml", true),
    ("*.yaml", "templates/STD.yaml", false), ("**/*.yaml", "templates/STD.yaml", true),
    ("**/*.yaml", "STD.yaml", true), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
    ("a/**/b", "a/x/y/c", false), ("**/a/**/a", "a/a/a", true), ("**/**", "a", true),
    ("a*b*c", "aXXbYYc", true), ("a*b*c", "aXXbYY", false), ("**", "anything/at/all", true),
    // A name is bytes: a mark behind a slash does not join it.
    ("src/**", "src/\u{301}x", true), ("src/?", "src/é", false),
  ]) func `a pattern fits whole paths`(_ pattern: String, _ path: String, _ fits: Bool) {
    #expect(Glob(pattern).fits(Array(path.utf8)) == fits)
  }

  @Test(arguments: [
    ("src", "src/app.c", true), ("src/*", "src/a/b/c", true), ("src/**", "src", false),
    ("src", "srcs/app.c", false), ("**/secret", "a/secret/b", true), ("a/b", "a", false),
  ]) func `a pattern covers what lies below a directory`(
    _ pattern: String, _ path: String, _ covers: Bool
  ) {
    #expect(Glob(pattern).covers(Array(path.utf8)) == covers)
  }

  @Test(arguments: [
    ("src/**", "src", true), ("src/**", "docs", false), ("**/x", "docs", true),
    ("a/*/c", "a/b", true), ("a/*/c", "a/b/d", false), ("a", "a/b", true), ("a/b", "a", true),
  ]) func `a directory is entered if something below it may be covered`(
    _ pattern: String, _ directory: String, _ enters: Bool
  ) {
    #expect(Glob(pattern).mayCover(below: Array(directory.utf8)) == enters)
  }

  @Test func `a pattern of many wildcards ends soon`() {
    let pattern = Array(repeating: "**/a*a*a*b", count: 40).joined(separator: "/")
    let path = Array(repeating: "aaaaaaaaaa", count: 200).joined(separator: "/")
    #expect(!Glob(pattern).fits(Array(path.utf8)))
  }
}

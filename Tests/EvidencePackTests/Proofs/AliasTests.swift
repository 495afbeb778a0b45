import Foundation
import TestSupport
import Testing

/// Feeds that call things otherwise than records do.
struct AliasTests {
  /// A feed of the change's own commit, when the work began, by a name that no record has.
  private func feed(of story: PackStory) throws -> String {
    let audit = try JSON(parsing: Data(contentsOf: URL(filePath: story.pack + "/audit.json")))
    let started = try #require(
      audit["changes"].elements.first?["milestones"]["started"]["time"].string)
    let path = story.folder.path + "/feed.csv"
    let text = "time,system,commit\n\(started),prod-eu=1,\(SampleRecord.artifact)\n"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  private func audit(_ story: PackStory, _ more: [String], in name: String) throws -> JSON {
    let pack = "\(story.folder.path)/\(name)"
    let outcome = try story.write(to: pack, ["--deployments", feed(of: story)] + more)
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return try JSON(parsing: Data(contentsOf: URL(filePath: pack + "/audit.json")))
  }

  @Test(arguments: ["production", "claims-db"])
  func `a name of feeds is taken for that of the records`(_ own: String) throws {
    let story = try PackStory(.closed)
    func cover(_ audit: JSON) -> String? {
      audit["reconciliation"]["deployments"].elements.first?["cover"].string
    }
    #expect(try cover(audit(story, [], in: "plain")) == "mismatch")
    let other = try audit(story, ["--alias", "prod-eu=1=mail-relay"], in: "other")
    #expect(cover(other) == "mismatch")
    let found = try audit(story, ["--alias", "prod-eu=1=\(own)"], in: "named")
    #expect(cover(found) == "covered")
    #expect(found["inputs"]["aliases"].elements.map(\.string) == ["prod-eu=1=\(own)"])
    let remarks = found["remarks"].elements.compactMap(\.string)
    #expect(remarks.contains("by --alias, `prod-eu=1` of the feeds was taken for `\(own)`"))
    // Whoever derives the pack again takes it for the same.
    let verified = try story.verify("\(story.folder.path)/named")
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
  }

  @Test func `a name that nothing has is remarked on, and no name at all is refused`() throws {
    let story = try PackStory(.closed)
    let found = try audit(story, ["--alias", "prod-eu=1=prodution"], in: "misspelt")
    #expect(
      found["remarks"].elements.compactMap(\.string).contains {
        $0.contains("which no record and no inventory names")
      })
    for text in ["prod-eu", "=production", "prod-eu=", "="] {
      let outcome = try story.write(to: "\(story.folder.path)/refused", ["--alias", text])
      #expect(outcome.status == 2, "\(text)")
    }
  }
}

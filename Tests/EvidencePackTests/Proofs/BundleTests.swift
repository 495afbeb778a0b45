import AuditFixtures
import EvidencePack
import Foundation
import Primitives
import TestSupport
import Testing

struct BundleTests {
  private func git(_ words: [String], in folder: ScratchFolder) throws -> Command.Outcome {
    try Command.run(
      try Command.find("git"), words, in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path))
  }

  @Test func `git clones the bundle, with the trunk checked out`() throws {
    let story = try PackStory.closed.get()
    let folder = try ScratchFolder("bundle")
    let bundle = story.pack + "/history.bundle"
    #expect(try git(["bundle", "list-heads", bundle], in: folder).status == 0)
    #expect(try git(["clone", "--quiet", bundle, "clone"], in: folder).status == 0)
    #expect(try git(["-C", "clone", "rev-parse", "HEAD"], in: folder).line == story.scene.tip)
    #expect(try git(["-C", "clone", "symbolic-ref", "HEAD"], in: folder).line == "refs/heads/main")
    #expect(try git(["-C", "clone", "fsck", "--full"], in: folder).status == 0)
  }

  @Test func `a bundle of what came later goes on where an earlier one ended`() throws {
    let early = try PackStory(.approved)
    let middle = early.scene.tip
    try early.scene.advance(to: .closed)
    let later = early.folder.path + "/later"
    let outcome = try early.write(to: later, ["--bundle-since", middle])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let folder = try ScratchFolder("bundle")
    #expect(try git(["clone", "--quiet", later + "/history.bundle", "no"], in: folder).status != 0)
    let first = early.pack + "/history.bundle"
    #expect(try git(["clone", "--quiet", "--mirror", first, "all.git"], in: folder).status == 0)
    let fetch = ["-C", "all.git", "fetch", "--quiet", later + "/history.bundle", "+refs/*:refs/*"]
    #expect(try git(fetch, in: folder).status == 0)
    let head = try git(["-C", "all.git", "rev-parse", "refs/heads/main"], in: folder)
    #expect(head.line == early.scene.tip)
    #expect(try early.verify(later).status == 3)
    let verified = try early.verify(later, ["-C", folder.path + "/all.git"])
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
  }

  @Test func `the header reads back what it wrote`() throws {
    var scope = SampleAudit.scope
    scope.trunkReference = "refs/remotes/origin/main"
    let bundle = HistoryBundle(
      scope: scope,
      carriers: [
        HistoryBundle.Reference(
          name: "refs/heads/assent/CHG-2026-0107/eli.frost", commit: SampleAudit.commit(9))
      ], since: SampleAudit.commit(3))
    #expect(HistoryBundle.read(bundle.header + Array("PACK".utf8)) == bundle)
    // Git clones branches alone, and verdicts speak of the remote's.
    #expect(bundle.references.map(\.name).contains("refs/heads/main"))
    #expect(bundle.references.map(\.name).contains("refs/remotes/origin/main"))
    for text in ["", "# v3 git bundle\n\n", "# v2 git bundle\nxyz\n\n", "# v2 git bundle\n"] {
      #expect(HistoryBundle.read(Array(text.utf8)) == nil)
    }
  }
}

import Foundation
import TestSupport
import Testing

struct VerifyTests {
  private let story: PackStory

  init() throws { story = try PackStory.closed.get() }

  @Test func `a pack follows from its bundle and from the repository`() throws {
    let bundle = try story.verify(story.pack)
    #expect(bundle.status == 0, "\(bundle.text)\(bundle.errorText)")
    #expect(bundle.text.hasPrefix("the same: "))
    let clone = try story.verify(
      story.pack, ["-C", story.scene.repository.path, "--trust-root", story.scene.root])
    #expect(clone.status == 0, "\(clone.text)\(clone.errorText)")
    #expect(!clone.text.contains("begins trust"))
  }

  @Test func `sha256sum takes the manifest, which has every file`() throws {
    let copy = try story.copy()
    let outcome = try Command.run(
      try Command.find("sha256sum"), ["--check", "--strict", "--quiet", "MANIFEST.sha256"],
      in: copy.path, environment: CleanEnvironment.variables(home: copy.path))
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let listed = try copy.text("MANIFEST.sha256").split(separator: "\n").map {
      String($0.dropFirst(66))
    }
    let found = try FileManager.default.subpathsOfDirectory(atPath: copy.path).filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: copy.path + "/" + path, isDirectory: &isFolder)
      return !isFolder.boolValue && path != "MANIFEST.sha256"
    }
    #expect(Set(listed) == Set(found))
    #expect(listed == listed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `a changed, a missing and an additional file are named`() throws {
    let copy = try story.copy()
    try copy.edit("oscal.json", "indications", "indecisions")
    try FileManager.default.removeItem(at: copy.url("attestations/svr.intoto.jsonl"))
    try Data("x".utf8).write(to: copy.url("pages.zip"))
    let outcome = try story.verify(copy.path, ["--manifest-only"])
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("changed: oscal.json"))
    #expect(outcome.text.contains("missing: attestations/svr.intoto.jsonl"))
    #expect(outcome.text.contains("additional: pages.zip"))
    let json = try JSON(
      parsing: story.verify(copy.path, ["--manifest-only", "--format", "json"]).output)
    #expect(json["same"].bool == false)
    #expect(json["by-manifest"].elements.count == 3)
  }

  @Test(arguments: [
    ("verdicts.json", "\"decision\":\"prevented\"", "\"decision\":\"allowed\""),
    ("audit.json", "\"decision\":\"prevented\"", "\"decision\":\"allowed\""),
    ("attestations/vsa.intoto.jsonl", "\"PASSED\"", "\"FAILED\""),
    ("allowed_signers", "eli.frost", "mal.lory"),
    ("VERIFY.md", "sha256sum", "sha1sum"),
  ])
  func `an edited file whose manifest was mended is found by the history`(
    file: String, old: String, new: String
  ) throws {
    let copy = try story.copy()
    try copy.edit(file, old, new)
    try copy.mendManifest()
    #expect(try story.verify(copy.path, ["--manifest-only"]).status == 0)
    let outcome = try story.verify(copy.path)
    #expect(outcome.status == 1, "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.contains("changed: \(file) (by the history"))
  }

  @Test func `the first change that differs is named`() throws {
    let copy = try story.copy()
    try copy.edit("verdicts.json", "\"state\":\"closed\"", "\"state\":\"active\"")
    try copy.mendManifest()
    let id = story.scene.record.id
    #expect(try story.verify(copy.path).text.contains("first at \(id)"))
  }

  @Test(arguments: [
    "../../etc/passwd", "/etc/passwd", "a/../../b", "./audit.json", "a//b", "a\\b", "",
    "MANIFEST.sha256",
  ])
  func `a manifest that leads out of the pack is refused`(path: String) throws {
    let copy = try story.copy()
    let line = String(repeating: "0", count: 64) + "  " + path + "\n"
    try Data((try copy.text("MANIFEST.sha256") + line).utf8).write(
      to: copy.url("MANIFEST.sha256"))
    let outcome = try story.verify(copy.path)
    #expect(outcome.status == 3)
    #expect(outcome.text.isEmpty)
  }

  @Test func `a link in the pack is refused, wherever it leads`() throws {
    for (link, target) in [("secret", "/etc/passwd"), ("changes2", "/etc"), ("loop", ".")] {
      let copy = try story.copy()
      try FileManager.default.createSymbolicLink(
        atPath: copy.path + "/" + link, withDestinationPath: target)
      let outcome = try story.verify(copy.path)
      #expect(outcome.status == 3)
      #expect(outcome.errorText.contains("neither a file nor a folder"))
    }
    let copy = try story.copy()
    try FileManager.default.moveItem(
      atPath: copy.path + "/audit.json", toPath: copy.folder.path + "/audit.json")
    try FileManager.default.createSymbolicLink(
      atPath: copy.path + "/audit.json", withDestinationPath: "../audit.json")
    #expect(try story.verify(copy.path).status == 3)
  }

  @Test func `a pack that asks for a file outside of it is refused`() throws {
    let copy = try story.copy()
    try copy.edit("audit.json", "\"leavers\":null", "\"leavers\":\"inputs/../../../etc/passwd\"")
    try copy.mendManifest()
    let outcome = try story.verify(copy.path)
    #expect(outcome.status == 3)
    #expect(outcome.errorText.contains("not among its inputs"))
  }

  @Test func `another trust root than the pack's is a finding`() throws {
    let other = String(repeating: "1", count: 40)
    let outcome = try story.verify(story.pack, ["--trust-root", other])
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains(story.scene.root))
  }

  @Test func `a damaged bundle cannot be decided`() throws {
    let copy = try story.copy()
    var bytes = try Data(contentsOf: copy.url("history.bundle"))
    bytes[bytes.count / 2] ^= 0x40
    try bytes.write(to: copy.url("history.bundle"))
    try copy.mendManifest()
    #expect(try story.verify(copy.path).status == 3)
    // Beside a good repository it is a difference, or what it says cannot be read.
    let beside = try story.verify(copy.path, ["-C", story.scene.repository.path])
    #expect([1, 3].contains(beside.status))
  }

  @Test func `a trunk that has grown gives the same pack`() throws {
    let other = try PackStory(.finished)
    try other.scene.advance(to: .reviewed)
    let outcome = try other.verify(other.pack, ["-C", other.scene.repository.path])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
    try other.scene.settle()
    let grown = try other.verify(other.pack, ["-C", other.scene.repository.path])
    #expect(grown.status == 0, "\(grown.text)\(grown.errorText)")
  }

  @Test func `a pack of a branch that is not the trunk does not follow from the clone`() throws {
    let other = try PackStory(.scheduled)
    let trunk = other.scene.tip
    // Whoever may push a branch starts there, and has an audit of it written.
    other.scene.clock = max(other.scene.clock, other.scene.inWindow)
    try other.scene.act(.start(), by: .fay)
    let forged = other.folder.path + "/forged"
    #expect(try other.write(to: forged).status == 0)
    #expect(try other.verify(forged).status == 0)
    let evil = other.scene.tip
    other.scene.references["refs/heads/evil"] = evil
    other.scene.tip = trunk
    try other.scene.settle()
    let outcome = try other.verify(forged, ["-C", other.scene.repository.path])
    #expect(outcome.status == 3, "\(outcome.text)")
    #expect(outcome.errorText.contains("not on the first-parent chain"))
  }

  @Test func `without a bundle the repository has to be named`() throws {
    let other = try PackStory(.closed, ["--no-bundle"])
    #expect(try other.verify(other.pack).status == 3)
    let outcome = try other.verify(other.pack, ["-C", other.scene.repository.path])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }

  @Test func `the same question gives the same bytes from another clone`() throws {
    let folder = try ScratchFolder("clone")
    let git = try Command.find("git")
    let environment = CleanEnvironment.variables(home: folder.path)
    for words in [
      ["clone", "--quiet", "--bare", story.scene.repository.path, "clone.git"],
      ["-C", "clone.git", "-c", "pack.depth=1", "repack", "-a", "-d", "-F", "-q"],
    ] {
      #expect(try Command.run(git, words, in: folder.path, environment: environment).status == 0)
    }
    let outcome = try Assent.run(
      [
        "audit", "report", "--by", "created", "-C", folder.path + "/clone.git", "--from",
        "2026-01-01", "--to",
        "2027-01-01", "--trust-root", story.scene.root, "--now", "2026-12-01T00:00:00Z", "--out",
        folder.path + "/pack",
      ], in: folder.path, home: folder.path, timeout: 120)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    func lines(_ pack: String) throws -> [String] {
      try String(contentsOfFile: pack + "/MANIFEST.sha256", encoding: .utf8)
        .split(separator: "\n").map { String($0) }.filter { !$0.hasSuffix("  history.bundle") }
    }
    #expect(try lines(story.pack) == lines(folder.path + "/pack"))
  }
}

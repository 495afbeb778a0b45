import Foundation
import TestSupport
import Testing

/// The folder of a pack: whole or not there, and the same for the same input.
struct AuditFolderTests {
  @Test func `the same input gives the same bytes, wherever and whoever`() throws {
    let scene = try Scene(at: .closed)
    let first = try scene.pack()
    #expect(first.outcome.status == 0, "\(first.outcome.errorText)")
    let elsewhere = try ScratchFolder("temporary")
    let second = try scene.pack(
      name: "second",
      environment: [
        "TMPDIR": elsewhere.path, "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8",
        "LANG": "de_DE.UTF-8",
      ])
    #expect(try first.manifest == second.manifest)
    let clone = try ScratchRepository(cloning: scene.repository, "--bare")
    let path = "\(clone.folder.path)/pack"
    let outcome = try Assent.run(
      [
        "audit", "report", "--from", "2026-01-01", "--to", "2027-01-01", "--out", path,
        "--trust-root", scene.root, "--now", scene.clock.text, "--no-bundle", "-C", clone.path,
      ], in: clone.folder.path, home: clone.home)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(try AuditPack(path: path, outcome: outcome).manifest == first.manifest)
  }

  @Test func `an earlier pack is replaced only where that is asked for`() throws {
    let scene = try Scene(at: .submitted)
    let first = try scene.pack(["--by", "created"])
    let manifest = try first.manifest
    try scene.act(.assess(risk: "medium"), by: .rae)
    let refused = try scene.pack(["--by", "created"])
    #expect(refused.outcome.status == 2)
    #expect(refused.outcome.errorText.contains("--force"))
    #expect(try refused.manifest == manifest)
    let replaced = try scene.pack(["--by", "created", "--force"])
    #expect(replaced.outcome.status == 0, "\(replaced.outcome.errorText)")
    #expect(try replaced.manifest != manifest)
    #expect(try scene.besides.filter { $0.hasPrefix("pack") } == ["pack"])
  }

  @Test func `a folder with anything else in it is left alone, also with force`() throws {
    let scene = try Scene(at: .submitted)
    let path = "\(scene.repository.folder.path)/pack"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(try scene.pack(["--by", "created"]).outcome.status == 0)
    try FileManager.default.removeItem(atPath: path)
    try scene.repository.folder.write("mine", to: "pack/letter.txt")
    #expect(try scene.pack(["--force"]).outcome.status == 2)
    #expect(try scene.besides.filter { $0.hasPrefix("pack") } == ["pack"])
    #expect(try Data(contentsOf: URL(filePath: path + "/letter.txt")) == Data("mine".utf8))
  }

  // A folder of the user must not be emptied because somebody put a link in the way.
  @Test func `links are not followed`() throws {
    let scene = try Scene(at: .submitted)
    let target = "\(scene.repository.folder.path)/target"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(scene.repository.folder.path)/pack", withDestinationPath: target)
    let pack = try scene.pack(["--force"])
    #expect(pack.outcome.status == 2)
    #expect(pack.outcome.errorText.contains("symbolic link"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
    // Nor is a manifest that leads elsewhere taken for that of a pack.
    try scene.repository.folder.write("", to: "elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: target + "/MANIFEST.sha256",
      withDestinationPath: "\(scene.repository.folder.path)/elsewhere")
    let path = "\(scene.repository.folder.path)/pack"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: target, toPath: path)
    #expect(try scene.pack(["--force"]).outcome.status == 2)
  }

  @Test func `what cannot be written leaves nothing behind`() throws {
    let scene = try Scene(at: .submitted)
    let outcome = try scene.assent([
      "audit", "report", "--from", "2026-01-01", "--to", "2027-01-01", "--out", "/proc/pack",
      "--trust-root", scene.root, "--now", scene.clock.text,
    ])
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("/proc/pack"))
    // Beside a file that is named like a folder.
    try scene.repository.folder.write("x", to: "pack")
    #expect(try scene.pack().outcome.status == 2)
    #expect(try scene.besides.filter { $0.hasPrefix("pack") } == ["pack"])
  }

  @Test func `a full disk is an error by name and leaves nothing behind`() throws {
    let scene = try Scene(at: .closed)
    try scene.settle()
    let path = "\(scene.repository.folder.path)/pack"
    // Files end after some blocks, as on a disk that is full; the signal is not deadly to us.
    let outcome = try Command.run(
      "/bin/sh",
      [
        "-c", "trap '' XFSZ; ulimit -f 24; exec \"$0\" \"$@\"", try Assent.binary(), "audit",
        "report", "--from", "2026-01-01", "--to", "2027-01-01", "--out", path, "--trust-root",
        scene.root, "--now", scene.clock.text, "--no-bundle",
      ], in: scene.repository.path,
      environment: ["HOME": scene.repository.home, "PATH": "/usr/bin:/bin"])
    #expect(outcome.status == 2, "\(outcome.status) \(outcome.errorText)")
    #expect(!outcome.errorText.isEmpty)
    #expect(try !scene.besides.contains { $0.hasPrefix("pack") })
  }

  @Test func `stopped in the middle, nothing stays`() throws {
    let scene = try Scene(at: .closed)
    try scene.settle()
    let folder = scene.repository.folder.path
    // A Git that says when it was asked for the bundle, and is slow to answer.
    try scene.repository.folder.write(
      "#!/bin/sh\n: > '\(folder)/asked'\nexec sleep 3 </dev/null >/dev/null 2>&1\n", to: "git/git")
    let outcome = try Command.run(
      "/bin/sh",
      [
        "-c",
        """
        chmod +x "\(folder)/git/git"
        "$0" "$@" & pid=$!
        while kill -0 $pid 2>/dev/null && ! [ -e "\(folder)/asked" ]; do sleep 0.1; done
        ls "\(folder)"; kill -TERM $pid; wait $pid
        """,
        try Assent.binary(), "audit", "report", "--from", "2026-01-01", "--to", "2027-01-01",
        "--out", "\(folder)/pack", "--trust-root", scene.root, "--now", scene.clock.text,
      ], in: scene.repository.path,
      environment: ["HOME": scene.repository.home, "PATH": "\(folder)/git:/usr/bin:/bin"])
    #expect(outcome.text.contains("pack.assent-new"), "the draft stood beside: \(outcome.text)")
    #expect(outcome.status == 143, "\(outcome.errorText)")
    #expect(try !scene.besides.contains { $0.hasPrefix("pack") })
  }

  @Test func `two inputs of one name are refused`() throws {
    let scene = try Scene(at: .submitted)
    let folder = scene.repository.folder
    try folder.write("time,system,commit\n", to: "one/feed.csv")
    try folder.write("time,system,commit\n", to: "two/feed.csv")
    let pack = try scene.pack([
      "--deployments", "\(folder.path)/one/feed.csv", "--deployments",
      "\(folder.path)/two/feed.csv",
    ])
    #expect(pack.outcome.status == 2)
    #expect(pack.outcome.errorText.contains("feed.csv"))
    let one = try scene.pack(
      ["--by", "created", "--deployments", "\(folder.path)/one/feed.csv"], name: "one-feed")
    #expect(one.outcome.status == 0, "\(one.outcome.errorText)")
    #expect(one.files.contains("inputs/feed.csv"))
  }
}

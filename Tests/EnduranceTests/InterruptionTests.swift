import Foundation
import TestSupport
import Testing

/// Whatever writes may be killed anywhere: nothing half done is taken for whole, and the same command
/// does it the next time.
@Suite(.enabled(if: Tracer.isExpected, "\(Tracer.absence)"))
struct InterruptionTests {
  @Test(arguments: ["SIGKILL", "SIGTERM"])
  func `a gate that is killed while it keeps a cache`(_ signal: String) throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    let cold = try ground.run(ground.question())
    #expect(cold.status == 8)
    let cache = ground.place.home + "/cache"
    let question = ground.question("--cache", cache)
    try Tracer.sweep(
      ["mkdir", "flock", "write", "rename", "close"], effect: "signal=\(signal)"
    ) { cut in
      try? FileManager.default.removeItem(atPath: cache)
      let (_, isCut) = try Tracer.run(question, in: ground.place, cut: cut)
      for _ in 0..<2 {
        let warm = try ground.run(question)
        #expect(warm.output == cold.output && warm.status == 8, "\(cut): \(warm.errorText)")
        #expect(!warm.errorText.contains("cache"), "\(cut): \(warm.errorText)")
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: cache)
      #expect(left.count == 1, "\(cut): \(left)")
      return isCut
    }
  }

  @Test func `fixes and a baseline that are killed`() throws {
    let ground = try Ground(scene: Scene(at: .drafted))
    try ground.checkOut()
    let record = "\(ground.place.path)/\(ground.scene.record.path)"
    let good = try String(contentsOfFile: record, encoding: .utf8)
    let bad = good.replacing("  description: ", with: "  descripton: ")
    #expect(bad != good)
    let names = Set(try ground.files().keys)
    try Tracer.sweep(["openat", "flock", "write", "fsync", "rename", "unlink"]) { cut in
      try bad.write(toFile: record, atomically: false, encoding: .utf8)
      let (_, isCut) = try Tracer.run(["lint", "--fix"], in: ground.place, cut: cut)
      let now = try String(contentsOfFile: record, encoding: .utf8)
      #expect(now == bad || now == good, "\(cut): \(now)")
      // What is left is no record: the linter names it until the fix is made.
      let again = try ground.run(["lint", "--fix"])
      #expect(try String(contentsOfFile: record, encoding: .utf8) == good, "\(cut)")
      if now == bad {
        #expect(again.status != 2, "\(cut): \(again.errorText)")
        #expect(try Set(ground.files().keys) == names, "\(cut)")
      }
      return isCut
    }
    let baseline = "\(ground.place.home)/baseline.json"
    try Tracer.sweep(["write", "rename"]) { cut in
      let arguments = ["lint", "--write-baseline", baseline]
      let (_, isCut) = try Tracer.run(arguments, in: ground.place, cut: cut)
      let again = try ground.run(arguments)
      #expect(again.status == 0, "\(cut): \(again.errorText)")
      return isCut
    }
  }

  @Test func `a first policy and a first record that are killed`() throws {
    let owners = try [Persona.ana, .bo, .cat].flatMap {
      ["--owner", "\($0.id)=\($0.name)=\($0.email)=\(try $0.key).pub"]
    }
    let start = ["init", "--repository", "acme/changes"] + owners
    try Tracer.sweep(["mkdir", "flock", "write", "rename", "renameat2"]) { cut in
      let place = try ScratchRepository()
      let (_, isCut) = try Tracer.run(start, in: place, cut: cut)
      let isThere = FileManager.default.fileExists(atPath: place.path + "/policies")
      let again = try Assent.run(start, in: place.path, home: place.home)
      #expect(again.status == (isThere ? 2 : 0), "\(cut): \(again.errorText)")
      let lint = try Assent.run(["lint", "policies"], in: place.path, home: place.home)
      #expect(lint.status == 0, "\(cut): \(lint.errorText)\(lint.text)")
      let left = try FileManager.default.contentsOfDirectory(atPath: place.path)
      #expect(!left.contains { $0.contains("assent-new") }, "\(cut): \(left)")
      return isCut
    }
    let ground = try Ground(scene: Scene(at: .drafted))
    try ground.checkOut()
    let new = [
      "new", "--yes", "--id", "CHG-2026-ABCD", "--title", "Another", "--request-only",
      "--requester", "ana.ruiz", "--system", "claims-db",
    ]
    try Tracer.sweep(["mkdir", "flock", "write", "fsync", "renameat2"]) { cut in
      let (_, isCut) = try Tracer.run(new, in: ground.place, cut: cut)
      let path = "changes/2026/CHG-2026-ABCD.yaml"
      let text = try ground.files()[path]
      #expect(text.map { $0.contains("justification") } ?? true, "\(cut): \(text ?? "")")
      let again = try ground.run(new)
      #expect(again.status == (text == nil ? 0 : 2), "\(cut): \(again.errorText)")
      #expect(try ground.files().keys.filter { $0.contains("draft") } == [], "\(cut)")
      try FileManager.default.removeItem(atPath: "\(ground.place.path)/\(path)")
      return isCut
    }
  }

  // An empty script that Git runs as a hook lets everything pass.
  @Test func `a hook that is killed while it is installed anew`() throws {
    let ground = try Ground(scene: Scene(at: .drafted))
    let install = ["hook", "install"]
    #expect(try ground.run(install).status == 0)
    let hooks = "\(ground.place.path)/.git/hooks"
    let before = try FileManager.default.contentsOfDirectory(atPath: hooks).sorted()
    let texts = try before.map { try String(contentsOfFile: "\(hooks)/\($0)", encoding: .utf8) }
    try Tracer.sweep(["openat", "flock", "write", "rename", "unlink"]) { cut in
      let (_, isCut) = try Tracer.run(install, in: ground.place, cut: cut)
      let now = try before.map { try String(contentsOfFile: "\(hooks)/\($0)", encoding: .utf8) }
      #expect(now == texts, "\(cut)")
      return isCut
    }
    #expect(try ground.run(install).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: hooks).sorted() == before)
  }

  @Test(arguments: ["SIGKILL", "SIGTERM", "SIGINT"])
  func `an audit that is killed while it replaces a pack`(_ signal: String) throws {
    let ground = try Ground(scene: Scene(at: .submitted))
    let pack = "\(ground.place.folder.path)/pack"
    let report = [
      "audit", "report", "--from", "2026-01-01", "--to", "2027-01-01", "--by", "created", "--out",
      pack, "--trust-root", ground.scene.root, "--now", ground.scene.clock.text, "--no-bundle",
      "--force",
    ]
    #expect(try ground.run(report).status == 0)
    func isWhole() throws -> Bool {
      try ground.shell("cd '\(pack)' && sha256sum --quiet -c MANIFEST.sha256").status == 0
    }
    try Tracer.sweep(
      ["mkdir", "flock", "renameat2", "unlink", "rmdir", "fchmod"], effect: "signal=\(signal)"
    ) { cut in
      let (outcome, isCut) = try Tracer.run(report, in: ground.place, cut: cut)
      #expect(try isWhole(), "\(cut): \(outcome.errorText)")
      return isCut
    }
    let again = try ground.run(report)
    #expect(again.status == 0, "\(again.errorText)")
    let beside = try FileManager.default.contentsOfDirectory(atPath: ground.place.folder.path)
    #expect(beside.filter { $0.hasPrefix("pack") } == ["pack"])
  }

  @Test(arguments: ["SIGKILL", "SIGTERM"])
  func `an act that is killed, or whose git is`(_ signal: String) throws {
    let told = try Ground.acting()
    let before = try told.place.git("rev-parse", "main")
    let submit = ["submit", told.scene.record.id, "--key", try Persona.ana.key]
    let calls = ["write", "rename", "link", "unlink", "execve", "pidfd_open"]
    try Tracer.sweep(calls, effect: "signal=\(signal)") { cut in
      try told.place.git("update-ref", "refs/heads/main", before)
      let (first, isCut) = try Tracer.run(
        submit, in: told.place, environment: told.identity(.ana), cut: cut)
      let locks = try told.removeLocks()
      #expect(locks.allSatisfy { $0.hasPrefix("refs/") || $0.hasPrefix("HEAD") }, "\(cut)")
      let tip = try told.place.git("rev-parse", "main")
      if tip != before {
        #expect(try told.place.git("rev-parse", "\(tip)^") == before, "\(cut)")
      }
      if first.status == 0 { #expect(tip != before, "\(cut)") }
      let again = try told.run(submit, environment: told.identity(.ana))
      if tip == before {
        #expect(again.status == 0, "\(cut): \(again.errorText)")
      } else {
        // What is there already is said, and said only once.
        #expect([0, 1].contains(again.status), "\(cut): \(again.errorText)")
      }
      let status = try Verdict(
        told.run(
          ["explain", told.scene.record.id, "--format", "json"],
          environment: told.identity(.ana)))
      let made = status.acts.filter { $0.verb == "submit" && $0.counted == true }
      #expect(made.count == 1, "\(cut): \(status)")
      return isCut
    }
    try told.checkGit("after all")
  }

  @Test func `a landing that is killed, or whose git is`() throws {
    let scene = try Scene(at: .submitted)
    let ground = try Ground(scene: scene)
    let before = scene.tip
    let side = try scene.act(.assess(risk: "medium"), by: .rae, on: before)
    let branch = "refs/heads/assent/\(scene.record.id)/\(Persona.rae.id)"
    let calls = ["write", "rename", "unlink", "execve", "pidfd_open"]
    try Tracer.sweep(calls) { cut in
      try ground.place.git("update-ref", "refs/heads/main", before)
      try ground.place.git("update-ref", branch, side)
      let (_, isCut) = try Tracer.run(
        ["land"], in: ground.place, environment: ground.identity(.bo), cut: cut)
      _ = try ground.removeLocks()
      let again = try ground.run(["land"], environment: ground.identity(.bo))
      #expect([0, 4].contains(again.status), "\(cut): \(again.errorText)\(again.text)")
      let landed = try ground.place.git("rev-list", "main")
      #expect(landed.contains(side), "\(cut)")
      #expect(try ground.place.git("for-each-ref", "refs/heads/assent") == "", "\(cut)")
      return isCut
    }
    try ground.checkGit("after all")
  }
}

import Foundation
import TestSupport
import Testing

/// A cache never changes an answer: cold and warm give the same bytes (section 6).
struct CacheTests {
  /// What the gate prints, and how it ends.
  private struct Answer: Equatable {
    let status: Int32
    let output: String
    let remarks: String
  }

  private func ask(_ scene: Scene, cache: String? = nil, id: String? = nil) throws -> Answer {
    let outcome = try scene.assent(
      [
        "gate", id ?? scene.record.id, "--commit", SampleRecord.artifact, "--trust-root",
        scene.root,
        "--now", scene.clock.text, "--what-if", "--format", "json",
      ] + (cache.map { ["--cache", $0] } ?? []))
    return Answer(
      status: outcome.status, output: outcome.text, remarks: outcome.errorText)
  }

  private func folder(_ scene: Scene) -> String { scene.repository.home + "/cache" }

  private func files(_ scene: Scene) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder(scene)).map {
      folder(scene) + "/" + $0
    }
  }

  @Test func `the standard story gives the same bytes cold and warm at every step`() throws {
    let scene = try Scene(SampleOrganisation(), SampleRecord(), through: .drafted)
    var seen: Set<String> = []
    for milestone in Scene.Milestone.allCases where milestone >= .drafted {
      try scene.advance(to: milestone)
      let cold = try ask(scene)
      #expect(try ask(scene, cache: folder(scene)) == cold, "\(milestone)")
      #expect(try ask(scene, cache: folder(scene)) == cold, "again \(milestone)")
      seen.insert(cold.output)
    }
    #expect(seen.count > 5, "the story has answers that differ")
    #expect(try files(scene).count == 1)
  }

  @Test func `an objection that came since, on the trunk or on its way, is heard`() throws {
    let scene = try Scene(at: .scheduled)
    #expect(try ask(scene, cache: folder(scene)).status == 8)
    let objection = try scene.act(.object("S1", as: "security"), by: .eli, on: scene.tip)
    scene.references["refs/heads/assent/\(scene.record.id)/eli.frost"] = objection
    let pending = try ask(scene, cache: folder(scene))
    #expect(pending.status == 1)
    #expect(try ask(scene) == pending)
    scene.references = [:]
    try scene.merge(objection)
    let landed = try ask(scene, cache: folder(scene))
    #expect(landed.status == 1)
    #expect(try ask(scene) == landed)
  }

  @Test func `a history that was rewritten is read anew`() throws {
    let scene = try Scene(at: .scheduled)
    _ = try ask(scene, cache: folder(scene))
    let tip = try #require(scene.tips[.assessed])
    scene.tip = tip
    try scene.edit("title: ", to: "title: Not the ")
    let warm = try ask(scene, cache: folder(scene))
    #expect(try ask(scene) == warm)
  }

  @Test func `a merge the wrong way round is read anew`() throws {
    let scene = try Scene(at: .approved)
    _ = try ask(scene, cache: folder(scene))
    let old = try #require(scene.tips[.submitted])
    let side = try scene.commit("Work\n", by: .joe, on: old)
    scene.tip = try scene.repository.commit(
      CommitPlan("Merge\n", by: .joe, at: scene.clock, parents: [side, scene.tip]),
      tree: "\(scene.tip)^{tree}")
    let warm = try ask(scene, cache: folder(scene))
    #expect(try ask(scene) == warm)
  }

  // Every byte of a cache is under its digest.
  @Test func `a cache with any byte changed, cut short or of another version is not used`() throws {
    let scene = try Scene(at: .scheduled)
    let cold = try ask(scene)
    _ = try ask(scene, cache: folder(scene))
    let file = try #require(try files(scene).first)
    let good = try Data(contentsOf: URL(fileURLWithPath: file))
    var broken: [Data] = [Data(), good.prefix(20), good.dropLast(), good + [0]]
    for place in stride(from: 0, to: good.count, by: max(1, good.count / 25)) {
      var copy = good
      copy[copy.startIndex + place] ^= 0x41
      broken.append(copy)
    }
    for bytes in broken {
      try bytes.write(to: URL(fileURLWithPath: file))
      chmod(file, 0o600)
      #expect(try ask(scene, cache: folder(scene)) == cold)
    }
  }

  @Test func `a cache that others can write to is not used, and is not written`() throws {
    let scene = try Scene(at: .scheduled)
    let cold = try ask(scene)
    _ = try ask(scene, cache: folder(scene))
    let file = try #require(try files(scene).first)
    // A forged file: were it read, its digest would not fit, so the mode has to be what stops it.
    chmod(file, 0o666)
    #expect(try ask(scene, cache: folder(scene)) == cold)
    chmod(folder(scene), 0o777)
    let open = try ask(scene, cache: folder(scene))
    #expect(open.output == cold.output && open.status == cold.status)
    #expect(open.remarks.contains("others can write to"), "\(open.remarks)")
  }

  @Test func `a cache that is a symbolic link is not used`() throws {
    let scene = try Scene(at: .scheduled)
    let cold = try ask(scene)
    _ = try ask(scene, cache: folder(scene))
    let file = try #require(try files(scene).first)
    try FileManager.default.moveItem(atPath: file, toPath: file + ".real")
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: file + ".real")
    #expect(try ask(scene, cache: folder(scene)) == cold)
  }

  @Test func `a change that is asked for by another is found in the cache too`() throws {
    let scene = try Scene(at: .scheduled)
    _ = try ask(scene, cache: folder(scene), id: "CHG-2026-ZZZZ")
    let unknown = try ask(scene, cache: folder(scene), id: "CHG-2026-ZZZZ")
    #expect(unknown.status == 4)
    let cold = try ask(scene)
    #expect(try ask(scene, cache: folder(scene)) == cold)
  }
}

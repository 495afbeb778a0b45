import Decision
import Foundation
import Git
import Ledger
import Primitives
import Records
import Reporting
import TestSupport
import Testing

/// A history read in slices: every verdict is that of the whole history.
struct SlicedHistoryTests {
  /// Forty changes in two nights, twenty each, so that each has neighbours that want its time.
  private static let fixture: Result<ScratchFolder, any Error> = Result {
    let folder = try ScratchFolder("history")
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = (tests as NSString).deletingLastPathComponent + "/benchmark-fixtures"
    let environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
    func run(_ program: String, _ words: [String], input: Data = Data()) throws -> String {
      let outcome = try Command.run(
        program, words, in: folder.path, environment: environment, input: input)
      guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
      return outcome.line
    }
    let git = try Command.find("git")
    _ = try run(program, ["history", "--acts", "420", "--changes", "40", folder.path])
    _ = try run(git, ["init", "-q", "--bare", "-b", "main", "repository.git"])
    let pack = try Data(contentsOf: URL(filePath: folder.path + "/history.pack"))
    _ = try run(git, ["-C", "repository.git", "index-pack", "--stdin"], input: pack)
    let tip = try String(contentsOf: URL(filePath: folder.path + "/tip"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    _ = try run(git, ["-C", "repository.git", "update-ref", "refs/heads/main", tip])
    return folder
  }

  private func repository() throws -> Repository {
    try Repository(discoveringFrom: Self.fixture.get().path + "/repository.git")
  }

  private func trunk(_ options: LedgerOptions) throws -> Trunk {
    try TrunkFinder(options: options).find(in: repository())
  }

  private static func line(_ id: String, _ history: History, _ now: Instant) -> String? {
    evaluate(id, in: history, now: now).map { VerdictJSON(engine: "x").verdict($0).line }
  }

  /// Where the trunk is looked at: a share of its first parents, in per cent.
  private static let shares = [20, 45, 70, 100]

  @Test(arguments: [1, 3, 7, 500], shares)
  func `verdicts of slices are those of the whole`(_ size: Int, _ share: Int) throws {
    var options = LedgerOptions(isReplay: true)
    let all = try HistoryReader(options: options).read(repository()).history
    let position = (all.graph.spine.count - 1) * share / 100
    let commit = all.graph.ids[all.graph.spine[position]]
    let now = all.graph.times[all.graph.spine[position]].advanced(by: 3600)
    options.at = commit
    options.now = now
    let whole = try HistoryReader(options: options).read(repository()).history
    options.signatures = SignatureMemo()
    let sliced = try SlicedHistory(
      options: options, trunk: trunk(options), size: size, repository())
    #expect(Set(sliced.slices.flatMap(\.self)) == Set(whole.changes.keys))
    #expect(sliced.slices.flatMap(\.self).count == whole.changes.keys.count)
    // Twice: the second time signatures are remembered.
    for _ in 0..<2 {
      for slice in sliced.slices {
        let lines = try sliced.map(slice, repository()) { Self.line($1, $0, now) }
        for (id, line) in zip(slice, lines) {
          #expect(line != nil)
          #expect(line == Self.line(id, whole, now), "\(id)")
        }
      }
    }
  }

  @Test func `the ground of slices has the policies and plans of the whole`() throws {
    let options = LedgerOptions(isReplay: true)
    let whole = try HistoryReader(options: options).read(repository()).history
    let sliced = try SlicedHistory(options: options, trunk: trunk(options), size: 5, repository())
    let ground = sliced.ground.history
    #expect(ground.graph.ids == whole.graph.ids)
    #expect(ground.graph.spine == whole.graph.spine)
    #expect(ground.inForce == whole.inForce)
    #expect(ground.policies.map(\.digest) == whole.policies.map(\.digest))
    #expect(ground.changes.keys.isEmpty)
    let ever = ChangeRequest.Interval(
      start: Instant(seconds: 0), end: Instant(seconds: 4_000_000_000))
    #expect(ground.plans.overlapping(ever) == whole.plans.overlapping(ever))
    #expect(ground.plans.overlapping(ever).count == 40)
    #expect(sliced.isTimeless)
  }

  @Test func `nothing is judged by an abridged history`() throws {
    let whole = try HistoryReader(options: LedgerOptions()).read(repository()).history
    let id = try #require(whole.changes.keys.min())
    let change = try #require(whole.changes[id])
    let abridged = whole.abridged(to: [id: change.abridged])
    #expect(evaluate(id, in: abridged, now: Instant(seconds: 2_000_000_000)) == nil)
    #expect(abridged.execution(of: id, now: Instant(seconds: 2_000_000_000)) == nil)
    #expect(abridged.changes[id]?.versions.map(\.digest) == change.versions.map(\.digest))
  }

  @Test func `a standpoint beside the trunk is refused`() throws {
    var options = LedgerOptions()
    options.at = ObjectID(String(repeating: "7", count: 40))
    let trunk = try trunk(options)
    #expect(throws: LedgerError.self) {
      _ = try SlicedHistory(options: options, trunk: trunk, repository())
    }
  }
}

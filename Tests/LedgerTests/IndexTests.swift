import Decision
import Foundation
import Git
import Ledger
import Primitives
import Reporting
import TestSupport
import Testing

/// An index of a history in a file: what is not as it was written decides nothing.
struct IndexTests {
  /// Three records with forty acts among other commits, and their index in a folder of its own.
  private struct Ground {
    let folder: ScratchFolder
    let file: String
    let cold: String

    init() throws {
      let folder = try ScratchFolder("index")
      let path = folder.path
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let program = (tests as NSString).deletingLastPathComponent + "/benchmark-fixtures"
      func run(_ program: String, _ words: [String], input: Data = Data()) throws {
        let outcome = try Command.run(
          program, words, in: path, environment: ["HOME": path, "PATH": "/usr/bin:/bin"],
          input: input)
        guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
      }
      let git = try Command.find("git")
      try run(
        program, ["history", "--commits", "1500", "--acts", "40", "--changes", "3", path])
      try run(git, ["init", "-q", "--bare", "-b", "main", "repository.git"])
      let pack = try Data(contentsOf: URL(filePath: path + "/history.pack"))
      try run(git, ["-C", "repository.git", "index-pack", "--stdin"], input: pack)
      let tip = try String(contentsOf: URL(filePath: path + "/tip"), encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      try run(git, ["-C", "repository.git", "update-ref", "refs/heads/main", tip])
      let store = IndexStore(folder: path + "/cache", engine: "test")
      let repository = try Repository(discoveringFrom: path + "/repository.git")
      var options = LedgerOptions(isReplay: true)
      options.keepsIndex = true
      guard let index = try HistoryReader(options: options).read(repository).index,
        store.keep(index, of: repository) == nil,
        let name = try FileManager.default.contentsOfDirectory(atPath: path + "/cache").first
      else { throw TestFailure("there is no index") }
      self.folder = folder
      file = path + "/cache/" + name
      cold = try IndexTests.answers(after: nil, repository)
    }

    /// What is answered with the index that the file holds now, and whether it was found damaged;
    /// nil if it is not used at all.
    func warm() throws -> (answers: String?, isDamaged: Bool)? {
      let store = IndexStore(folder: folder.path + "/cache", engine: "test")
      let repository = try Repository(discoveringFrom: folder.path + "/repository.git")
      guard let index = store.index(of: repository) else { return nil }
      let answers = try? IndexTests.answers(after: index, repository)
      return (answers, index.isDamaged)
    }

    func write(_ bytes: Data) throws {
      // As the program does it: whoever has mapped the old file keeps it.
      try bytes.write(to: URL(filePath: file), options: .atomic)
      chmod(file, 0o600)
    }
  }

  private static func answers(after index: HistoryIndex?, _ repository: borrowing Repository)
    throws -> String
  {
    var options = LedgerOptions(isReplay: true)
    let id = "CHG-2016-00001"
    options.only = [id]
    let history = try HistoryReader(options: options).read(repository, index: index).history
    let now = Instant(seconds: 1_800_000_000)
    guard let verdict = evaluate(id, in: history, now: now) else { return "nothing" }
    return VerdictJSON(engine: "test").verdict(verdict).line
  }

  @Test func `an index in a file answers what reading anew answers`() throws {
    let ground = try Ground()
    let warm = try #require(try ground.warm())
    #expect(!warm.isDamaged)
    #expect(warm.answers == ground.cold)
    #expect(ground.cold.count > 100)
  }

  @Test func `an index with a changed byte is not used, is found damaged or was not asked there`()
    throws
  {
    let ground = try Ground()
    let good = try Data(contentsOf: URL(filePath: ground.file))
    var random = SystemRandom(state: 11)
    var damaged = 0
    for _ in 0..<150 {
      var copy = good
      let place = Int(random.next() % UInt64(good.count))
      copy[copy.startIndex + place] ^= UInt8(1 << (random.next() % 8))
      try ground.write(copy)
      guard let warm = try ground.warm() else { continue }
      if warm.isDamaged { damaged += 1 } else { #expect(warm.answers == ground.cold, "\(place)") }
    }
    #expect(damaged > 20, "most of the file is asked for")
  }

  @Test func `an index that ends anywhere but at its end is not used`() throws {
    let ground = try Ground()
    let good = try Data(contentsOf: URL(filePath: ground.file))
    var random = SystemRandom(state: 5)
    for _ in 0..<60 {
      try ground.write(good.prefix(Int(random.next() % UInt64(good.count))))
      #expect(try ground.warm() == nil)
    }
    try ground.write(good + good)
    #expect(try ground.warm() == nil)
  }

  /// A generator whose numbers are the same in every run.
  private struct SystemRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11
    }
  }
}

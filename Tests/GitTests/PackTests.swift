import Foundation
import Git
import Primitives
import Testing

/// What is read of packs: the same as Git reads, or nothing.
struct PackTests {
  /// Settings by which Git packs the same objects in different ways.
  static let packings: [[String]] = [
    ["-c", "pack.window=50", "-c", "pack.depth=50", "repack", "-a", "-d", "-f", "-q"],
    // Deltas that name their base rather than its place.
    ["-c", "repack.usedeltabaseoffset=false", "repack", "-a", "-d", "-f", "-q"],
    ["-c", "pack.window=0", "-c", "pack.compression=0", "repack", "-a", "-d", "-f", "-F", "-q"],
    // More than one pack, some objects in several, some loose.
    ["repack", "-q"],
  ]

  @Test(arguments: packings)
  func `every object is read as git reads it`(_ packing: [String]) throws {
    let scratch = try Self.history(30)
    if packing.count == 2 { try scratch.git(["repack", "-a", "-q"]) }
    try scratch.commit("another", files: ["text/3": Self.text(99)])
    try scratch.git(packing)
    try scratch.commit("loose", files: ["text/4": Self.text(100)])
    let repository = try scratch.open()
    for (id, kind, right) in try Self.objects(scratch) {
      #expect(try repository.withObject(id, as: kind) { [UInt8]($0) } == right)
    }
  }

  @Test func `trees of packs are seen from any thread, others are left to the repository`() throws {
    let scratch = try Self.history(10)
    try scratch.git(["repack", "-a", "-d", "-q"])
    let packed = try scratch.id(["rev-parse", "HEAD^{tree}"])
    try scratch.commit("loose", files: ["new": "new"])
    let loose = try scratch.id(["rev-parse", "HEAD^{tree}"])
    let blob = try scratch.id(["rev-parse", "HEAD~1:text/0"])
    let repository = try scratch.open()
    let seen = repository.scout.map([packed, loose, blob]) { $0.entry(named: "text") }
    #expect(try seen[0] == repository.entry(atPath: "text", inTree: packed))
    #expect(seen[1] == nil)
    #expect(seen[2] == nil)
  }

  @Test func `a changed pack never gives another object's bytes`() throws {
    let scratch = try Self.history(12)
    try scratch.git(["repack", "-a", "-d", "-f", "-q"])
    let objects = try Self.objects(scratch)
    var refused = 0
    try Self.changing(".pack", of: scratch, rounds: 100) { repository in
      for (id, kind, right) in objects {
        do throws(GitError) {
          let bytes = try repository.withObject(id, as: kind) { [UInt8]($0) }
          #expect(bytes == right)
        } catch {
          refused += 1
        }
      }
    }
    #expect(refused > 0)
  }

  // libgit2 itself does not survive each of these indices: the scout never asks it.
  @Test func `a changed index never gives another tree`() throws {
    let scratch = try Self.history(12)
    try scratch.git(["repack", "-a", "-d", "-f", "-q"])
    let roots = try scratch.git(["log", "--format=%T"]).split(separator: "\n").compactMap {
      ObjectID(String($0))
    }
    let right = try scratch.open().scout.map(roots) { $0.entry(named: "text") }
    #expect(!right.contains { $0 == nil })
    var refused = 0
    try Self.changing(".idx", of: scratch, rounds: 300) { repository in
      for (found, entry) in zip(repository.scout.map(roots, { $0.entry(named: "text") }), right) {
        #expect(found == nil || found == entry)
        refused += found == nil ? 1 : 0
      }
    }
    #expect(refused > 0)
  }

  @Test func `one object's bytes under another's name are an error`() throws {
    let scratch = try Self.history(3)
    try scratch.git(["repack", "-a", "-d", "-f", "-q"])
    let (one, two) = (
      try scratch.id(["rev-parse", "HEAD"]), try scratch.id(["rev-parse", "HEAD~1"])
    )
    let folder = scratch.path + "/.git/objects/pack/"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".idx") })
    var index = Array(try Data(contentsOf: URL(fileURLWithPath: folder + name)))
    let count = index[1028..<1032].reduce(0) { $0 << 8 | Int($1) }
    func place(_ id: ObjectID) -> Int? {
      (0..<count).first { index[(1032 + $0 * 20)..<(1052 + $0 * 20)].elementsEqual(id.bytes) }
    }
    let (first, second) = (try #require(place(one)), try #require(place(two)))
    let offsets = 1032 + count * 24
    for byte in 0..<4 { index.swapAt(offsets + first * 4 + byte, offsets + second * 4 + byte) }
    try FileManager.default.removeItem(atPath: folder + name)
    try Data(index).write(to: URL(fileURLWithPath: folder + name))
    let repository = try scratch.open()
    let error = failure { () throws(GitError) in _ = try repository.commit(one) }
    #expect(error?.code == .corrupt)
    let walk = failure { () throws(GitError) in _ = try CommitGraph(of: repository, from: [one]) }
    #expect(walk?.code == .corrupt)
  }

  // MARK: Histories

  /// Commits that edit a few long texts, so that Git finds deltas.
  private static func history(_ count: Int) throws -> ScratchRepository {
    let scratch = try ScratchRepository()
    for number in 0..<count {
      try scratch.commit("edit \(number)", files: ["text/\(number % 3)": text(number)])
    }
    return scratch
  }

  private static func text(_ number: Int) -> String {
    (0..<200).map { line in line == number * 7 % 200 ? "edit \(number)" : "line \(line)" }
      .joined(separator: "\n")
  }

  /// All objects as Git reads them.
  private static func objects(
    _ scratch: ScratchRepository
  ) throws -> [(id: ObjectID, kind: ObjectKind, bytes: [UInt8])] {
    let all = try scratch.gitBytes(["cat-file", "--batch-all-objects", "--batch"])
    var objects: [(id: ObjectID, kind: ObjectKind, bytes: [UInt8])] = []
    var rest = all[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let parts = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      let (id, kind) = (ObjectID(String(parts[0])), ObjectKind(rawValue: String(parts[1])))
      let size = try #require(Int(parts[2]))
      let bytes = [UInt8](rest.dropFirst(end + 1 - rest.startIndex).prefix(size))
      objects.append((try #require(id), try #require(kind), bytes))
      rest = rest[(end + 2 + size)...]
    }
    return objects
  }

  /// Calls `body` with the repository after each of many changes of one of its files.
  private static func changing(
    _ ending: String, of scratch: ScratchRepository, rounds: Int,
    _ body: (borrowing Repository) throws -> Void
  ) throws {
    let folder = scratch.path + "/.git/objects/pack/"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(ending) })
    let file = URL(fileURLWithPath: folder + name)
    let good = Array(try Data(contentsOf: file))
    var random = SeededGenerator(seed: 7)
    for round in 0..<rounds {
      // Another file, for the old one may still be mapped.
      try FileManager.default.removeItem(at: file)
      try Data(changed(good, round, &random)).write(to: file)
      try body(scratch.open())
    }
  }

  /// Bytes with some changed: a few, a stretch of them, or the end cut off.
  private static func changed(
    _ bytes: [UInt8], _ round: Int, _ random: inout SeededGenerator
  ) -> [UInt8] {
    if round % 8 > 5 { return random.mutation(of: bytes) }
    var result = bytes
    for _ in 0...(round % 4) {
      let place = Int.random(in: 0..<result.count, using: &random)
      result[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }
    return result
  }
}

internal import Primitives

/// A commit that changes code and says nothing about changes.
struct PlainCommit {
  let person: String
  let time: Instant
  let message: String
  /// Empty for the merge of a branch.
  let edits: [CodeEdit]
}

/// Work on the code, spread evenly over the time of the fixture, the same in every run: commits
/// on the trunk, and branches of two or three that a merge brings.
struct Development {
  private let commits: Int
  private let start: Instant
  private let end: Instant
  private var done = 0
  private var random = SplitMix()

  /// One piece of work of so many is a branch.
  private static let branchShare = 8
  /// The time between two commits where nothing else says how long the fixture lasts.
  static let pace: Int64 = 300

  init(commits: Int, from start: Instant, to end: Instant) {
    (self.commits, self.start, self.end) = (commits, start, end)
  }

  /// The next piece of work if it is done before `limit`: one commit, or a branch and its merge.
  ///
  /// All commits of a branch have one time: an act that follows must not be older than they are.
  mutating func next(before limit: Instant?) -> [PlainCommit]? {
    let time = start.advanced(
      by: (end.seconds - start.seconds) * Int64(done) / Int64(max(1, commits)))
    guard done < commits, limit.map({ time < $0 }) ?? true else { return nil }
    let onBranch = random.next(Self.branchShare) == 0 ? 2 + random.next(2) : 1
    guard onBranch > 1, done + onBranch < commits else { return [commit(at: time)] }
    let work = (0..<onBranch).map { _ in commit(at: time) }
    defer { done += 1 }
    let merge = "Merge branch 'area-\(random.next(90))'\n\n" + sentence() + "\n"
    return work + [PlainCommit(person: "dev.lead", time: time, message: merge, edits: [])]
  }

  private mutating func commit(at time: Instant) -> PlainCommit {
    defer { done += 1 }
    // Most commits touch one file, some two or three, each in a folder of its own.
    let folder = random.next(CodeTree.folders)
    let edits = (0..<[1, 1, 1, 1, 2, 3][random.next(6)]).map { place in
      CodeEdit(
        folder: (folder + place) % CodeTree.folders, file: random.next(CodeTree.filesPerFolder),
        text: "// Revision \(done).\(place)\nlet limit = \(random.next(1000))\n// \(sentence())\n")
    }
    return PlainCommit(
      person: "dev.\(random.next(40) + 10)", time: time, message: message(), edits: edits)
  }

  /// Fifty bytes to six hundred: a subject, in half of all a body, in a third trailers.
  private mutating func message() -> String {
    var text = "Let \(sentence())\n"
    if random.next(2) == 0 {
      text += "\n"
      for _ in 0...random.next(7) { text += sentence() + "\n" }
    }
    if random.next(3) == 0 {
      text += "\nReviewed-by: Dev \(random.next(40) + 10) <dev@harbourline.example>\n"
    }
    return text
  }

  private mutating func sentence() -> String {
    (0..<9 + random.next(4)).map { _ in Self.words[random.next(Self.words.count)] }
      .joined(separator: " ")
  }

  private static let words = """
    the reader window claims partner exports queue archive ledger mail keep close open retry \
    again where nobody asks after each night before morning and with without into from a an \
    slow empty late first last given found counted settled filed test cover handle name path
    """.split(separator: " ").map(String.init)
}

/// Numbers that look random and are the same in every run (Steele, Lea, Flood: SplitMix64).
struct SplitMix {
  private var state: UInt64 = 0x5EED

  /// A number from zero up to `bound`, which it never is.
  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) >> 33) % bound
  }
}

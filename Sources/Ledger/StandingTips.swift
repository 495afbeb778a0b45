internal import Git
internal import Primitives

/// The trunk and the branches with acts on their way to it, as they all stood at one moment.
///
/// An objection leaves its branch when it lands. Whoever looked for it on the trunk before that, and
/// among the branches after it, would hear it nowhere.
struct StandingTips {
  let trunk: Trunk
  let carriers: [ObjectID]

  /// How often references are listed that change meanwhile; listing them takes milliseconds.
  private static let attempts = 20

  /// Lists the branches before and after the trunk is looked up, until both lists are the same.
  ///
  /// That also hears of a reference that `git pack-refs` moved while it was looked for. Throws
  /// `references-moving` if no two lists are the same.
  init(_ options: LedgerOptions, reader: PolicyReader, _ repository: borrowing Repository)
    throws(LedgerError)
  {
    let finder = TrunkFinder(options: options, reader: reader)
    // A replay judges what had landed.
    guard options.at == nil else {
      trunk = try finder.find(in: repository)
      carriers = []
      return
    }
    var before = try Self.carriers(repository)
    for _ in 0..<Self.attempts {
      let found = try finder.find(in: repository)
      let after = try Self.carriers(repository)
      if after == before {
        trunk = found
        carriers = after.map(\.commit)
        return
      }
      before = after
    }
    throw LedgerError(
      "references-moving", "branches of acts changed faster than they could be listed",
      hint: "run it again when nothing is pushed or fetched")
  }

  private struct Carrier: Equatable {
    let name: String
    let commit: ObjectID
  }

  private static func carriers(_ repository: borrowing Repository) throws(LedgerError) -> [Carrier]
  {
    let listed = try reading { () throws(GitError) in
      try repository.references(withPrefix: "refs/heads/assent/")
        + repository.references(withPrefix: "refs/remotes/") { name in
          // A remote's name may have slashes too: one carrier too many is only read.
          name.split(separator: "/").dropFirst(3).contains("assent")
        }
    }
    return listed.map { Carrier(name: $0.name, commit: $0.commit) }
  }
}

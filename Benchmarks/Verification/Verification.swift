internal import Decision
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives

/// Measures what stands around the arithmetic of signatures when the commits of a history are
/// verified from memory.
@main
enum Verification {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 3, let threads = Int(words[2]), threads > 0 else {
      print("usage: benchmark-verification REPOSITORY THREADS")
      exit(2)
    }
    let repository = try Repository(discoveringFrom: words[1])
    let reading = try HistoryReader(options: LedgerOptions(threads: threads)).read(repository)
    let commits = try SignedBytes.all(in: reading.history, repository)
    guard let policy = reading.history.policies.last else { return }
    let certificates = try Certificates(policy, repository)
    let prepared = try commits.map { try Prepared($0, certificates) }
    let keys = reading.keys
    let whole = milliseconds(commits, threads) { commit in
      commit.parsed.map { keys.signer(of: $0, by: policy).person != nil } ?? false
    }
    let arithmetic = milliseconds(prepared, threads) { $0.holds() }
    print("signatures \(commits.count)\nwhole-ms \(whole)\narithmetic-ms \(arithmetic)")
  }

  /// How long it takes to find every one of them good.
  private static func milliseconds<Input: Sendable>(
    _ inputs: [Input], _ threads: Int, _ isGood: @escaping @Sendable (Input) -> Bool
  ) -> Int {
    let time = ContinuousClock().measure {
      let found = parallelMap(inputs, threads: threads, isGood)
      precondition(found.allSatisfy(\.self), "every signature of the history is good")
    }
    return Int(time / .milliseconds(1))
  }
}

/// A signed commit as it lies in the repository.
struct SignedBytes: Sendable {
  let id: ObjectID
  let raw: [UInt8]

  /// The commit, read once more.
  var parsed: CommitObject? { try? CommitObject(id: id, raw: raw) }

  /// The signed commits of a history.
  static func all(in history: History, _ repository: borrowing Repository) throws -> [SignedBytes] {
    var found: [SignedBytes] = []
    for id in history.graph.ids {
      let commit = try repository.commit(id)
      if commit.signature != nil { found.append(SignedBytes(id: id, raw: commit.raw)) }
    }
    return found
  }
}

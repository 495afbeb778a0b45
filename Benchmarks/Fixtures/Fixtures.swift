internal import Glibc
internal import Primitives

/// Writes what the benchmarks measure: a signed history, a folder of records, bare arithmetic.
@main
enum Fixtures {
  private static let usage = """
    usage: benchmark-fixtures history [--commits N] [--acts N] [--changes N] [--keys KIND] DIRECTORY
           benchmark-fixtures records [--records N] DIRECTORY
           benchmark-fixtures arithmetic [--verifications N] [--threads N] [--keys KIND]
    KIND is ed25519, ecdsa, rsa, openpgp or mixed.
    """

  static func main() throws {
    do {
      try run(Options(CommandLine.arguments.dropFirst()))
    } catch let error as FixtureError {
      print("\(error)\n\(usage)")
      exit(2)
    }
  }

  private static func run(_ options: Options) throws {
    var options = options
    switch (options.others.first, options.others.count) {
    case ("history", 2):
      let acts = try options.number("acts", or: 0)
      let fixture = HistoryFixture(
        commits: try options.number("commits", or: 0), acts: acts,
        records: try options.number("changes", or: (acts + 9) / 10), keys: try options.keys())
      try options.end()
      try fixture.write(to: options.others[1])
    case ("records", 2):
      let folder = RecordFolder(records: try options.number("records", or: 1000))
      try options.end()
      try folder.write(to: options.others[1])
    case ("arithmetic", 1):
      let arithmetic = Arithmetic(
        verifications: try options.number("verifications", or: 10_000),
        threads: try options.number("threads", or: 1))
      let keys = try options.keys()
      try options.end()
      print(try arithmetic.milliseconds(keys: keys))
    default: throw FixtureError(description: "no such command")
    }
  }
}

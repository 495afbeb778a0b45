internal import Glibc
internal import Primitives

/// Writes what the benchmarks measure: a signed history, a folder of records, bare arithmetic.
@main
enum Fixtures {
  private static let usage = """
    usage: benchmark-fixtures history ACTS RECORDS DIRECTORY
           benchmark-fixtures records RECORDS DIRECTORY
           benchmark-fixtures arithmetic VERIFICATIONS THREADS
    """

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let numbers = words.dropFirst().compactMap { Int($0) }
    let last = words.last ?? ""
    switch (words.first, numbers.count, words.count) {
    case ("history", 2, 4):
      try HistoryFixture(acts: numbers[0], records: numbers[1]).write(to: last)
    case ("records", 1, 3):
      try RecordFolder(records: numbers[0]).write(to: last)
    case ("arithmetic", 2, 3):
      print(Arithmetic.milliseconds(verifications: numbers[0], threads: numbers[1]))
    default:
      print(usage)
      exit(2)
    }
  }
}

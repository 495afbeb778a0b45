import EvidencePack
import Foundation
import Records
import TestSupport
import Testing

struct FleetTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder("fleet") }

  private func assent(_ arguments: [String]) throws -> Command.Outcome {
    try Assent.run(arguments, in: folder.path, home: folder.path, timeout: 300)
  }

  private func report(_ out: String) throws -> Command.Outcome {
    try assent([
      "audit", "report", "--fleet", "clones/fleet.yaml", "--from", "2020-01-01", "--to",
      "2036-01-01", "--by", "created", "--now", "2035-01-01T00:00:00Z", "--no-bundle", "--out", out,
      "--format", "json",
    ])
  }

  @Test func `one clone that cannot be read is named first and stops no other`() throws {
    #expect(try assent(["demo", "--directory", "\(folder.path)/clones/one"]).status == 0)
    try folder.write("not a repository", to: "clones/two/README")
    try folder.write(
      """
      schema: assent/fleet/1
      repositories:
        - path: two
          trust-root: first
        - path: one/repository
          trust-root: first
        - path: ./one/repository
          trust-root: first

      """, to: "clones/fleet.yaml")
    let outcome = try report("out")
    #expect(outcome.status == 3, "\(outcome.errorText)")
    let answer = try JSON(parsing: outcome.output)
    #expect(
      answer["not-audited"].elements.map { $0["path"].string } == ["two", "./one/repository"])
    let repositories = answer["repositories"].elements
    #expect(repositories.count == 1)
    let out = "\(folder.path)/out"
    let packs = try FileManager.default.contentsOfDirectory(atPath: out).filter {
      FileManager.default.fileExists(atPath: "\(out)/\($0)/MANIFEST.sha256")
    }
    #expect(packs == [repositories[0]["repository"].string?.replacing("/", with: "-")])
    try checkTogether(out, packs[0])
  }

  /// What stands beside the packs, by programs that are not ours.
  private func checkTogether(_ out: String, _ pack: String) throws {
    let environment = CleanEnvironment.variables(home: folder.path)
    let sums = try Command.run(
      try Command.find("sha256sum"), ["--check", "--quiet", "MANIFEST.sha256"], in: out,
      environment: environment)
    #expect(sums.status == 0, "\(sums.errorText)")
    let query = { (database: String, text: String) in
      try Command.run(
        try Command.find("sqlite3"), ["-batch", database, text], in: out, environment: environment
      ).text
    }
    #expect(try query("audit.db", "pragma integrity_check") == "ok\n")
    #expect(try query("audit.db", "pragma foreign_key_check") == "")
    for table in DatabaseSchema.tables.map(\.name) {
      let count = "select count(*) from \(table)"
      #expect(try query("audit.db", count) == query("\(pack)/audit.db", count), "\(table)")
    }
    let page = try String(contentsOfFile: "\(out)/index.html", encoding: .utf8)
    let place = try #require(page.range(of: "Not audited")?.lowerBound)
    #expect(try place < #require(page.range(of: "<h2>Exceptions")?.lowerBound))
    let rows = try CSVFileTests.read(
      PackFile(
        path: "population.csv",
        bytes: Array(try Data(contentsOf: URL(filePath: "\(out)/population.csv")))))
    #expect(rows[0].prefix(2) == ["repository", "id"])
    #expect("\(rows.count - 1)\n" == (try query("audit.db", "select count(*) from changes")))
  }

  @Test(arguments: [
    ("schema: assent/fleet/2\nrepositories:\n  - path: a\n    trust-root: first\n", ":1:9: "),
    ("schema: assent/fleet/1\nrepositories: []\n", ":2:15: "),
    ("schema: assent/fleet/1\nrepositories:\n  - path: a\n", ":3:5: "),
    ("schema: assent/fleet/1\nrepositories:\n  - path: a\n    trust-root: main\n", ":4:17: "),
    (
      "schema: assent/fleet/1\nrepositories:\n  - path: a\n    trust-root: first\n    url: x\n",
      ":5:5: "
    ),
  ])
  func `a fleet that is wrong is refused at its place`(_ text: String, _ place: String) throws {
    try folder.write(text, to: "clones/fleet.yaml")
    let outcome = try report("out")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("clones/fleet.yaml\(place)"), "\(outcome.errorText)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test func `what belongs to one repository does not go with a fleet`() throws {
    for option in [["--at", "HEAD"], ["--trust-root", "first"], ["--deployments", "x"]] {
      let outcome = try assent(
        [
          "audit", "report", "--fleet", "f", "--from", "2026-01-01", "--to", "2026-02-01", "--out",
          "o",
        ] + option)
      #expect(outcome.status == 2)
      #expect(outcome.errorText.contains("does not go with --fleet"))
    }
  }

  @Test func `rows of several tables stay whole when they are put together`() throws {
    let one = CSVFile.file(.population, of: Hostile.report)
    var merge = CSVMerge()
    merge.add(one.bytes, heading: "repository", owner: "=a,b")
    merge.add(one.bytes, heading: "repository", owner: "c")
    let rows = try CSVFileTests.read(PackFile(path: "population.csv", bytes: merge.content))
    let alone = try CSVFileTests.read(one)
    #expect(rows.count == alone.count * 2 - 1)
    #expect(rows.dropFirst().prefix(alone.count - 1).allSatisfy { $0[0] == "'=a,b" })
    #expect(
      rows.dropFirst().prefix(alone.count - 1).map { Array($0.dropFirst()) }
        == alone.dropFirst().map { $0 })
  }
}

import Audit
import Primitives
import Testing

/// Deployment feeds of ours, and how they are made of exports.
struct DeploymentFeedTests {
  private static let commit = "4f1c2a9be07d35c86a1b9d2e4f7083b5c6d1e2fa"
  private static let digest = String(repeating: "0a", count: 32)

  @Test func `CSV and JSON Lines say the same`() throws {
    let table = """
      \u{FEFF}system,time,who,commit,digest\r
      claims-db,2026-03-07T01:00:00+01:00,"Stone, Fay",\(Self.commit),\r
      mail,2026-03-08T00:00:00Z,,,sha256:\(Self.digest)\r

      """
    let lines = """
      {"time":"2026-03-07T00:00:00Z","system":"claims-db","commit":"\(Self.commit)","who":"Stone, Fay"}

      {"time":"2026-03-08T00:00:00Z","system":"mail","digest":"\(Self.digest)","who":null}
      """
    let one = try DeploymentFeed.read(Array(table.utf8), name: "feed")
    let other = try DeploymentFeed.read(Array(lines.utf8), name: "feed")
    #expect(one.lines == other.lines)
    #expect(one.deployments.map(\.line) == [2, 3])
    #expect(other.deployments.map(\.line) == [1, 3])
    #expect(one.deployments[0].time.description == "2026-03-07T00:00:00Z")
    // What we write is what we read.
    #expect(try DeploymentFeed.read(Array(one.lines.utf8), name: "again").lines == one.lines)
  }

  static let bad: [(String, String)] = [
    ("", "feed:1: the file is empty"),
    ("time,commit\n", "feed:1: the header lacks `system`"),
    (
      "time;system;commit\n",
      "feed:1:1: unknown column `time;system;commit`; known are time, system, commit, digest, who; "
        + "fields are parted by commas"
    ),
    ("time,system,time\n", "feed:1:13: column `time` stands twice"),
    (
      "time,system,comit\n",
      "feed:1:13: unknown column `comit`; known are time, system, commit, digest, who"
    ),
    (
      "time,system,commit\n2026-03-07,db,\(commit)\n",
      "feed:2:1: `time` is an RFC 3339 time with its offset, 2026-03-08T01:00:00Z"
    ),
    (
      "time,system,commit\n2026-03-07T01:00:00Z,,\(commit)\n", "feed:2:22: `system` is missing"
    ),
    (
      "time,system,commit\n2026-03-07T01:00:00Z,db,4f1c2a9\n",
      "feed:2:25: `commit` is a full id of 40 digits 0-9 and a-f"
    ),
    (
      "time,system,commit\n2026-03-07T01:00:00Z,db,\n",
      "feed:2: neither `commit` nor `digest` says what was deployed"
    ),
    ("{\"time\":1}\n", "feed:1: `time` is no text"),
    ("{\"time\":\"x\"", "feed:1:12: a comma or `}` is missing"),
    ("{}\n[]\n", "feed:2: a line is one object"),
    (
      "{\"when\":\"x\"}",
      "feed:1: unknown column `when`; known are time, system, commit, digest, who"
    ),
  ]

  @Test(arguments: bad)
  func `a feed that is not in order is refused where that shows`(_ text: String, _ fault: String) {
    let found = #expect(throws: InputFault.self) {
      try DeploymentFeed.read(Array(text.utf8), name: "feed")
    }

    #expect(found?.description == fault)
  }
}

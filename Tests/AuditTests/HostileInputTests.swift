import Audit
import Testing

/// Files from outside may hold anything: they are read or refused at a place, and nothing falls over.
struct HostileInputTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static let commit = "a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d"

  private static let samples = [
    """
    [{"id":41,"iid":1,"sha":"\(commit)","updated_at":"2026-03-07T07:38:12.414Z","status":"success",
      "user":{"username":"fay"},"environment":{"name":"production"},"deployable":null}]
    """,
    """
    {"name":"d","builds":[{"number":7,"result":"SUCCESS","timestamp":9223372036854775807,
     "duration":9223372036854775807,"actions":[{"lastBuiltRevision":{"SHA1":"\(commit)"}}]}]}
    """,
    """
    {"items":[{"metadata":{"name":"c"},"status":{"history":[{"id":3,"revision":"\(commit)",
     "deployedAt":"9999-12-31T23:59:59Z","initiatedBy":{"automated":true}}]}}]}
    """,
    """
    {"value":[{"id":11,"release":{"artifacts":[{"definitionReference":{"version":{"id":"\(commit)"}}}]},
     "releaseDefinition":{"name":"c"},"deploymentStatus":"succeeded",
     "completedOn":"0001-01-01T00:00:00+23:59"}]}
    """,
    """
    {"id":1,"sha":"\(commit)","url":"https://api.github.com/repos/o/n/deployments/1",
     "created_at":"2026-03-07T20:19:00Z","environment":"production","creator":null}
    """,
    "time,system,commit,who\r\n2026-03-07T01:00:00Z,db,\(commit),\"x \"\"y\"\"\"\r\n",
    "person,left\nbo.chen,2026-03-01\nann,\n",
    """
    {"taken":"2026-03-20T00:00:00Z","branch":"main","settings":[{"enforcement":"active",
     "conditions":{"ref_name":{"include":["~ALL"],"exclude":[]}},"rules":[{"type":"deletion"}]}]}
    """,
  ]

  private static let signs = Array("{}[],\"\\\n\r-9e".utf8)

  @Test(arguments: 0..<300)
  func `spoilt files are read or refused`(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    var bytes = Array(Self.samples[seed % Self.samples.count].utf8)
    for _ in 0..<Int.random(in: 0...4, using: &dice) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &dice)
      switch Int.random(in: 0...3, using: &dice) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(Self.signs.randomElement(using: &dice) ?? 0, at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    let given = bytes
    check { () throws(InputFault) in _ = try DeploymentFeed.read(given, name: "f") }
    check { () throws(InputFault) in _ = try StaffList.read(given, name: "f") }
    check { () throws(InputFault) in _ = try ToolEvidence.read(given, name: "f") }
    for format in ForgeExport.Format.allCases {
      check { () throws(InputFault) in
        let feed = try ForgeExport(format: format).read([("f", given)]).feed
        // What is written is read again.
        if !feed.deployments.isEmpty {
          let again = try DeploymentFeed.read(Array(feed.lines.utf8), name: "f")
          #expect(again.lines == feed.lines)
        }
      }
    }
  }

  private func check(_ body: () throws(InputFault) -> Void) {
    do throws(InputFault) { try body() } catch {
      #expect(error.file == "f" && error.line >= 1 && (error.column ?? 1) >= 1)
      #expect(!error.reason.isEmpty)
    }
  }
}

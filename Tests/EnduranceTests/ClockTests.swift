import Foundation
import TestSupport
import Testing

/// The clock is read once, no cache knows of it, and any time that can be written can be asked about.
struct ClockTests {
  private static let times = [
    "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z",
    "2026-03-08T01:05:00+01:00", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z",
    "9999-12-31T23:59:59Z", "1901-12-13T20:45:51Z",
  ]

  private func question(_ scene: Scene, _ more: [String]) -> [String] {
    [
      "gate", scene.record.id, "--commit", SampleRecord.artifact, "--trust-root", scene.root,
      "--format", "json",
    ] + more
  }

  @Test func `a cache serves every time, forwards and backwards`() throws {
    let scene = try Scene(at: .scheduled)
    let ground = try Ground(scene: scene)
    let cache = ground.place.home + "/cache"
    for time in Self.times + Self.times.reversed() {
      let words = question(scene, ["--what-if", "--now", time])
      let cold = try ground.run(words)
      let warm = try ground.run(words + ["--cache", cache])
      #expect(warm.output == cold.output && warm.status == cold.status, "\(time)")
      #expect([1, 3, 8, 2].contains(cold.status), "\(time): \(cold.errorText)")
      #expect(cold.status != 2 || cold.errorText.contains("RFC 3339"), "\(time)")
    }
  }

  private static let library = try? Command.run(
    "/bin/sh", ["-c", "ls /usr/lib/*/faketime/libfaketime.so.1"], in: "/", environment: [:]
  ).line
  private static let isExpected =
    library?.isEmpty == false || ProcessInfo.processInfo.environment["CI"] == "true"

  /// The program with a clock of its own, which strides by so many seconds whenever it is read.
  private func run(_ ground: Ground, _ words: [String], at time: String, stride: Int) throws
    -> Command.Outcome
  {
    try ground.run(
      words,
      environment: [
        "LD_PRELOAD": try #require(Self.library), "FAKETIME": "@\(time) i\(stride)",
        "FAKETIME_DONT_RESET": "1", "DONT_FAKE_MONOTONIC": "1", "TZ": "UTC",
      ])
  }

  // A second look at the clock would judge half of it a day later.
  @Test(.enabled(if: isExpected, "there is no libfaketime"), arguments: [0, 3600, 86_400 * 400])
  func `a clock that jumps during a run is looked at once`(_ stride: Int) throws {
    let scene = try Scene(at: .scheduled)
    let ground = try Ground(scene: scene)
    let time = scene.inWindow.text.replacing("T", with: " ").replacing("Z", with: "")
    let live = try run(ground, question(scene, []), at: time, stride: stride)
    let verdict = try Verdict(live)
    let now = try #require(verdict.json["now"].string)
    let asked = try Verdict(ground.run(question(scene, ["--what-if", "--now", now])))
    for key in ["gate", "stage", "state", "stages", "acts", "flags"] {
      #expect(verdict.json[key] == asked.json[key], "\(now): \(key)")
    }
    if stride == 0 { #expect(live.status == 0, "\(live.errorText)") }
  }

  // Forged dates are no evidence, and no reason to fail.
  @Test func `commits of the far future and the far past`() throws {
    let scene = try Scene(at: .scheduled)
    let expected = try scene.gate(at: scene.inWindow).decision
    let plain = try scene.commit("Work\n", by: .joe)
    let raw = String(decoding: try scene.repository.rawBytes(of: plain), as: UTF8.self)
    for seconds in ["0", "4102444800", "253402300799", "-1", "99999999999999999999"] {
      let dated = raw.replacing(#/ [0-9]+ \+0000/#, with: " \(seconds) +0000")
      scene.tip = try scene.repository.rawCommit(Data(dated.utf8))
      let verdict = try scene.gate(at: scene.inWindow)
      #expect(verdict.decision == expected, "\(seconds): \(verdict)")
    }
  }
}

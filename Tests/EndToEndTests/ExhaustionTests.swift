import Foundation
import TestSupport
import Testing

/// What costs the attacker little must not cost the verifier much.
struct ExhaustionTests {
  /// Appends commits without signatures to a branch that begins at `base`; returns its tip.
  private func branch(
    _ scene: Scene, from base: String, messages: [String],
    files: [(path: String, text: String)] = []
  ) throws -> String {
    var stream = ""
    func add(_ message: String, _ number: Int) {
      stream += "commit refs/scratch/attack\nmark :\(number)\n"
      stream += "committer Mal <mal@example.org> \(scene.clock.seconds + number) +0000\n"
      stream += "data \(message.utf8.count)\n\(message)\n"
      if number == 1 {
        stream += "from \(base)\n"
        for file in files {
          stream += "M 100644 inline \(file.path)\ndata \(file.text.utf8.count)\n\(file.text)\n"
        }
      }
    }
    for (number, message) in messages.enumerated() { add(message, number + 1) }
    stream += "get-mark :\(messages.count)\n"
    return try scene.repository.git(
      ["fast-import", "--quiet", "--force"], input: Data(stream.utf8))
  }

  private func timed(_ scene: Scene, limit: Double) throws -> Verdict {
    scene.patience = limit
    let start = Date()
    let verdict = try scene.gate(at: scene.clock + 1.hours)
    let seconds = Date().timeIntervalSince(start)
    #expect(seconds < limit, "\(seconds) s")
    return verdict
  }

  @Test func `a thousand unsigned approvals in one merge are read in time`() throws {
    let scene = try Scene(at: .approved)
    let message = try scene.message([.approve("change-manager")])
    let tip = try branch(
      scene, from: scene.tip, messages: Array(repeating: message, count: 1000))
    try scene.merge(tip)
    let verdict = try timed(scene, limit: 60)
    check(verdict, stage: "approved", "awaiting")
  }

  @Test func `a message of 16 MiB of approvals is read in time`() throws {
    let scene = try Scene(at: .approved)
    let line = "Change-Approve: CHG-2026-7F3K; role=change-manager\n"
    let tip = try branch(
      scene, from: scene.tip,
      messages: ["Approve\n\n" + String(repeating: line, count: (16 << 20) / line.utf8.count)])
    try scene.merge(tip)
    check(try timed(scene, limit: 120), stage: "approved", "awaiting")
  }

  @Test func `a merge of a thousand branches is read in time`() throws {
    let scene = try Scene(at: .approved)
    var stream = ""
    let count = 1000
    for number in 1...count {
      let text = scene.record.text + "# \(number)\n"
      stream += "commit refs/scratch/attack\nmark :\(number)\n"
      stream += "committer Mal <mal@example.org> \(scene.clock.seconds) +0000\ndata 2\nA\n"
      stream += "from \(scene.tip)\nM 100644 inline \(scene.record.path)\n"
      stream += "data \(text.utf8.count)\n\(text)\n"
    }
    stream += "commit refs/scratch/attack\nmark :\(count + 1)\n"
    stream += "committer Mal <mal@example.org> \(scene.clock.seconds) +0000\ndata 2\nM\n"
    stream += "from \(scene.tip)\n" + (1...count).map { "merge :\($0)\n" }.joined()
    let text = scene.record.text.replacing("Claims cannot", with: "Some claims cannot")
    stream += "M 100644 inline \(scene.record.path)\ndata \(text.utf8.count)\n\(text)\n"
    stream += "get-mark :\(count + 1)\n"
    let tip = try scene.repository.git(
      ["fast-import", "--quiet", "--force"], input: Data(stream.utf8))
    try scene.merge(tip, takingTheirs: true)
    check(try timed(scene, limit: 120), "prevented")
  }

  @Test func `a thousand unsigned Starts are read in time`() throws {
    let scene = try Scene(at: .approved)
    let message = try scene.message(Array(repeating: .start(), count: 100))
    let tip = try branch(scene, from: scene.tip, messages: Array(repeating: message, count: 10))
    try scene.merge(tip)
    let verdict = try timed(scene, limit: 60)
    check(verdict, stage: "approved", "awaiting")
  }

  @Test func `a long chain of dependencies with unsigned Starts ends`() throws {
    let scene = try Scene(at: .drafted)
    let count = 1000
    let ids = (0...count).map { "CHG-2026-" + String(String(100_000 + $0).map { $0 }) }
    var files: [(path: String, text: String)] = []
    var lines: [String] = []
    for index in 0..<count {
      let text = """
        schema: assent/change/1
        id: \(ids[index])
        title: One of many that wait for the next
        type: normal
        request:
          requester: ana.ruiz
          systems: [claims-db]
          depends-on: [\(ids[index + 1])]

        """
      files.append(("changes/2026/\(ids[index]).yaml", text))
      lines.append("Change-Start: \(ids[index])")
    }
    var messages = ["Ask for much\n"]
    for start in stride(from: 0, to: count, by: 1000) {
      messages.append(
        "Start\n\nAll.\n\n" + lines[start..<min(count, start + 1000)].joined(separator: "\n")
          + "\nChange-Repository: harbourline/changes\n")
    }
    let tip = try branch(scene, from: scene.tip, messages: messages, files: files)
    try scene.merge(tip, takingTheirs: true)
    try scene.settle()
    let start = Date()
    let outcome = try Assent.run(
      [
        "gate", ids[0], "--trust-root", scene.root, "--now", scene.clock.text, "--what-if",
        "--format", "json",
      ], in: scene.repository.path, home: scene.repository.home, timeout: 60)
    #expect([1, 3, 8].contains(outcome.status), "\(outcome.status) \(outcome.errorText)")
    #expect(Date().timeIntervalSince(start) < 40)
  }
}

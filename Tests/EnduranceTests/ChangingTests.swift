import Foundation
import TestSupport
import Testing

/// What changes while it is read is read as it stood before or after that, never half and half.
struct ChangingTests {
  /// Stops the program at its `number`th opening of a path, changes the repository, and lets it go on.
  private func run(
    _ ground: Ground, stoppedAt path: String, _ number: Int, change: String
  ) throws -> (outcome: Command.Outcome, isStopped: Bool) {
    let line = ground.question().map { "'\($0)'" }.joined(separator: " ")
    let log = "\(ground.place.home)/stops"
    let outcome = try ground.shell(
      """
      strace -f -o '\(log)' -P '\(path)' -e trace=openat -e inject=openat:signal=SIGSTOP:when=\(number) \
        "$assent" \(line) & tracer=$!
      until grep -q 'stopped by SIGSTOP' '\(log)' 2>/dev/null || ! kill -0 $tracer 2>/dev/null
      do sleep 0.01; done
      ( \(change) ) >&2
      # Each of its threads may come to such an opening, and stop all others.
      while kill -0 $tracer 2>/dev/null
      do
        sed -n 's/ .*stopped by SIGSTOP.*//p' '\(log)' | sort -u | xargs -r kill -CONT 2>/dev/null
        sleep 0.01
      done
      wait $tracer
      """)
    let trace = String(decoding: try Data(contentsOf: URL(filePath: log)), as: UTF8.self)
    return (outcome, trace.contains("stopped by SIGSTOP"))
  }

  /// A scheduled change that somebody objects to, on a branch and on the trunk.
  private func objection() throws -> (
    ground: Ground, before: String, landed: String, branch: String, objection: String
  ) {
    let scene = try Scene(at: .scheduled)
    let before = scene.tip
    let objection = try scene.act(.object("S1", as: "security"), by: .eli, on: before)
    let landed = try scene.merge(objection)
    scene.tip = before
    let branch = "refs/heads/assent/\(scene.record.id)/\(Persona.eli.id)"
    return (try Ground(scene: scene), before, landed, branch, objection)
  }

  // It leaves its branch at the moment when it lands: who looks for it first on the trunk and then
  // among the branches hears it nowhere.
  @Test(.enabled(if: Tracer.isExpected, "\(Tracer.absence)"))
  func `an objection that lands while a gate reads is heard`() throws {
    let (ground, before, landed, branch, objection) = try objection()
    #expect(try ground.run(ground.question()).status == 8)
    var stops = 0
    for name in ["refs/heads/assent/", "refs/heads/main", "packed-refs", "refs/heads/"] {
      for number in 1...(Endurance.isLong ? 12 : 3) {
        try ground.place.git("update-ref", "refs/heads/main", before)
        try ground.place.git("update-ref", branch, objection)
        let (outcome, isStopped) = try run(
          ground, stoppedAt: "\(ground.place.path)/.git/\(name)", number,
          change: "git update-ref refs/heads/main \(landed) && git update-ref -d \(branch)")
        #expect(outcome.status == 1, "\(name) \(number): \(outcome.text)\(outcome.errorText)")
        guard isStopped else { break }
        stops += 1
      }
    }
    #expect(stops > 3)
  }

  // What was a file of its own is in the packed list a moment later.
  @Test(.enabled(if: Tracer.isExpected, "\(Tracer.absence)"))
  func `an objection whose branch is packed while a gate reads is heard`() throws {
    let (ground, _, _, branch, objection) = try objection()
    for name in ["refs/heads/assent/", "packed-refs", "refs/heads/", "refs/heads/main"] {
      for number in 1...(Endurance.isLong ? 12 : 3) {
        // As a file again.
        try ground.place.git("update-ref", "-d", branch)
        try ground.place.git("update-ref", branch, objection)
        let (outcome, isStopped) = try run(
          ground, stoppedAt: "\(ground.place.path)/.git/\(name)", number,
          change: "git pack-refs --all")
        #expect(outcome.status == 1, "\(name) \(number): \(outcome.text)\(outcome.errorText)")
        guard isStopped else { break }
      }
    }
  }

  @Test func `gates while everything is packed anew`() throws {
    let scene = try Scene(at: .scheduled)
    for number in 0..<60 { try scene.commit("Work \(number)\n", by: .joe) }
    let ground = try Ground(scene: scene)
    let line = ground.question().map { "'\($0)'" }.joined(separator: " ")
    let expected = try ground.run(ground.question())
    #expect(expected.status == 8)
    let outcome = try ground.shell(
      """
      ( while ! [ -e "$home/enough" ]; do
          git repack -adfq; git gc -q --prune=now; git unpack-objects -q < /dev/null
          git -c gc.auto=0 commit-tree -m x 'HEAD^{tree}' >/dev/null
        done ) >/dev/null 2>&1 &
      for round in $(seq \(Endurance.rounds(30))); do
        "$assent" \(line) > "$home/answer" 2> "$home/remarks"; echo "$?" >> "$home/statuses"
        sha256sum < "$home/answer" >> "$home/answers"; cat "$home/remarks" >&2
      done
      : > "$home/enough"; wait
      sort "$home/statuses" | uniq -c; sort -u "$home/answers" | wc -l
      "$assent" \(line) | sha256sum | cmp - <(sort -u "$home/answers") && echo same
      """)
    let lines = outcome.text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.first?.last == "8" && lines.count == 3, "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.hasSuffix("1\nsame\n"), "\(outcome.text)\(outcome.errorText)")
    if Endurance.isLong { print("packed anew: \(outcome.text)") }
  }

  @Test func `gates while the trunk is moved to and fro`() throws {
    let (ground, before, landed, _, _) = try objection()
    let line = ground.question().map { "'\($0)'" }.joined(separator: " ")
    let open = try ground.run(ground.question())
    try ground.place.git("update-ref", "refs/heads/main", landed)
    let closed = try ground.run(ground.question())
    #expect(open.status == 8 && closed.status == 1)
    let outcome = try ground.shell(
      """
      ( while ! [ -e "$home/enough" ]; do
          git update-ref refs/heads/main \(before); git update-ref refs/heads/main \(landed)
        done ) &
      for round in $(seq \(Endurance.rounds(30))); do
        "$assent" \(line); status=$?
        "$assent" \(line) --cache "$home/cache"
      done
      : > "$home/enough"; wait
      """)
    let known = Set([open.text, closed.text].flatMap { $0.split(separator: "\n") })
    let seen = outcome.text.split(separator: "\n")
    #expect(seen.count == 2 * Endurance.rounds(30), "\(outcome.errorText)")
    #expect(Set(seen).isSubset(of: known), "\(Set(seen).subtracting(known))")
    if Endurance.isLong { print("to and fro: \(seen.count) answers, \(Set(seen).count) kinds") }
  }

  @Test func `objects that another repository lent and lost are an error`() throws {
    let scene = try Scene(at: .scheduled)
    try scene.settle()
    let clone = try ScratchRepository(cloning: scene.repository, "--bare")
    try clone.git("repack", "-adq")
    let shared = try ScratchFolder()
    let path = "\(shared.path)/shared"
    try clone.git("clone", "--quiet", "--bare", "--shared", clone.path, path, in: shared.path)
    let question = try Ground(scene: scene).question()
    let whole = try Assent.run(question, in: path, home: shared.path)
    #expect(whole.status == 8, "\(whole.errorText)")
    try FileManager.default.removeItem(atPath: clone.path)
    let lost = try Assent.run(question, in: path, home: shared.path)
    #expect(lost.status == 3, "\(lost.text)\(lost.errorText)")
    #expect(!lost.errorText.isEmpty)
  }
}

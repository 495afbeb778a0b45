import Foundation
import TestSupport
import Testing

/// A full disk costs a cache, never a verdict; what is lost is said, and nothing half is left.
struct FullDiskTests {
  // Nobody may take for a yes what was never written.
  @Test(arguments: [
    ["--version"], ["--help"], ["status"], ["rule"], ["lint"], ["gate"], ["calendar"],
    ["schema", "change"], ["inbox"], ["explain"],
  ])
  func `a result that cannot be written is no success`(_ words: [String]) throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    try ground.checkOut()
    let id = ground.scene.record.id
    let more: [String: [String]] = [
      "gate": Array(ground.question().dropFirst()), "explain": [id], "inbox": ["--all"],
    ]
    let line = (words + (more[words[0]] ?? [])).map { "'\($0)'" }.joined(separator: " ")
    let outcome = try ground.shell(
      "\"$assent\" \(line) > /dev/full", environment: ["ASSENT_TRUST_ROOT": ground.scene.root])
    #expect(outcome.status != 0, "\(line)")
    #expect(outcome.status < 128, "\(line): \(outcome.errorText)")
  }

  @Test(.enabled(if: Namespace.isExpected, "\(Namespace.absence)"))
  func `a cache on a full disk costs the cache alone`() throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    let cold = try ground.run(ground.question())
    let question = ground.question("--cache", "\(ground.place.home)/small/cache")
    let line = question.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Namespace.run(
      """
      mkdir "$home/small"; mount -t tmpfs -o size=16k,mode=700 none "$home/small"
      mkdir "$home/small/cache"; chmod 700 "$home/small/cache"
      head -c 16384 /dev/zero > "$home/small/filler" 2>/dev/null || true
      set +e; "$assent" \(line); status=$?
      ls "$home/small/cache" >&2; exit $status
      """, in: ground)
    #expect(outcome.output == cold.output, "\(outcome.errorText)")
    #expect(outcome.status == cold.status)
    #expect(outcome.errorText.contains("the cache is not kept"), "\(outcome.errorText)")
    #expect(!outcome.errorText.contains("assent-draft\n"), "\(outcome.errorText)")
  }

  @Test(.enabled(if: Tracer.isExpected, "\(Tracer.absence)"))
  func `a cache that cannot be written costs the cache alone`() throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    let cold = try ground.run(ground.question())
    let cache = ground.place.home + "/cache"
    for call in ["mkdir", "flock", "rename"] {
      try Tracer.sweep([call], effect: "error=ENOSPC") { cut in
        try? FileManager.default.removeItem(atPath: cache)
        let (outcome, isCut) = try Tracer.run(
          ground.question("--cache", cache), in: ground.place, cut: cut)
        #expect(outcome.output == cold.output && outcome.status == cold.status, "\(cut)")
        return isCut
      }
    }
  }

  // The shell's limit ends a process by a signal that nobody expects.
  @Test func `a limit on the size of files costs the cache alone`() throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    let cold = try ground.run(ground.question())
    let line = ground.question("--cache", "\(ground.place.home)/cache").map { "'\($0)'" }
    let outcome = try ground.shell(
      """
      { (ulimit -f 0; "$assent" \(line.joined(separator: " ")); echo "status $?"); } | cat
      """)
    #expect(outcome.text == cold.text + "status 8\n", "\(outcome.text) \(outcome.errorText)")
  }

  @Test(.enabled(if: Namespace.isExpected, "\(Namespace.absence)"))
  func `what a full disk has no room for is not half there`() throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    try ground.checkOut()
    let outcome = try Namespace.run(
      """
      mkdir "$home/small"; mount -t tmpfs -o size=512k none "$home/small"
      cp -r "$repository/changes" "$repository/policies" "$home/small/"
      git init -q "$home/small"
      head -c 600000 /dev/zero > "$home/small/filler" 2>/dev/null || true
      set +e; cd "$home/small"
      "$assent" lint --no-policies --format json=out.json >/dev/null; echo "lint $?"
      "$assent" lint --no-policies --write-baseline known.json >/dev/null; echo "baseline $?"
      "$assent" new --yes --id CHG-2026-ABCD --title Another \
        --requester ana.ruiz --system claims-db --request-only; echo "new $?"
      "$assent" hook install; echo "hook $?"
      "$assent" audit report -C "$repository" --trust-root \(ground.scene.root) --out pack \
        --from 2026-01-01 --to 2027-01-01 --no-bundle; echo "audit $?"
      ls -A; ls changes/2026; find .git/hooks -name 'pre-*' -o -name 'commit-*' | grep -v sample
      """, in: ground)
    for word in ["lint", "baseline", "new", "audit", "hook"] {
      #expect(outcome.text.contains("\(word) 2\n"), "\(outcome.text)\(outcome.errorText)")
    }
    #expect(outcome.errorText.contains("No space left on device"))
    for name in ["json", "ABCD", "pack", "assent-", "pre-push"] {
      #expect(!outcome.text.contains(name), "\(name): \(outcome.text)")
    }
  }

  @Test(.enabled(if: Tracer.isExpected, "\(Tracer.absence)"))
  func `an act that the disk has no room for is not half made`() throws {
    let ground = try Ground.acting()
    let before = try ground.place.git("rev-parse", "main")
    let submit = ["submit", ground.scene.record.id, "--key", try Persona.ana.key]
    try Tracer.sweep(["write", "rename"], effect: "error=ENOSPC") { cut in
      try ground.place.git("update-ref", "refs/heads/main", before)
      let (outcome, isCut) = try Tracer.run(
        submit, in: ground.place, environment: ground.identity(.ana), cut: cut)
      let tip = try ground.place.git("rev-parse", "main")
      #expect((outcome.status == 0) <= (tip != before), "\(cut): \(outcome.errorText)")
      if tip == before { #expect(!outcome.errorText.isEmpty, "\(cut)") }
      #expect(try ground.removeLocks() == [], "\(cut)")
      return isCut
    }
    try ground.checkGit("after all")
  }
}

/// Whether the first implies the second.
private func <= (first: Bool, second: Bool) -> Bool { !first || second }

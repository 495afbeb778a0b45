import Foundation
import TestSupport
import Testing

/// Reading asks for no permission to write, and writing says what it could not.
struct ReadOnlyTests {
  @Test(.enabled(if: Namespace.isExpected, "\(Namespace.absence)"))
  func `a repository on a read-only disk is read as any other`() throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    try ground.checkOut()
    let (id, root) = (ground.scene.record.id, ground.scene.root)
    let gate = ground.question().map { "'\($0)'" }.joined(separator: " ")
    let key = try Persona.ana.key
    let script = """
      export ASSENT_TRUST_ROOT=\(root)
      set +e
      for words in "\(gate)" "status --now \(ground.scene.clock.text)" "lint" \
        "explain \(id) --now \(ground.scene.clock.text)" \
        "calendar --now \(ground.scene.clock.text)"; do eval "\\"$assent\\" $words"; echo "$?"; done
      """
    let plain = try ground.shell(script)
    let locked = try Namespace.run(
      """
      mount --bind "$repository" "$repository"; mount -o remount,ro,bind "$repository"
      cd "$repository"; ! touch x 2>/dev/null
      \(script)
      """, in: ground)
    #expect(locked.text == plain.text, "\(locked.errorText)")
    #expect(plain.text.contains("8\n"))
    let refused = try Namespace.run(
      """
      mount --bind "$repository" "$repository"; mount -o remount,ro,bind "$repository"
      cd "$repository"; export ASSENT_TRUST_ROOT=\(root); set +e
      "$assent" gate \(id) --commit \(SampleRecord.artifact) --now \(ground.scene.inWindow.text) \
        --what-if --cache "$repository/cache" >/dev/null; echo "gate $?"
      "$assent" hold \(id) --key \(key); echo "act $?"
      "$assent" land; echo "land $?"
      "$assent" new --yes --title x --requester ana.ruiz --system claims-db --request-only; echo "new $?"
      "$assent" hook install; echo "hook $?"
      "$assent" audit report --from 2026-01-01 --to 2027-01-01 --out "$repository/pack"; echo "audit $?"
      """, in: ground, environment: ground.identity(.ana))
    for word in ["gate 8", "act 3", "new 2", "hook 2", "audit 2"] {
      #expect(refused.text.contains("\(word)\n"), "\(word): \(refused.text)\(refused.errorText)")
    }
    #expect(refused.errorText.contains("the cache is not kept"), "\(refused.errorText)")
    #expect(refused.errorText.contains("Read-only file system"))
  }

  @Test func `no home, no folder for temporary files and no other variable are missed`() throws {
    let ground = try Ground(scene: Scene(at: .scheduled))
    let line = ground.question().map { "'\($0)'" }.joined(separator: " ")
    let usual = try ground.run(ground.question())
    let bare = try ground.shell("env -i \"$assent\" \(line)")
    #expect(bare.text == usual.text && bare.status == 8, "\(bare.errorText)")
    let odd = try ground.shell("env -i HOME=/nowhere TMPDIR=/nowhere \"$assent\" \(line)")
    #expect(odd.text == usual.text && odd.status == 8, "\(odd.errorText)")
  }

  // Whoever may not list the branches must not conclude that nobody objects.
  @Test(arguments: ["refs/heads/assent", "refs/heads/assent/CHG-2026-7F3K", "refs/heads", "refs"])
  func `branches that may not be read are no empty list`(_ name: String) throws {
    let scene = try Scene(at: .scheduled)
    let objection = try scene.act(.object("S1", as: "security"), by: .eli, on: scene.tip)
    let ground = try Ground(scene: scene)
    try ground.place.git(
      "update-ref", "refs/heads/assent/\(scene.record.id)/\(Persona.eli.id)", objection)
    let line = ground.question().map { "'\($0)'" }.joined(separator: " ")
    // Root reads everything, unless it gives that right away.
    let humble =
      geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : ""
    let outcome = try ground.shell(
      """
      chmod 0 "$repository/.git/\(name)"; \(humble) "$assent" \(line); status=$?
      chmod 755 "$repository/.git/\(name)"; exit $status
      """)
    #expect(outcome.status == 3 || outcome.status == 1, "\(outcome.text)\(outcome.errorText)")
  }
}

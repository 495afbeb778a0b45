import TestSupport
import Testing

/// Whose approval a change of the policy takes (section 6): scopes, revocations, gains, lock-outs.
struct PolicyScopeTests {
  struct Step: NamedCase {
    let name: String
    var owners: String? = PolicyStory.scoped
    var base: @Sendable (inout SampleOrganisation) throws -> Void = { _ in }
    let change: @Sendable (inout SampleOrganisation, Scene) throws -> Void
    let by: [Persona]
    let comesIntoForce: Bool
    /// Why it does not.
    var says = "approvals by"
  }

  private static let joins: @Sendable (inout SampleOrganisation, Scene) throws -> Void = {
    policy, _ in
    try policy.replace("tester: [", with: "tester: [gil.moor, ", in: "people.yaml")
  }
  private static let leaves: @Sendable (inout SampleOrganisation, Scene) throws -> Void = {
    policy, _ in try policy.retire(.joe)
  }

  // "With scoped owners every changed file needs its scope's threshold; files in no scope, the
  // first entry's".
  static let scopes = [
    Step(
      name: "two registrars change people", change: joins, by: [.bo, .cat], comesIntoForce: true),
    Step(name: "one registrar does not", change: joins, by: [.bo], comesIntoForce: false),
    Step(
      name: "chiefs do not change what registrars own", change: joins, by: [.cfo, .ciso, .cto],
      comesIntoForce: false),
    Step(
      name: "one of each is neither", change: joins, by: [.bo, .cfo], comesIntoForce: false),
    Step(
      name: "registrars do not change the workflow",
      change: { policy, _ in
        try policy.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
      }, by: [.bo, .cat, .rae], comesIntoForce: false),
    Step(
      name: "two files need both their owners",
      change: { policy, scene in
        try joins(&policy, scene)
        try policy.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
      }, by: [.bo, .cat, .cfo], comesIntoForce: false),
    Step(
      name: "two files and both their owners",
      change: { policy, scene in
        try joins(&policy, scene)
        try policy.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
      }, by: [.bo, .cat, .cfo, .cto], comesIntoForce: true),
    // "that line belongs to whoever owns the rest of the change": that line, and no other.
    Step(
      name: "registrars smuggle a comment into assent.yaml",
      change: { policy, scene in
        try joins(&policy, scene)
        try policy.replace("trunk: main\n", with: "trunk: main # or not\n", in: "assent.yaml")
      }, by: [.bo, .cat], comesIntoForce: false),
    Step(
      name: "registrars make themselves owners beside the version",
      change: { policy, scene in
        try joins(&policy, scene)
        try policy.replace(
          "cto.fin], threshold: 2", with: "rae.kerr], threshold: 2", in: "assent.yaml")
      }, by: [.bo, .cat], comesIntoForce: false),
    Step(
      name: "the version alone is the chiefs'", change: { _, _ in }, by: [.bo, .cat, .rae],
      comesIntoForce: false),
  ]

  // "a change that only retires keys or removes people from roles, `revoke-threshold` where given
  // (a compromise mark is no retirement)".
  static let revocations = [
    Step(name: "one registrar retires a key", change: leaves, by: [.bo], comesIntoForce: true),
    Step(
      name: "one registrar takes a role away",
      change: { policy, _ in
        try policy.replace("tester: [ivy.moss, ", with: "tester: [", in: "people.yaml")
      }, by: [.cat], comesIntoForce: true),
    Step(
      name: "one registrar does both, and edits a comment there",
      change: { policy, scene in
        try leaves(&policy, scene)
        try policy.replace("tester: [ivy.moss, ", with: "tester: [", in: "people.yaml")
        try policy.replace("roles:\n", with: "roles: # fewer\n", in: "people.yaml")
      }, by: [.rae], comesIntoForce: true),
    Step(name: "a chief does not", change: leaves, by: [.cfo], comesIntoForce: false),
    Step(
      name: "without a revoke-threshold it takes the whole one",
      owners: PolicyStory.scoped.replacing(", revoke-threshold: 1", with: ""), change: leaves,
      by: [.bo], comesIntoForce: false),
    Step(
      name: "a compromise mark is no retirement",
      change: { policy, scene in try policy.mark(.joe, since: scene.root) }, by: [.bo],
      comesIntoForce: false),
    Step(
      name: "an entry that goes away is no retirement",
      change: { policy, _ in
        try policy.replace(try SampleOrganisation.entry(.joe), with: "", in: "people.yaml")
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "a retirement hides an address",
      change: { policy, scene in
        try leaves(&policy, scene)
        try policy.replace(
          "[\(Persona.gil.email)]", with: "[g@harbourline.example]", in: "people.yaml")
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "a retirement hides a new key",
      change: { policy, scene in
        try leaves(&policy, scene)
        try policy.give(.gil, keyOf: .mallory)
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "a retirement hides a role",
      change: { policy, scene in
        try leaves(&policy, scene)
        try joins(&policy, scene)
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "a retirement hides an edit of another file",
      change: { policy, scene in
        try leaves(&policy, scene)
        try policy.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "a retirement hides a comment in assent.yaml",
      change: { policy, scene in
        try leaves(&policy, scene)
        try policy.replace("trunk: main\n", with: "trunk: main # or not\n", in: "assent.yaml")
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "a retired key comes back",
      base: { try $0.retire(.gil) },
      change: { policy, _ in
        try policy.replace(
          try SampleOrganisation.entry(.gil, status: "retired"),
          with: try SampleOrganisation.entry(.gil), in: "people.yaml")
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "a role in another order",
      change: { policy, _ in
        try policy.replace(
          "[eli.frost, kim.park]", with: "[kim.park, eli.frost]", in: "people.yaml")
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "comments alone retire nobody",
      change: { policy, _ in
        try policy.replace("roles:\n", with: "roles: # as before\n", in: "people.yaml")
      }, by: [.bo], comesIntoForce: false),
    Step(
      name: "one registrar retires the others",
      change: { policy, _ in
        try policy.retire(.cat)
        try policy.retire(.rae)
      }, by: [.bo], comesIntoForce: false, says: "people with active keys"),
  ]

  // "A key added to an owner of another entry needs that entry's threshold too. Nobody's signature
  // counts for a key, role, system or policy ownership added to themselves."
  static let gains = [
    Step(
      name: "registrars give a chief a key",
      change: { policy, _ in try policy.give(.cfo, keyOf: .mallory) }, by: [.bo, .cat],
      comesIntoForce: false),
    Step(
      name: "the chief who gets the key helps",
      change: { policy, _ in try policy.give(.cfo, keyOf: .mallory) },
      by: [.bo, .cat, .cfo, .ciso],
      comesIntoForce: false),
    Step(
      name: "the other chiefs agree",
      change: { policy, _ in try policy.give(.cfo, keyOf: .mallory) },
      by: [.bo, .cat, .cto, .ciso],
      comesIntoForce: true),
    Step(
      name: "a registrar gives himself a role",
      change: { policy, _ in
        try policy.replace("tester: [", with: "tester: [bo.chen, ", in: "people.yaml")
      }, by: [.bo, .cat], comesIntoForce: false),
    Step(
      name: "a chief gives himself a system", owners: nil,
      change: { policy, _ in
        try policy.replace(
          "owners: [dan.holt]", with: "owners: [dan.holt, cfo.lane]", in: "systems.yaml")
      }, by: [.cfo, .cto], comesIntoForce: false),
    Step(
      name: "a chief owns a new system", owners: nil,
      change: { policy, _ in
        policy.files["systems.yaml", default: ""] +=
          "  till: {owners: [cfo.lane], criticality: low, zones: []}\n"
      }, by: [.cfo, .cto], comesIntoForce: false),
    Step(
      name: "a chief becomes an owner of one more scope", owners: nil,
      change: { policy, _ in
        try policy.replace(
          "threshold: 2}\n",
          with: "threshold: 2}\n  - {files: [calendar.yaml], people: [cfo.lane], threshold: 1}\n",
          in: "assent.yaml")
      }, by: [.cfo, .cto], comesIntoForce: false),
    Step(
      name: "others make a chief the owner of one more scope", owners: nil,
      change: { policy, _ in
        try policy.replace(
          "threshold: 2}\n",
          with: "threshold: 2}\n  - {files: [calendar.yaml], people: [cfo.lane], threshold: 1}\n",
          in: "assent.yaml")
      }, by: [.ciso, .cto], comesIntoForce: true),
    Step(
      name: "a chief gives a role to a second self made by the same change", owners: nil,
      base: { try $0.give(.cfo, keyOf: .mallory) },
      change: { policy, _ in
        try policy.take(.cfo, keyOf: .mallory)
        try policy.give(.gil, keyOf: .mallory)
        try policy.replace("security: [", with: "security: [gil.moor, ", in: "people.yaml")
      }, by: [.cfo, .cto], comesIntoForce: false),
  ]

  // "or one that leaves an entry fewer people with active keys than its threshold, can never come
  // into force".
  static let lockouts = [
    Step(
      name: "two of three owners of a scope are retired",
      change: { policy, _ in
        try policy.retire(.cat)
        try policy.retire(.rae)
      }, by: [.bo, .cat, .rae], comesIntoForce: false, says: "people with active keys"),
    Step(
      name: "an owner's keys are all marked", owners: nil,
      change: { policy, scene in
        try policy.mark(.cfo, since: scene.root)
        try policy.retire(.ciso)
      }, by: [.cfo, .ciso, .cto], comesIntoForce: false, says: "people with active keys"),
    Step(
      name: "two owners turn out to be one",
      owners: "  - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}\n"
        + "  - {files: [calendar.yaml], people: [gil.moor, joe.ward], threshold: 2}\n",
      base: { try $0.give(.gil, keyOf: .mallory) },
      change: { policy, _ in
        try policy.take(.gil, keyOf: .mallory)
        try policy.give(.joe, keyOf: .mallory)
      }, by: [.cfo, .ciso, .cto, .gil, .joe], comesIntoForce: false, says: "people with active keys"
    ),
  ]

  @Test(arguments: scopes + revocations + gains + lockouts)
  func `a step takes the approvals of those whom it concerns`(_ step: Step) throws {
    let story = try PolicyStory(owners: step.owners, edit: step.base)
    let old = story.scene.organisation
    let new = try story.next { try step.change(&$0, story.scene) }
    try story.adopt(new, by: step.by)
    if step.comesIntoForce {
      try story.isInForce(new)
    } else {
      try story.isPending(old, says: ["changed by commit", step.says, "git checkout"])
    }
  }

  // People who ever shared a key count as one, and what one of them gets the other gets.
  @Test func `a second self neither doubles a vote nor hides a gain`() throws {
    let story = try PolicyStory { try $0.give(.cfo, keyOf: .mallory) }
    let old = story.scene.organisation
    let shared = try story.next {
      try $0.take(.cfo, keyOf: .mallory)
      try $0.give(.ciso, keyOf: .mallory)
    }
    try story.adopt(shared, by: [.cfo, .cto])
    // cfo.lane and ciso.rey are one person now; what ciso.rey gets is cfo.lane's.
    try story.isPending(old, says: ["1 of 2 approvals"])
    let harmless = try story.next(after: old) {
      try $0.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
    }
    try story.scene.commit("Take it back\n", by: .joe, changes: story.changes(to: old))
    story.scene.organisation = old
    try story.adopt(harmless, by: [.cfo, .ciso])
    try story.isInForce(harmless)
  }

  @Test func `two ids of one person are one owner`() throws {
    let story = try PolicyStory(
      owners: "  - {people: [cfo.lane, ciso.rey, cto.fin, joe.ward], threshold: 2}\n"
    ) { try $0.give(.cfo, keyOf: .mallory) }
    let shared = try story.next {
      try $0.take(.cfo, keyOf: .mallory)
      try $0.give(.ciso, keyOf: .mallory)
    }
    try story.adopt(shared, by: [.cto, .joe])
    try story.isInForce(shared)
    let next = try story.next {
      try $0.replace("lift: [cab-chair]", with: "lift: []", in: "workflow.yaml")
    }
    try story.adopt(next, by: [.cfo, .ciso])
    try story.isPending(shared, says: ["1 of 2 approvals", "1 of cto.fin, joe.ward"])
    try story.approve(next, from: shared, by: [.joe])
    try story.isInForce(next)
    // What goes to the one goes to the other.
    let gift = try story.next {
      try $0.replace("security: [", with: "security: [ciso.rey, ", in: "people.yaml")
    }
    try story.adopt(gift, by: [.cfo, .cto])
    try story.isPending(next, says: ["1 of 2 approvals"])
  }
}

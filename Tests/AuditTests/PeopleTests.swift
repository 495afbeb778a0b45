import Audit
import Decision
import Primitives
import TestSupport
import Testing

/// Who might do what when, who did, and who had left by then.
struct PeopleTests {
  private func accounts(_ scene: Scene, _ staff: String? = nil) throws -> [String: PersonAccount] {
    let ground = try PopulationGround(scene)
    let list = try staff.map { try StaffList.read(Array($0.utf8), name: "staff.csv") }
    let all = PersonAccount.all(
      in: ground.history, summaries: ground.summaries, population: try ground.population(),
      period: try PopulationGround.period(), clock: ground.clock, staff: list)
    #expect(all.map(\.id) == all.map(\.id).sorted())
    return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
  }

  /// Changes the policy in one commit of its owners each, and lands it.
  private func change(_ scene: Scene, _ edit: (inout SampleOrganisation) throws -> Void) throws
    -> [String]
  {
    let old = scene.organisation
    try edit(&scene.organisation)
    let new = scene.organisation
    let message = """
      Approve the policy

      Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)
      Change-Repository: \(SampleOrganisation.repository)

      """
    let first = try scene.commit(message, by: .ciso, signedBy: .ciso)
    let second = try scene.commit(message, by: .cto, signedBy: .cto)
    let landed = try scene.commit("Change the policy\n", by: .cfo, changes: new.entries)
    return [first, second, landed]
  }

  @Test func `keys and roles begin and end with the policies that have them`() throws {
    let scene = try Scene(at: .approved)
    let commits = try change(scene) { organisation in
      try organisation.replace("version: 1\n", with: "version: 2\n", in: "assent.yaml")
      try organisation.replace(
        try SampleOrganisation.entry(.rae),
        with: try SampleOrganisation.entry(.rae, status: "retired"),
        in: "people.yaml")
    }
    let accounts = try accounts(scene)
    let rae = try #require(accounts["rae.kerr"])
    #expect(rae.keys.map(\.status) == ["retired"])
    #expect(rae.keys.first?.until?.description == commits[2])
    #expect(rae.keys.first?.name.hasPrefix("SHA256:") == true)
    #expect(rae.roles.contains { $0.name == "risk-assessor" && $0.until == nil })
    #expect(rae.acts == ["assess": 1])
    #expect(rae.parts == ["assessor": [scene.record.id]])
    #expect(accounts["dan.holt"]?.roles.contains { $0.name == "system-owner(claims-db)" } == true)
    #expect(accounts["cfo.lane"]?.roles.contains { $0.name == "owner(policies)" } == true)
    #expect(accounts["bot.ci"]?.isMachine == true)
  }

  @Test func `policies in force with their approvals and what they changed`() throws {
    let scene = try Scene(at: .approved)
    let commits = try change(scene) { organisation in
      try organisation.replace("version: 1\n", with: "version: 2\n", in: "assent.yaml")
    }
    let ground = try PopulationGround(scene)
    let periods = PolicyPeriod.all(
      in: ground.history, arrivals: ground.reading.policyArrivals,
      during: try PopulationGround.period(), clock: ground.clock)
    #expect(periods.map(\.version) == [1, 2])
    #expect(periods.map(\.isTrustRoot) == [true, false])
    #expect(periods[0].until == periods[1].from)
    #expect(periods[1].until == nil)
    #expect(periods[1].commit.description == commits[2])
    #expect(periods[1].approvals.map(\.person) == ["ciso.rey", "cto.fin"])
    #expect(periods[1].approvals.map(\.commit.description) == Array(commits.prefix(2)))
    #expect(periods[1].changedFiles == ["policies/assent.yaml"])
    let none = PolicyPeriod.all(
      in: ground.history, arrivals: ground.reading.policyArrivals,
      during: try PopulationGround.period("2026-02-01", "2026-03-01"), clock: ground.clock)
    #expect(none.map(\.version) == [2])
  }

  @Test func `an unapproved policy is unrest and an exception`() throws {
    let scene = try Scene(at: .drafted)
    try scene.organisation.replace("version: 1\n", with: "version: 2\n", in: "assent.yaml")
    let sneaked = try scene.commit(
      "Sneak\n", by: .mallory, changes: scene.organisation.entries)
    let ground = try PopulationGround(scene)
    let evidence = try ground.evidence()
    #expect(evidence.unrest.map(\.from.commit?.description) == [sneaked])
    let exceptions = RepositoryTests(evidence).results[1].exceptions
    #expect(exceptions.map(\.kind) == [.policyNotAuthorised])
    #expect(exceptions.map(\.isOpen) == [true])
  }

  /// The attack: one private key that is two people, one after the other.
  @Test func `a key that went from one person to another lets duties mix`() throws {
    let scene = try Scene(at: .drafted)
    _ = try change(scene) { organisation in
      try organisation.replace("version: 1\n", with: "version: 2\n", in: "assent.yaml")
      let (ivy, gil) = (
        try SampleOrganisation.entry(.ivy), try SampleOrganisation.entry(.gil)
      )
      let ivyKey = try Persona.ivy.publicKey
      try organisation.replace(
        ivy, with: ivy.replacing(ivyKey, with: try Persona.mallory.publicKey), in: "people.yaml")
      try organisation.replace(
        gil, with: gil.replacing(try Persona.gil.publicKey, with: ivyKey), in: "people.yaml")
    }
    let ground = try PopulationGround(scene)
    #expect(ground.history.policies.count == 2)
    let result = RepositoryTests(try ground.evidence()).results[0]
    #expect(result.outcome == .fail)
    #expect(result.exceptions.map(\.kind) == [.toolAccessNotSegregated])
    let words = result.exceptions.first?.message ?? ""
    #expect(words.contains("ivy.moss") && words.contains("gil.moor"))
  }

  // MARK: Leavers

  @Test(arguments: [
    "person,left\nbo.chen,2026-03-01\n", "email,left\nBO.CHEN@harbourline.example,2026-03-01\n",
    "{\"person\":\"bo.chen\",\"left\":\"2026-03-01\"}\n",
  ])
  func `who acted after leaving is an exception`(_ staff: String) throws {
    let scene = try Scene(at: .approved)
    let bo = try #require(try accounts(scene, staff)["bo.chen"])
    let day = try #require(CivilDate("2026-03-01"))
    #expect(bo.employment == .left(day))
    #expect(bo.remarks.count == 2)
    let ground = try PopulationGround(scene)
    var evidence = try ground.evidence()
    evidence.staff = try StaffList.read(Array(staff.utf8), name: "staff.csv")
    let tests = RepositoryTests(evidence)
    let result = tests.results(of: scene.record.id)[0]
    #expect(result.outcome == .fail)
    #expect(result.exceptions.map(\.kind) == [.leaverActed])
    #expect(result.exceptions.first?.message.contains("bo.chen") == true)
    #expect(tests.results[0].outcome == .fail)
  }

  @Test func `the last day of work is a day of work`() throws {
    let scene = try Scene(at: .approved)
    var evidence = try PopulationGround(scene).evidence()
    evidence.staff = try StaffList.read(
      Array("person,left\nbo.chen,2026-03-02\n".utf8), name: "staff.csv")
    #expect(RepositoryTests(evidence).results(of: scene.record.id)[0].exceptions.isEmpty)
  }

  @Test func `a key on the list is its holder`() throws {
    let scene = try Scene(at: .approved)
    let key = try #require(try accounts(scene)["bo.chen"]?.keys.first?.name)
    let bo = try accounts(scene, "key,left\n\(key),2026-03-01\n")["bo.chen"]
    #expect(bo?.employment == .left(try #require(CivilDate("2026-03-01"))))
  }

  @Test func `a whole list tells strangers, a list of leavers does not`() throws {
    let scene = try Scene(at: .approved)
    let whole = try accounts(scene, "person,left\nbo.chen,\n")
    #expect(whole["bo.chen"]?.remarks == [])
    #expect(whole["dan.holt"]?.remarks == ["the staff list does not know them"])
    #expect(whole["bot.ci"]?.remarks == [])
    #expect(try accounts(scene, "person,left\nx.y,2026-01-01\n")["dan.holt"]?.remarks == [])
  }

  @Test func `a line that names nobody is not passed over in silence`() throws {
    let history = try PopulationGround(try Scene(at: .submitted)).history
    let staff = try StaffList.read(
      Array("person,left\nbo.chen,2026-03-02\nbo.chan,2026-03-02\n".utf8), name: "staff.csv")
    #expect(StaffComparison(staff: staff, history: history).strangers == [3])
  }

  @Test(arguments: [
    ("person,left\n", "staff.csv:1: the list names nobody"),
    (
      "person,left\na,2026-02-30\n",
      "staff.csv:2:3: `left` is the last day of work, such as 2026-03-31"
    ),
    (
      "person,left\na,\na,2026-01-01\n",
      "staff.csv:3: this line names somebody whom an earlier one names"
    ),
    ("left\n2026-01-01\n", "staff.csv:2: a line names somebody by one of person, email and key"),
    (
      "person,left\nbo.\u{441}hen,2026-01-01\n",
      "staff.csv:2:1: an id of policies/people.yaml is letters of ASCII without blanks"
    ),
    ("key,left\nAAAA,\n", "staff.csv:2:1: a key is given by its fingerprint, SHA256:…"),
    ("name\nx\n", "staff.csv:1:1: unknown column `name`; known are person, email, key, left"),
  ])
  func `a list that is not in order is refused`(_ text: String, _ words: String) {
    let fault = #expect(throws: InputFault.self) {
      try StaffList.read(Array(text.utf8), name: "staff.csv")
    }
    #expect(fault?.description == words)
  }

  @Test func `pairs say who approved whose changes`() throws {
    let scene = try Scene(at: .started)
    let pairs = DutyPair.all(of: try PopulationGround(scene).summaries)
    #expect(
      pairs.map { "\($0.part) \($0.person) \($0.approver)" } == [
        "implementer fay.stone bo.chen", "implementer fay.stone dan.holt",
        "requester ana.ruiz bo.chen", "requester ana.ruiz dan.holt",
      ])
    #expect(pairs.allSatisfy { !$0.isBreach && $0.changes == [scene.record.id] })
  }

  @Test func `an approval of one's own is a breach where the work went on upon it`() throws {
    let scene = try Scene(at: .started)
    var summary = try #require(try PopulationGround(scene).summaries.first)
    let requester = "ana.ruiz"
    summary.requester = requester
    let act = try #require(ObjectID(String(repeating: "7", count: 40)))
    let start = try #require(summary.participations.first { $0.verb == .start })
    summary.participations.append(
      ChangeSummary.Participation(
        person: requester, verb: .approve, role: "change-manager", commit: act,
        moment: start.moment, counted: false))
    // The gate refused it.
    #expect(DutyPair.all(of: [summary]).allSatisfy { !$0.isBreach })
    summary.results.append(
      TestResult(
        .t7, .fail, "no other approved it",
        exceptions: [
          AuditException(
            .approverNotIndependent, change: summary.id, test: .t7, "approved it and asked for it",
            commits: [act])
        ]))
    let breach = DutyPair.all(of: [summary]).first { $0.isBreach }
    #expect(breach?.person == requester)
    #expect(breach?.part == "requester")
  }
}

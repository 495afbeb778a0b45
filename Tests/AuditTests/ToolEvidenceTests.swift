import Audit
import Primitives
import TestSupport
import Testing

/// Snapshots of a forge's settings, and what T15 makes of them.
struct ToolEvidenceTests {
  private static func protection(
    force: Bool = false, deletion: Bool = false, admins: Bool = true
  ) -> String {
    """
    {"url":"https://api.github.com/repos/harbourline/changes/branches/main/protection",
     "required_pull_request_reviews":{"required_approving_review_count":1},
     "enforce_admins":{"url":"x","enabled":\(admins)},"required_signatures":{"enabled":true},
     "restrictions":{"users":[{"login":"fay"}],"teams":[],"apps":[{"slug":"lander"}]},
     "required_linear_history":{"enabled":false},
     "allow_force_pushes":{"enabled":\(force)},"allow_deletions":{"enabled":\(deletion)}}
    """
  }

  private static func ruleset(
    _ rules: [String], bypass: String? = "[]", include: String = "refs/heads/main",
    exclude: String = "", enforcement: String = "active"
  ) -> String {
    let actors = bypass.map { ",\"bypass_actors\":\($0)" } ?? ""
    let list = rules.map { "{\"type\":\"\($0)\"}" }.joined(separator: ",")
    let excluded = exclude.isEmpty ? "" : "\"\(exclude)\""
    return """
      {"id":1,"name":"trunk","target":"branch","enforcement":"\(enforcement)"\(actors),
       "conditions":{"ref_name":{"include":["\(include)"],"exclude":[\(excluded)]}},
       "rules":[\(list)]}
      """
  }

  private static let actor =
    "[{\"actor_id\":5,\"actor_type\":\"RepositoryRole\",\"bypass_mode\":\"always\"}]"
  private static let both = ["non_fast_forward", "deletion"]

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let settings: String
    var taken: String? = "2026-03-20T00:00:00Z"
    var branch: String? = "main"
    var more = ""
    let outcome: TestResult.Outcome
    var words = ""
  }

  static let cases = [
    Case(testDescription: "protection", settings: protection(), outcome: .pass),
    Case(
      testDescription: "protection without branch", settings: protection(), branch: nil,
      outcome: .pass),
    Case(
      testDescription: "force pushes", settings: protection(force: true), outcome: .fail,
      words: "force-push is allowed"),
    Case(
      testDescription: "deletion", settings: protection(deletion: true), outcome: .fail,
      words: "deletion is allowed"),
    Case(
      testDescription: "administrators exempt", settings: protection(admins: false),
      outcome: .fail, words: "administrators is exempt"),
    Case(
      testDescription: "taken before", settings: protection(), taken: "2026-02-28T23:59:59Z",
      outcome: .notEvaluable, words: "taken before the period"),
    Case(
      testDescription: "taken after today", settings: protection(), taken: "2099-01-01T00:00:00Z",
      outcome: .notEvaluable, words: "taken after 2026-04-02T00:00:00Z"),
    Case(
      testDescription: "undated", settings: protection(), taken: nil, outcome: .notEvaluable,
      words: "no snapshot says when"),
    Case(
      testDescription: "another branch", settings: protection(), branch: "develop",
      outcome: .notEvaluable, words: "no snapshot says that it is about"),
    Case(testDescription: "ruleset", settings: "[\(ruleset(both))]", outcome: .pass),
    Case(
      testDescription: "two rulesets",
      settings: "[\(ruleset(["deletion"])),\(ruleset(["non_fast_forward"]))]", outcome: .pass),
    Case(
      testDescription: "ruleset with bypass", settings: "[\(ruleset(both, bypass: actor))]",
      outcome: .fail, words: "RepositoryRole may bypass"),
    Case(
      testDescription: "ruleset that does not tell", settings: "[\(ruleset(both, bypass: nil))]",
      outcome: .notEvaluable, words: "do not tell"),
    Case(
      testDescription: "ruleset of another branch",
      settings: "[\(ruleset(both, include: "refs/heads/release"))]", outcome: .fail),
    Case(
      testDescription: "ruleset that leaves the branch out",
      settings: "[\(ruleset(both, include: "~ALL", exclude: "refs/heads/m*"))]", outcome: .fail),
    Case(
      testDescription: "ruleset that is only tried",
      settings: "[\(ruleset(both, enforcement: "evaluate"))]", outcome: .fail),
    Case(
      testDescription: "ruleset of an unknown default branch",
      settings: ruleset(both, include: "~DEFAULT_BRANCH"), outcome: .fail),
    Case(
      testDescription: "ruleset of the default branch",
      settings: ruleset(both, include: "~DEFAULT_BRANCH"), more: ",\"default-branch\":\"main\"",
      outcome: .pass),
    Case(
      testDescription: "GitLab",
      settings: """
        [{"id":1,"name":"main","push_access_levels":[{"access_level":40,
         "access_level_description":"Maintainers"}],"merge_access_levels":[],
         "allow_force_push":false,"unprotect_access_levels":[]}]
        """, outcome: .notEvaluable, words: "do not tell administrators, deletion"),
    Case(
      testDescription: "GitLab with force pushes",
      settings: """
        [{"id":1,"name":"main","push_access_levels":[],"allow_force_push":true}]
        """, outcome: .fail, words: "force-push is allowed"),
  ]

  @Test(arguments: cases)
  func `duties are apart only where a snapshot in time says so of everybody`(_ example: Case)
    throws
  {
    var text = "{"
    if let taken = example.taken { text += "\"taken\":\"\(taken)\"," }
    if let branch = example.branch { text += "\"branch\":\"\(branch)\"," }
    text += "\"settings\":\(example.settings)\(example.more)}"
    let scene = try Scene(at: .submitted)
    var evidence = try PopulationGround(scene).evidence()
    evidence.scope.now = try PopulationGround.instant("2026-04-02T00:00:00Z")
    evidence.tools = try ToolEvidence.read(Array(text.utf8), name: "main.json")
    let tests = RepositoryTests(evidence)
    let result = tests.results[0]
    #expect(result.outcome == example.outcome, "\(result.reason)")
    let said = ([result.reason] + result.exceptions.map(\.message)).joined(separator: "\n")
    #expect(example.words.isEmpty || said.contains(example.words), "\(said)")
    #expect(result.exceptions.isEmpty == (example.outcome != .fail))
    let ofChange = tests.results(of: scene.record.id)[0]
    #expect(ofChange.outcome == (example.outcome == .pass ? .pass : .notEvaluable))
  }

  @Test func `without a snapshot it cannot be told`() throws {
    let evidence = try PopulationGround(try Scene(at: .submitted)).evidence()
    let result = RepositoryTests(evidence).results[0]
    #expect(result.outcome == .notEvaluable)
    #expect(
      result.reason
        == "no snapshot of the forge's settings was given; no staff list was given")
  }

  @Test(arguments: ["", "[]", "{}", "{\"message\":\"Not Found\"}", "{\"settings\":[{\"id\":1}]}"])
  func `something else is refused`(_ text: String) {
    #expect(throws: InputFault.self) {
      try ToolEvidence.read(Array(text.utf8), name: "main.json")
    }
  }
}

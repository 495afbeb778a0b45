import Foundation
import TestSupport
import Testing

/// The comment below a pull request or merge request: who judges, who posts, what is replaced.
struct CommentStepTests {
  private static let marker = "<!-- assent:comment -->"

  private func context(
    head: String, root: String, base: String = "main", more: [String: String] = [:]
  ) -> [String: String] {
    [
      "github.event.pull_request.number": "7", "github.event.pull_request.head.sha": head,
      "github.event.pull_request.base.ref": base, "github.server_url": "https://forge.example",
      "github.token": "t0ken", "vars.ASSENT_TRUST_ROOT": root, "github.repository": "acme/changes",
    ].merging(more) { $1 }
  }

  private func judge(
    _ runner: SimulatedRunner, base: String = "main", head: String? = nil
  ) throws -> SimulatedRunner.Outcome {
    let forge = try Forge.edited.get()
    let clone = try forge.checkout()
    let file = try PipelineFile("github/workflow-comment.yml")
    let facts = context(
      head: try head ?? forge.commit("refs/pull/7/head"), root: forge.root, base: base)
    let fetched = try runner.run(
      file.step("Fetch the head as data"), in: clone.path, context: facts)
    #expect(fetched.status == 0, "\(fetched.log)")
    return try runner.run(file.step("Judge it"), in: clone.path, context: facts)
  }

  @Test func `the head is judged as data`() throws {
    let outcome = try judge(SimulatedRunner())
    #expect(outcome.status == 0, "\(outcome.log)")
    #expect(outcome.outputs["exit-status"] == "0")
    let comment = outcome.outputs["comment"] ?? ""
    #expect(comment.hasPrefix(Self.marker + "\n"))
    #expect(comment.contains("`assessment.users-affected`"))
    #expect(comment.contains("(here) | `ana.ruiz` |"))
    #expect(comment.contains("**Any merge button will do**"))
  }

  @Test(arguments: ["$(touch CANARY)", "`touch CANARY`", "a\nEOF\nverdict=x", "--help", "@team"])
  func `a branch may have any name`(_ name: String) throws {
    let runner = try SimulatedRunner()
    let outcome = try judge(
      runner, base: name.replacingOccurrences(of: "CANARY", with: runner.canary))
    #expect(outcome.status == 0, "\(outcome.log)")
    #expect(outcome.outputs.keys.sorted() == ["comment", "exit-status"])
    #expect(outcome.outputs["comment"]?.contains("which is not the trunk") ?? false)
    #expect(!FileManager.default.fileExists(atPath: runner.canary))
  }

  @Test func `a head that brings nothing says so`() throws {
    let outcome = try judge(SimulatedRunner(), head: Forge.edited.get().commit("main"))
    #expect(outcome.status == 0, "\(outcome.log)")
    #expect(outcome.outputs["exit-status"] == "4")
    #expect(outcome.outputs["comment"]?.contains("No change is touched") ?? false)
  }

  @Test func `a head that cannot be read fails the job`() throws {
    let outcome = try judge(SimulatedRunner(), head: String(repeating: "4", count: 40))
    #expect(outcome.status != 0)
  }

  struct Posting: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let exitStatus: String
    let method: String?
  }

  @Test(arguments: [
    Posting(testDescription: "first", old: "", exitStatus: "0", method: "POST"),
    Posting(testDescription: "again", old: "41\n42", exitStatus: "0", method: "PATCH"),
    Posting(testDescription: "no longer", old: "41", exitStatus: "4", method: "PATCH"),
    Posting(testDescription: "never", old: "", exitStatus: "4", method: nil),
  ]) func `one comment is kept`(_ row: Posting) throws {
    let runner = try SimulatedRunner()
    try runner.stub(
      "gh",
      "case \"$*\" in *--jq*) printf '%s\\n' '\(row.old)' ;; *) cat > '\(runner.canary)' ;; esac")
    let text = Self.marker + "\n$(touch x) `y` \"z\" 'w' %s \\n @team"
    let outcome = try runner.run(
      PipelineFile("github/workflow-comment.yml").step(
        "Write the comment, or bring the one that is there up to date"), in: runner.folder.path,
      context: context(
        head: "", root: "",
        more: [
          "needs.judge.outputs.comment": text, "needs.judge.outputs.exit-status": row.exitStatus,
        ]))
    #expect(outcome.status == 0, "\(outcome.log)")
    let calls = runner.calls(of: "gh")
    #expect(calls.count == (row.method == nil ? 1 : 2))
    guard let method = row.method else { return }
    let place =
      method == "POST"
      ? "repos/acme/changes/issues/7/comments" : "repos/acme/changes/issues/comments/41"
    #expect(
      calls.last == ["api", "--silent", "--method", method, place, "-F", "body=@-"])
    #expect(try String(contentsOfFile: runner.canary, encoding: .utf8) == text)
  }

  @Test func `only the bot's own comment is taken for ours`() throws {
    // The filter is jq's: it is put to jq itself.
    let script = try PipelineFile("github/workflow-comment.yml").step(
      "Write the comment, or bring the one that is there up to date"
    ).script
    let filter = try #require(
      script.components(separatedBy: "--jq '").last?.split(separator: "'").first)
    let comments = """
      [{"id": 1, "user": {"login": "mallory"}, "body": "<!-- assent:comment -->"},
       {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "see <!-- assent:comment -->"},
       {"id": 3, "user": {"login": "github-actions[bot]"}, "body": "<!-- assent:comment -->\\nx"}]
      """
    let outcome = try Command.run(
      Command.find("jq"), [String(filter)], in: "/", environment: [:], input: Data(comments.utf8))
    #expect(outcome.line == "3", "\(outcome.errorText)")
  }

  @Test(arguments: [false, true]) func `gitlab keeps one note`(_ isThere: Bool) throws {
    let forge = try Forge.edited.get()
    let clone = try forge.checkout()
    let runner = try SimulatedRunner()
    let notes =
      isThere
      ? "[{\"id\": 8, \"author\": {\"id\": 1}, \"body\": \"\(Self.marker)\"}, "
        + "{\"id\": 9, \"author\": {\"id\": 5}, \"body\": \"\(Self.marker)\\nx\"}]" : "[]"
    // Answers by address; `--output FILE` and `--dump-header FILE` go where curl puts them.
    try runner.stub(
      "curl",
      """
      out=/dev/stdout
      while [ $# -gt 0 ]; do
        case "$1" in
          --output) out=$2; shift ;;
          --dump-header) printf 'HTTP/2 200\\r\\nx-next-page: \\r\\n\\r\\n' > "$2"; shift ;;
          --data) cp "${2#@}" '\(runner.folder.path)/posted.json'; shift ;;
          http*) url=$1 ;;
        esac
        shift
      done
      case "$url" in
        */user) echo '{"id": 5}' > "$out" ;;
        *merge_requests\\?*) echo '[{"iid": 7, "target_branch": "main"}]' > "$out" ;;
        *notes\\?*) printf '%s\\n' '\(notes)' > "$out" ;;
        *) : > "$out" ;;
      esac
      """)
    let file = try PipelineFile("gitlab/assent.gitlab-ci.yml")
    let outcome = try runner.run(
      file.lines("before_script", ofJob: ".assent") + "\n"
        + file.lines("script", ofJob: "assent-notes"), in: clone.path,
      variables: [
        "ASSENT_TRUST_ROOT": forge.root, "ASSENT_NOTES_TOKEN": "s3cret",
        "CI_API_V4_URL": "https://gitlab.example/api/v4", "CI_PROJECT_ID": "12",
      ])
    #expect(outcome.status == 0, "\(outcome.log)")
    let calls = runner.calls(of: "curl")
    let place = "https://gitlab.example/api/v4/projects/12/merge_requests/7/notes"
    #expect(calls.last?.last == (isThere ? place + "/9" : place))
    #expect(calls.last?.contains(isThere ? "PUT" : "POST") ?? false)
    #expect(!calls.joined().contains { $0.contains("s3cret") })
    let posted = try JSON(
      parsing: Data(contentsOf: URL(filePath: "\(runner.folder.path)/posted.json")))
    #expect(posted["body"].string?.hasPrefix(Self.marker) ?? false)
  }
}

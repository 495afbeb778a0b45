internal import Acting
internal import Reporting
internal import Starting

/// What to type after `init`, to be pasted as it stands.
struct NextSteps {
  let draft: PolicyDraft
  /// The root of the work tree that has the policy.
  let root: String
  let place: InitCommand.Place

  /// The commands, each on its line.
  var commands: [String] {
    var lines: [String] = []
    let here = Files.resolved(".").map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    if here.map({ !$0.hasPrefix(root) || root != place.root }) ?? true {
      lines.append("cd \(ShellWord.quoted(root))")
    }
    lines.append("git add policies .assent && git commit -m 'Agree on a policy'")
    if place.remote != nil {
      lines.append("git push -u origin \(ShellWord.quoted(draft.trunk))")
    }
    lines.append("export ASSENT_TRUST_ROOT=$(git rev-parse HEAD)")
    let hasCases = draft.files.contains { $0.path.hasPrefix("policies/tests/") }
    lines.append("assent policy lint" + (hasCases ? " && assent policy test" : ""))
    lines.append("assent doctor")
    lines.append("assent new")
    return lines
  }

  var text: String {
    """

    Read policies/ and name your own systems in systems.yaml. Then:

    \(commands.map { "  \($0)\n" }.joined())
    ASSENT_TRUST_ROOT is where trust begins: keep that id outside the repository as well, in the
    pipeline's settings for example.
    \(trunkNote)
    """
  }

  private var trunkNote: String {
    guard let code = draft.codeBranch else { return "" }
    return """
      Changes live on \(draft.trunk), code on \(code); link code to a change with a line
      `Change: <ID>` in its commits. Merge into \(draft.trunk) with merge commits alone.

      """
  }
}

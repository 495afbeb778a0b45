extension CodeTable {
  /// What a set-up does to approvals.
  package static let setUp = Group(
    title: "What costs approvals",
    introduction: """
      `findings[].code` of `assent doctor`. Where one has the weight `cost`, approvals will be lost or
      not be counted; a `risk` is one that may come to that. [set-up.md](set-up.md) has the whole picture.
      """,
    meanings: cloneFindings + signingFindings + mergingFindings + trunkFindings + probeFindings)

  private static let cloneFindings = [
    CodeMeaning(
      "shallow", "The clone is cut off: acts before the cut cannot be judged, so nothing is.",
      "Fetch the whole history."),
    CodeMeaning(
      "grafts", "The history is rewritten here: it is judged by nobody.", "Remove the file."),
    CodeMeaning(
      "partial-clone", "Objects are missing: what they say cannot be judged, so nothing is.",
      "Clone without a filter."),
    CodeMeaning(
      "alternate-missing", "Objects lie in a place that is gone: acts cannot be read.",
      "Put it back, or clone anew."),
    CodeMeaning(
      "alternate-borrowed", "If the other repository goes or is cleaned up, acts go with it.",
      "Copy the objects here."),
    CodeMeaning(
      "replace-refs", "What git shows is not what is signed: people approve another text.",
      "Delete the replacements."),
    CodeMeaning(
      "fetch-narrow", "Objections and acts of others are not seen here, so that a gate looks open.",
      "Widen what is fetched."),
    CodeMeaning(
      "trunk-untracked", "The local branch may be old or ahead: it is not what others see.",
      "Fetch the trunk."),
    CodeMeaning(
      "trunk-behind", "Work begun on an old trunk is merged the wrong way round or rebased.",
      "Bring the branch forward."),
    CodeMeaning(
      "trunk-not-default", "Acts that land on another branch do not count.",
      "Make the trunk the default branch."),
    CodeMeaning(
      "server-unguarded", "Whoever may push can remove approvals, or objections.",
      "Install the hook."),
    CodeMeaning(
      "pipeline-trust-root", "Without a trust root whoever writes the trunk makes the policy.",
      "Set it where pushes cannot reach it."),
    CodeMeaning(
      "clock-behind", "Acts made now are dated before what they are about.", "Set the clock."),
    CodeMeaning(
      "undecided", "The history cannot be read, so that no act counts here.",
      "Follow the message."),
  ]

  private static let signingFindings = [
    CodeMeaning("git-old", "This Git cannot make the signatures that count.", "Update it."),
    CodeMeaning("ssh-missing", "Git signs by OpenSSH's programs.", "Install them."),
    CodeMeaning("ssh-broken", "Signatures of this version do not verify.", "Update it."),
    CodeMeaning(
      "signing-format", "Signatures of that kind do not count.", "Set the format."),
    CodeMeaning("signing-key", "Git does not know with which key to sign.", "Name the key."),
    CodeMeaning(
      "signing-key-unknown", "What this key signs counts for nobody.",
      "Have the key entered, or sign with another."),
    CodeMeaning(
      "private-key-missing", "Signing will fail, or ask for a key that is not there.",
      "Load the key into the agent."),
    CodeMeaning("signing-fails", "A test signature would not count.", "Follow the message."),
    CodeMeaning(
      "signers-file-missing",
      "`git log` then shows signed acts as unsigned (`%G?` is `N`), and people distrust the good ones.",
      "Write the file from the policy."),
    CodeMeaning(
      "hook-missing", "Nothing here refuses an act that would not count before it is pushed.",
      "Install the hooks."),
    CodeMeaning(
      "editor-missing", "`assent new --edit` and `git commit` cannot open a text.",
      "Name an editor."),
    CodeMeaning(
      "commit-encoding", "A commit with an encoding of its own is malformed as an act.",
      "Use UTF-8."),
    CodeMeaning(
      "commit-cleanup", "Comment lines stay in the message, and an act beside them is malformed.",
      "Let Git clean messages up."),
    CodeMeaning(
      "trailer-settings", "Git then writes trailers otherwise than acts are spelt.",
      "Remove the settings."),
  ]

  private static let mergingFindings = [
    CodeMeaning(
      "pull-rebases", "A rebase makes new commits: signatures are lost, or become yours.",
      "Pull without rebasing."),
    CodeMeaning(
      "pull-merges",
      "Such a merge swaps the trunk's line: its policy and order come from elsewhere.",
      "Let git pull only move forward."),
    CodeMeaning(
      "merge-squashes", "A squash drops every signature of what it merges.",
      "Remove the setting."),
    CodeMeaning(
      "merge-forward-only", "Acts whose trunk has moved on cannot land as they were signed.",
      "Remove the setting."),
    CodeMeaning(
      "forge-squashes", "The forge offers buttons that drop signatures.",
      "Allow merge commits alone."),
    CodeMeaning(
      "pipeline-missing", "No pipeline of the trunk asks the linter or the gate.",
      "Add a job that does."),
    CodeMeaning(
      "modeline-missing",
      "Editors do not know the schema of these files, so that mistakes show late.",
      "Put the line in front of them."),
    CodeMeaning(
      "policy-unowned", "Nobody is asked to review a change of the policy.", "Name its owners."),
  ]

  private static let trunkFindings = [
    CodeMeaning(
      "trunk-squashed", "These acts count for nothing: their signatures are gone.",
      "Change the button, then make the acts again."),
    CodeMeaning(
      "trunk-swapped", "Order and policy are read along first parents: acts are judged anew.",
      "Repair the trunk."),
    CodeMeaning(
      "trunk-rewritten", "Acts may have vanished with the commits.", "Find out who did it."),
    CodeMeaning(
      "trunk-mixed", "Records were judged by a policy that the same commit changed.",
      "Keep the two apart."),
    CodeMeaning(
      "policy-unsettled", "Until it is settled nothing is decided, and new acts do not count.",
      "Have the owners approve it, or restore it."),
    CodeMeaning(
      "policy-weak", "The policy asks for what nobody can give, or hangs on one person.",
      "Read what `assent policy lint` says."),
    CodeMeaning(
      "acts-stranded", "Acts open a gate only once the trunk reaches them.",
      "Merge them with a merge commit, or make them again."),
  ]

  private static let probeFindings = [
    CodeMeaning(
      "probe-refused", "The remote does not take what acts are made of.",
      "Let pushes to `assent/**` through."),
    CodeMeaning(
      "probe-altered", "The remote rewrites commits: no signature survives that.",
      "Find out what does it."),
  ]
}

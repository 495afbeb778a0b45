extension CodeTable {
  /// Why branches of acts do not land.
  package static let landing = Group(
    title: "Why a branch does not land",
    introduction: """
      `branches[].obstacle.code` in `assent/land/1`, which may as well be the reason of an act that
      would not count. The other branches land all the same.
      """,
    meanings: [
      CodeMeaning(
        "not-an-act", "The branch holds a commit that is no act.",
        "Merge its text by pull request first, and make the acts again on the trunk."),
      CodeMeaning(
        "edited-on-trunk", "The trunk has changed a file since that the branch edits as well.",
        "Make the acts again on what stands on the trunk now."),
      CodeMeaning(
        "mixed", "The branch edits `policies/` and other files at once.", "Make two branches of it."
      ),
      CodeMeaning(
        "policy-unsettled", "After the landing the policy would not be in force.",
        "Land the missing approvals first, the policy itself last."),
      CodeMeaning(
        "policy-approval-void", "An approval of a policy would be no vote.",
        "Have an owner approve the policy as it stands now."),
      CodeMeaning(
        "delegation-void", "A role would be handed over or taken back to no effect.",
        "Have the holder of the role make it anew."),
    ])
}

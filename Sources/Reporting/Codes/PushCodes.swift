extension CodeTable {
  /// Why the hooks refuse a push.
  package static let pushes = Group(
    title: "Why a push is refused",
    introduction: """
      What `assent hook pre-receive` and `assent hook pre-push` say of a push, each with the
      reference that it is about. [set-up.md](set-up.md) tells how the hooks are installed.
      """,
    meanings: [
      CodeMeaning(
        "trunk-deleted", "The push would delete the trunk.",
        "Leave it: the trunk's history is the evidence."),
      CodeMeaning(
        "trunk-rewritten", "The new tip of the trunk does not contain the old one.",
        "Fetch, and push without force on top of the old tip."),
      CodeMeaning(
        "trunk-foxtrot",
        "The old tip would no longer be reached by first parents: a merge the wrong way round.",
        "Merge the work into the trunk, not the trunk into the work."),
      CodeMeaning(
        "trunk-unfetched", "The remote's trunk has commits that are not in this clone.",
        "Fetch, then make the acts or the merge again on the new tip."),
      CodeMeaning(
        "trunk-shadowed", "A tracking reference on the server would be taken for the trunk.",
        "Push to the branch itself."),
      CodeMeaning(
        "not-a-commit", "A branch would name something else than a commit.", "Push a commit."),
      CodeMeaning(
        "mixed", "A commit of the trunk edits both `policies/` and `changes/`.",
        "Make two of it: the policy first."),
      CodeMeaning(
        "policy-unreadable", "The policy at the new tip cannot be read.",
        "Correct it: `assent lint policies` shows every fault."),
      CodeMeaning(
        "policy-pending", "The push changes the policy without its owners' approvals.",
        "Push the change together with their Policy-Approve acts."),
      CodeMeaning(
        "policy-fork", "The push would leave an approved newer policy beside the trunk's line.",
        "Merge the branch into the trunk, not the trunk into the branch."),
      CodeMeaning(
        "record-unsound",
        "A file below `changes/` has an error that no setting can lower.",
        "Correct it: `assent lint` shows the place."),
      CodeMeaning(
        "act-void", "An act is no evidence and never will be.",
        "Push it as it was signed, or make it again."),
      CodeMeaning(
        "act-squashed", "A commit repeats an act as text, as a squash does.",
        "Merge the act's own commit, with a merge commit."),
      CodeMeaning(
        "carrier-name",
        "A branch below `assent/` has another shape than `assent/<change>/<person>`.",
        "Push acts under such a name, and other work outside `assent/`."),
      CodeMeaning(
        "carrier-no-act", "A branch below `assent/` carries a commit that is no act.",
        "Push other work outside `assent/`."),
      CodeMeaning(
        "carrier-other-signer", "An act stands on a branch that is named for somebody else.",
        "Push it to the branch of who signed it."),
      CodeMeaning(
        "act-dropped", "An act that forbids a change would vanish before it has landed.",
        "Land the branch first; what forbids is ended by an act of its own."),
    ])
}

/// What the manual says beside what the command line knows of itself.
enum ManualText {
  /// The day of the release that the pages describe.
  static let date = "November 23, 2026"

  /// The sections of `assent(1)` after its description.
  static let sections: [(title: String, body: String)] = [
    (
      "ENVIRONMENT",
      """
      .Bl -tag -width Ds
      .It Ev ASSENT_TRUST_ROOT
      The commit of the trunk at which trust begins, a full id, where
      .Fl -trust-root
      is not given.
      .It Ev NO_COLOR
      If set and not empty, nothing is coloured.
      .It Ev TMPDIR
      Where scratch files are made.
      .El
      """
    ),
    (
      "FILES",
      """
      .Bl -tag -width Ds
      .It Pa changes/
      Change requests and their evidence.
      .It Pa policies/
      The rules, the people and their keys.
      .It Pa .assent/schemas/
      JSON Schemas for editors; see
      .Xr assent-schema 1 .
      .El
      """
    ),
    (
      "EXIT STATUS",
      """
      .Bl -tag -width Ds
      .It 0
      Fine; of
      .Xr assent-gate 1 ,
      allowed.
      .It 1
      Findings, or refused; prevented.
      .It 2
      Wrong usage or configuration.
      .It 3
      It cannot be decided.
      .It 4
      There is nothing to judge.
      .It 8
      Awaiting: nothing forbids it, and something is still missing.
      .It 70
      A defect of Assent itself.
      .El
      .Pp
      The status never depends on the format of the output.
      """
    ),
    (
      "EXAMPLES",
      """
      Ask whether a change may be carried out now, in a pipeline:
      .Pp
      .Dl $ assent gate CHG-2026-7F3K --commit \\(dq$(git rev-parse HEAD)\\(dq
      .Pp
      Approve it, signed with your own key:
      .Pp
      .Dl $ assent approve CHG-2026-7F3K --role security
      """
    ),
    ("SEE ALSO", ".Xr git 1 ,\n.Xr git-commit 1 ,\n.Xr ssh-keygen 1"),
  ]
}

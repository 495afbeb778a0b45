internal import Audit

/// What the page of method says.
enum MethodWords {
  /// From what a test is computed, and when it fails.
  static func of(_ test: ControlTest) -> (computed: String, fails: String) {
    switch test {
    case .t1:
      ("The record’s schema and lint at A and at the closing commit.", "an error stands at A")
    case .t2:
      (
        "The signer of the first Submit against the people and keys of P.",
        "the key is unknown or has no such part"
      )
    case .t3:
      ("The last change of the risk block against A, by order.", "it changed after A")
    case .t4:
      (
        "Verified signatures, the signers’ roles as of A, the quorums of P.",
        "a key is missing, expired or revoked, or the quorum is not met"
      )
    case .t5: ("A is an ancestor of I, by order.", "I does not descend from A")
    case .t6:
      (
        "The digest of what was approved at A against the one at I.",
        "they differ, and no signed deviation says so"
      )
    case .t7:
      (
        "The signers of approvals against requester, authors and implementer.",
        "one person is both"
      )
    case .t8:
      (
        "Test results recorded before I; the evidence’s digest; the environment.",
        "missing, late, or tested in production"
      )
    case .t9: ("A signed Test that accepts the results.", "there is none where P asks for one")
    case .t10: ("The rollback plan in the record at A.", "it is missing or incomplete at A")
    case .t11:
      (
        "The implementer against the authors of the deployed code.",
        "one person is both; without the code it is not evaluable"
      )
    case .t12:
      (
        "The actual interval against the approved window and the freezes of P.",
        "outside, and no signed override says so"
      )
    case .t13:
      (
        "The type at the first commit, the incident, and the ratification’s time.",
        "not genuine, or not ratified in time"
      )
    case .t14:
      (
        "The signed Review and Close against their due times.",
        "missing, late, or reviewed by the implementer"
      )
    case .t15:
      (
        "Snapshots of the forge’s branch settings; changes of keys in the period.",
        "one person can pass the rules alone; without a snapshot it is not evaluable"
      )
    case .t16:
      (
        "The template’s approved version and its parameters’ limits.",
        "a locked field was edited or a limit passed"
      )
    case .t17:
      (
        "Descent from an earlier checkpoint; records once on the trunk that are no more.",
        "history was rewritten or a record deleted"
      )
    case .t18:
      (
        "The feed’s deployments and the protected paths’ commits against changes.",
        "no change, allowed then, names one of them"
      )
    }
  }

  /// What auditors have to ask elsewhere.
  static let limits = [
    "A signature proves that a key was used, not who used it: how keys are given to people, and taken "
      + "back, is a control outside this repository.",
    "The dates inside commits are chosen by their makers. Order is proven by ancestry; a time is as good "
      + "as who vouches for it, which every page says beside it.",
    "A squash or a rebase makes commits anew and so loses the signatures of the old ones: such an "
      + "approval does not count.",
    "Commits are named by SHA-1 unless the repository uses SHA-256; records and evidence are therefore "
      + "named by SHA-256 as well.",
    "Whether a branch was protected, who could bypass that, and which references were deleted is known to "
      + "the forge alone. Snapshots of its settings are evidence of the moment at which they were taken.",
    "Git cannot know what ran in production. A deployment feed says it, and whether the feed names "
      + "everything is its owner’s control.",
    "That a rewritten history is noticed takes an earlier checkpoint kept outside the repository.",
    "Pass means that the test named here found nothing. It is a help for an assessor’s judgement, not "
      + "the judgement.",
  ]

  static let dictionary: [(String, String)] = [
    ("pass", "The evidence was read, and the attribute holds."),
    ("fail", "The evidence was read, and the attribute does not hold."),
    (
      "not evaluable",
      "The evidence lies outside what could be read. It is never taken for a pass."
    ),
    ("not applicable", "The attribute is not asked of such a change."),
    ("allowed", "The gate would let the change start."),
    ("awaiting", "Something that the policy asks for has not happened yet."),
    ("prevented", "Something stands against it: a rejection, a freeze, an end."),
    ("invalid", "The record cannot be judged as it stands."),
    ("standpoint", "The last commit of the trunk that belongs to the audit."),
    ("trust root", "The commit at which the first policy is trusted without an approval."),
    (
      "covered",
      "A change that the gate allowed then names exactly this commit or artifact."
    ),
    ("not allowed then", "A change names it, but the gate had not allowed that change."),
    ("mismatch", "A change names it for other systems, or outside what it may do."),
    ("uncovered", "No change names it."),
  ]
}

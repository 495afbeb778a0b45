package import Acts
package import Decision

extension CodeTable {
  /// What stays in verdicts for ever.
  package static let flags = Group(
    title: "Flags",
    introduction: """
      `flags[].code` in a verdict. A flag never disappears; it tells auditors what happened.
      """,
    meanings: Flag.Code.allCases.map(\.meaning))

  /// Lines that look like acts.
  package static let nearMisses = Group(
    title: "Near misses",
    introduction: """
      `near-misses[].code` in a verdict: a line of a commit message looks like an act and is none.
      """,
    meanings: NearMiss.Code.allCases.map(\.meaning))
}

extension Flag.Code {
  /// What the flag says, and what to do about it.
  package var meaning: CodeMeaning {
    let (says, advice) = words
    return CodeMeaning(rawValue, says, advice)
  }

  private var words: (String, String) {
    switch self {
    case .startedUnauthorised:
      (
        "Work was started or finished while the gate was closed, or without a Start.",
        "Explain it in the review; auditors will ask."
      )
    case .editedAfterStart:
      (
        "Covered content was edited after Start.",
        "Explain it in the review, or roll back and request a new change."
      )
    case .outsideWindow:
      ("Work was done outside the planned window.", "Explain it in the review.")
    case .mixed:
      (
        "One commit of the trunk edits both policy and records.",
        "Keep changes of the policy in commits of their own."
      )
    case .policyGap:
      (
        "The trunk held a policy that was not in force.",
        "Approve the policy before, or together with, its merge."
      )
    case .ratificationOverdue:
      (
        "An emergency was not ratified in time.",
        "Gather the missing approvals; closing needs an Override of `ratification`."
      )
    case .ratificationRefused:
      (
        "An emergency was refused after it was done.",
        "Revert what was done by a change of its own; closing needs an Override of `ratification`."
      )
    case .reviewOverdue:
      ("The review of an emergency is overdue.", "Hold the review.")
    case .freeze:
      ("An emergency was carried out in a freeze.", "Explain it in the review.")
    case .leadTime:
      ("An emergency went below the lead time.", "Explain it in the review.")
    case .conflict:
      ("An emergency took the slot of another change.", "Settle it with the other change.")
    case .claimedContributor:
      (
        "Somebody is kept out by a commit that only claims to be theirs.",
        "If the claim is false, override it as `contributor:COMMIT`."
      )
    }
  }
}

extension NearMiss.Code {
  /// What the near miss says, and what to do about it.
  package var meaning: CodeMeaning {
    let (says, advice) = words
    return CodeMeaning(rawValue, says, advice)
  }

  private var words: (String, String) {
    switch self {
    case .notInLastParagraph:
      (
        "The line stands before the last paragraph; a squash puts trailers there.",
        "Make the act again; merge acts with a merge commit."
      )
    case .misspelledKey:
      ("The key is not in its canonical spelling.", "Make the act again with the command.")
    case .unknownVerb:
      ("No act has that name.", "Make the act again with the command.")
    case .badID:
      ("The id is none that a change can have.", "Make the act again with the id of the record.")
    case .notATrailer:
      ("Git would not read the line as a trailer.", "Make the act again with the command.")
    }
  }
}

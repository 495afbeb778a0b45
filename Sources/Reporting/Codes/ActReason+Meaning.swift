package import Decision

extension CodeTable {
  /// Why acts do not count.
  package static let acts = Group(
    title: "Why an act does not count",
    introduction: """
      `acts[].reason` in a verdict: the first that applies, in this order. The act stays in the
      verdict whatever the reason.
      """,
    meanings: ActReason.allCases.map(\.meaning))
}

extension ActReason {
  /// What the reason says, and what to do about it.
  package var meaning: CodeMeaning {
    let (says, advice) = words
    return CodeMeaning(rawValue, says, advice)
  }

  private var words: (String, String) {
    switch self {
    case .malformed, .unsigned, .signatureUnsupported, .signatureBad: signatureWords
    case .keyUnknown, .keyNotInForce, .keyCompromised, .beforeRoot, .policyGap: keyWords
    case .wrongRepository, .digestMissing, .digestMismatch, .recordMissing, .editsFiles:
      bindingWords
    case .roleNotHeld, .machineInHumanSeat, .requester, .contributor, .implementer, .approver,
      .tester:
      dutyWords
    case .stale, .expired, .withdrawn, .superseded, .duplicate, .notReachable, .delegationInvalid,
      .inTheFuture:
      effectWords
    }
  }

  private var signatureWords: (String, String) {
    switch self {
    case .malformed:
      (
        "The trailer, its commit message or its commit object breaks the grammar.",
        "Make the act again with the command, which writes the trailer."
      )
    case .unsigned:
      (
        "The commit has no signature; a squash or a rebase drops signatures.",
        "Make the act again, signed, and merge it with a merge commit."
      )
    case .signatureUnsupported:
      (
        "The signature is of a kind that this version does not verify.",
        "Sign with a key of a kind that the policy lists."
      )
    default:
      (
        "The signature does not fit the commit.",
        "Find out who changed the commit, and make the act again."
      )
    }
  }

  private var keyWords: (String, String) {
    switch self {
    case .keyUnknown:
      (
        "Nobody in `policies/people.yaml` has the key that signed.",
        "Add the key to the person by an approved change of the policy, then make the act again."
      )
    case .keyNotInForce:
      (
        "The key was not active in the policy in force for the act, or its certificate was not valid.",
        "Make the act again with a key that is active now."
      )
    case .keyCompromised:
      (
        "The key is marked as compromised from a commit on that the act does not precede.",
        "Make the act again with another key."
      )
    case .beforeRoot:
      (
        "The act was integrated before the trust root.",
        "Make the act again, now that trust has begun."
      )
    default:
      (
        "The act was integrated while the trunk held a policy that was not in force.",
        "Make the act again, now that the policy is settled."
      )
    }
  }

  private var bindingWords: (String, String) {
    switch self {
    case .wrongRepository:
      (
        "The commit does not name this repository in `Change-Repository`.",
        "Make the act again in this repository."
      )
    case .digestMissing:
      (
        "The act does not say which text of the record it means.",
        "Make the act again with the command, which adds the digest."
      )
    case .digestMismatch:
      (
        "The digest is not that of the record in the commit's own tree.",
        "Make the act again on the record as it stands."
      )
    case .recordMissing:
      (
        "The commit's own tree has no record of that id.",
        "Merge the record first, then make the act on the trunk's tip."
      )
    default:
      (
        "The commit edits files that an act of this kind may not edit.",
        "Commit the edit by itself, then make the act in a commit of its own."
      )
    }
  }

  private var dutyWords: (String, String) {
    switch self {
    case .roleNotHeld:
      (
        "The signer does not hold the role that the act claims or needs.",
        "Ask somebody who holds the role, or have it granted by a change of the policy."
      )
    case .machineInHumanSeat:
      (
        "A machine signed where a human must, or did not say for whom it acts.",
        "Ask a human who holds the role."
      )
    case .requester:
      (
        "The signer asked for the change and may not judge it.",
        "Ask somebody else who holds the role."
      )
    case .contributor:
      (
        "The signer wrote part of what the act covers and may not judge it.",
        "Ask somebody else who holds the role."
      )
    case .implementer:
      (
        "The signer implements the change and may not judge it.",
        "Ask somebody else who holds the role."
      )
    case .approver:
      (
        "The signer approved the change and may not do this as well.",
        "Ask somebody else who holds the role."
      )
    default:
      (
        "The signer tested the change and may not do this as well.",
        "Ask somebody else who holds the role."
      )
    }
  }

  private var effectWords: (String, String) {
    switch self {
    case .stale:
      (
        "What the act covers was edited after it was signed.",
        "Read the edit and make the act again, or restore what was covered."
      )
    case .expired:
      ("The act is older than the policy lets it be.", "Make the act again.")
    case .withdrawn:
      ("The signer withdrew it.", "Ask the signer to make the act again.")
    case .superseded:
      ("A later act took its place or ended it.", "Nothing: the later act holds.")
    case .duplicate:
      (
        "The same person already said the same; people count, not commits.",
        "Ask another person, if one more is needed."
      )
    case .notReachable:
      (
        "The trunk does not reach the commit; it was not landed, or a squash or rebase left it out.",
        "Land its branch (`assent land`), or merge it with a merge commit."
      )
    case .delegationInvalid:
      (
        "The delegation that the act rests on does not hold.",
        "Ask the holder of the role to act or to delegate anew."
      )
    default:
      ("The act is dated after the present moment.", "Correct the clock and make the act again.")
    }
  }
}

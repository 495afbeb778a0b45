package import Decision

extension CodeTable {
  /// Why gates are not open.
  package static let gateReasons = Group(
    title: "Why a gate is not open",
    introduction: """
      `gate.reasons[].code` in a verdict, `reasons[].code` in the answer about a deployment. The
      gate's word is the worst that a reason makes of it: invalid, prevented, awaiting, else allowed.
      """,
    meanings: GateReason.Code.allCases.map(\.meaning))
}

extension GateReason.Code {
  /// What the reason says, and what to do about it.
  package var meaning: CodeMeaning {
    let (says, advice) = words
    return CodeMeaning(rawValue, "\(effect.rawValue.capitalisedWord): \(says)", advice)
  }

  /// What the reason makes of the gate is said by `effect` and not repeated here.
  private var words: (String, String) {
    switch self {
    case .policyPending, .policyFork, .policyError, .notUnderstood, .mixed: policyWords
    case .recordError, .recordMissing, .lint, .headBehind: recordWords
    case .objection, .rejected, .held, .cancelled, .closed, .finished: peopleWords
    case .windowPassed, .windowMisfit, .freeze, .conflict, .windowNotOpen, .leadTime, .dependency,
      .emergencyExpired, .ratificationOverdue:
      timeWords
    case .artifactWrong, .artifactRequired, .approvalStale, .editedAfterStart, .noStart,
      .requirementUnsatisfied, .contributorUnknown:
      contentWords
    case .noChange, .changeAwaiting, .changePrevented, .changeInvalid, .notAncestor:
      deploymentWords
    }
  }

  private var policyWords: (String, String) {
    switch self {
    case .policyPending:
      (
        "the trunk's policy was changed and its owners have not approved it.",
        "Ask its owners for `assent policy approve`, and land that; or restore `policies/`."
      )
    case .policyFork:
      (
        "a newer approved policy is reachable without being in force.",
        "Bring the approved policy back to the trunk, as the reason says."
      )
    case .policyError:
      (
        "the policy cannot be evaluated.", "Correct the policy: `assent lint policies` shows where."
      )
    case .mixed:
      (
        "the previewed head edits both policy and records.",
        "Make two pull requests of it: the policy first."
      )
    default:
      (
        "the change uses something that this version cannot judge.",
        "Use a version of Assent that can, or leave it out of record and policy."
      )
    }
  }

  private var recordWords: (String, String) {
    switch self {
    case .recordError:
      ("the record makes a requirement undecidable.", "Correct the record: `assent lint`.")
    case .recordMissing:
      ("the trunk has no record of that id.", "Merge the record into the trunk.")
    case .lint:
      ("the record has a lint error.", "Correct the record: `assent lint` shows the place.")
    default:
      (
        "the trunk changed the record since the previewed head left it.",
        "Merge the trunk into the head."
      )
    }
  }

  private var peopleWords: (String, String) {
    switch self {
    case .objection:
      ("somebody objects.", "Settle it with them; their `assent resolve` ends it.")
    case .rejected:
      (
        "somebody with the power to do so rejected the change.",
        "Change the record; the rejection ends when its maker approves the changed record."
      )
    case .held:
      ("somebody holds the change.", "Ask them for `assent resume`.")
    case .cancelled:
      ("the change was cancelled.", "Request a new change that supersedes it: `assent new`.")
    case .closed:
      ("the change is closed.", "Request a new change that supersedes it: `assent new`.")
    default:
      (
        "the implementation has finished.",
        "Review and close the change; deploying again is a new change."
      )
    }
  }

  private var timeWords: (String, String) {
    switch self {
    case .windowPassed:
      ("the planned window has passed.", "Plan a new window and schedule it again.")
    case .windowMisfit:
      (
        "the planned window does not fit what the calendar allows.",
        "Plan a window inside an allowed one and schedule it again."
      )
    case .freeze:
      (
        "a freeze touches the present moment or the planned window.",
        "Plan another window, or ask who may except from it for `assent except`."
      )
    case .conflict:
      (
        "another change has the slot on the same system, its parent or a dependency.",
        "Plan another window and schedule it again, or settle it with the other change."
      )
    case .windowNotOpen:
      ("the planned window has not opened yet.", "Wait until it opens.")
    case .emergencyExpired:
      (
        "the approval before the emergency has ended.",
        "Stop, or have what is left approved as a change of its own."
      )
    case .ratificationOverdue:
      (
        "the emergency was not ratified in time.",
        "Gather the missing approvals, and have the lateness overridden by whoever may."
      )
    case .leadTime:
      (
        "the window begins too soon after the change was submitted.",
        "Plan a later window and schedule it again."
      )
    default:
      (
        "another change must finish successfully first.",
        "Finish that change: `assent status` shows where it stands."
      )
    }
  }

  private var contentWords: (String, String) {
    switch self {
    case .artifactWrong:
      (
        "what is about to be deployed is not what the change names.",
        "Deploy an artifact of the record, or change the record and have it approved again."
      )
    case .artifactRequired:
      (
        "the record lists artifacts and the question names none.",
        "Name the one to deploy with `--commit` or `--artifact`."
      )
    case .approvalStale:
      (
        "what an approval covers was edited after it, and it was not given again.",
        "Ask the same person to read the edit and approve again, or restore what was covered."
      )
    case .editedAfterStart:
      (
        "covered content was edited after Start; restoring it does not reopen the gate.",
        "Request a new change that supersedes it, or roll back."
      )
    case .noStart:
      (
        "nothing was started, so there is nothing to roll back.",
        "Check the id: only a started change can be rolled back."
      )
    case .requirementUnsatisfied:
      (
        "a requirement of a stage up to the gate is not met.",
        "Ask one of those who could: `assent explain` names them."
      )
    default:
      (
        "covered content was edited by a hand that no known person signed for.",
        "Have a known person commit the edit again, signed."
      )
    }
  }

  private var deploymentWords: (String, String) {
    switch self {
    case .noChange:
      (
        "a commit that changes protected code belongs to no change.",
        "Have a change request list the commit, or one that descends from it, as an artifact; link "
          + "it in the message, or add it with `--change`."
      )
    case .changeAwaiting:
      (
        "a change behind the deployment still waits for something.",
        "Ask for what it waits for: `assent explain` names it."
      )
    case .changePrevented:
      (
        "a change behind the deployment is prevented.",
        "Settle what prevents it: `assent explain` names it."
      )
    case .changeInvalid:
      (
        "a change behind the deployment cannot be decided.",
        "Correct what `assent explain` names."
      )
    default:
      (
        "what runs now is no ancestor of what is to be deployed.",
        "Give what really runs as `--since`; going back is `assent gate ID --rollback`."
      )
    }
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalisedWord: String { prefix(1).uppercased() + dropFirst() }
}

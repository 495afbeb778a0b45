internal import Acting
internal import ArgumentParser
internal import Git
internal import Ledger
internal import Primitives
internal import Reporting

/// `assent policy approve`: an owner's signature under a policy.
struct PolicyApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve a changed policy, as one of its owners.",
    discussion: """
      Shows what changes, and signs the digest of the policy of REVISION, or of the one that \
      waits on the trunk. Where acts go to branches, the approval stands on top of REVISION, and \
      on the approvals that others put there: merge that branch with a merge commit. What would \
      not count is not signed. Exit status: 0 signed, 1 refused, 2 wrong usage, 3 nothing can be \
      decided.
      """)

  @Argument(
    help: ArgumentHelp(
      "The branch or commit that changes policies/; the trunk's tip, if it is left out.",
      valueName: "revision"))
  var revision: String?

  @Option(help: ArgumentHelp("The same as REVISION.", valueName: "revision"))
  var head: String?

  @OptionGroup var repository: RepositoryOptions

  @OptionGroup var signing: SigningOptions

  func validate() throws {
    if revision != nil, head != nil {
      throw ValidationError("give the revision once: as an argument or as --head")
    }
  }

  func run() throws {
    let opened = try Session.open(repository.place)
    let approver = PolicyApprover(
      revision ?? head, body: signing.message ?? "",
      settings: try signing.settings(repository.place, opened))
    let (desk, ballot) = try acting { () throws(ActingError) in try approver.ballot(in: opened) }
    let text = PolicyApprovalText(hasColour: Terminal.hasColour)
    if signing.dryRun { return try show(ballot, text) }
    if let refusal = ballot.refusal { throw Failure(refusal) }
    Terminal.remark(text.preview(ballot))
    guard try signing.yes || Prompt.confirm("sign?") else {
      Terminal.remark("nothing was signed")
      throw Exit(status: 1)
    }
    let result = try acting { () throws(ActingError) in
      try approver.complete(ballot, at: desk, in: opened)
    }
    report(text.result(result), PolicyApprovalJSON.result(result))
  }

  /// Prints the unsigned commit; one that would not count ends as it would when signed.
  private func show(_ ballot: PolicyBallot, _ text: PolicyApprovalText) throws {
    guard let refusal = ballot.refusal else {
      return report(text.dryRun(ballot), PolicyApprovalJSON.dryRun(ballot))
    }
    if repository.format == .text { Terminal.result(ballot.text) }
    throw Failure(refusal)
  }

  private func report(_ text: String, _ json: JSONValue) {
    switch repository.format {
    case .json: Terminal.result(json.line)
    case .text: Terminal.result(text)
    }
  }
}

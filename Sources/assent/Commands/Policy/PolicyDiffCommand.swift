internal import ArgumentParser
internal import Decision
internal import Git
internal import Glibc
internal import Ledger
internal import PolicyTesting
internal import Primitives
internal import Records
internal import Reporting

/// `assent policy diff`: what another policy would make of the changes that are open.
struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show which open changes two policies judge differently, and what sets them apart.",
    discussion: """
      Every open change of the trunk's tip is judged twice, as if the one policy and then the \
      other had been in force ever since the trust root. Exit status: 0, with --exit-code 1 if a \
      change flips, 2 a policy cannot be read, 3 nothing can be decided.
      """)

  @Argument(help: "The revision whose policies/ come before.")
  var base: String

  @Argument(help: "The revision whose policies/ come after; the work tree, if it is left out.")
  var head: String?

  @OptionGroup var repository: RepositoryOptions

  @Option(
    help: ArgumentHelp("Judge as of this time, such as 2026-03-08T01:00:00Z.", valueName: "time"))
  var now: String?

  @ArgumentParser.Flag(help: "Exit with 1 if a change flips.")
  var exitCode = false

  func run() throws {
    let opened = try Session.open(repository.place)
    let before = try PolicyRevision(base, in: opened)
    let after =
      if let head { try PolicyRevision(head, in: opened) } else {
        try PolicyRevision(workTreeAround: repository.directory)
      }
    let moment = try Clock.instant(now)
    if try Session.trustRoot(repository.place) == nil {
      Terminal.remark("warning: no trust root was given; trusting the first policy of the trunk")
    }
    let shifts = try shifts(before, after, at: moment, opened)
    let comparison = PolicyComparison(
      base: side(before), head: side(after), shifts: shifts,
      files: PolicyComparison.File.changes(from: before.snapshot, to: after.snapshot), now: moment)
    switch repository.format {
    case .json: Terminal.result(PolicyDiffJSON.report(comparison).line)
    case .text:
      Terminal.result(
        PolicyDiffText(hasColour: Terminal.hasColour, width: Terminal.width).report(comparison))
    }
    throw Exit(status: exitCode && shifts.contains(where: \.flips) ? 1 : 0)
  }

  // MARK: Verdicts

  /// The open changes, each judged by both.
  private func shifts(
    _ before: PolicyRevision, _ after: PolicyRevision, at now: Instant,
    _ repository: borrowing Repository
  ) throws -> [VerdictShift] {
    let (old, new) = (
      try history(before, at: now, repository), try history(after, at: now, repository)
    )
    let ids = old.changes.values.filter { !$0.versions.isEmpty }.map(\.id).sorted()
    return ids.compactMap { id in
      guard let first = evaluate(id, in: old, now: now), let other = evaluate(id, in: new, now: now)
      else { return nil }
      return VerdictShift(before: first, after: other)
    }.filter(\.isOpen)
  }

  private func history(
    _ revision: PolicyRevision, at now: Instant, _ opened: borrowing Repository
  ) throws -> History {
    var ledger = try Session.ledgerOptions(repository.place, opened, now: now)
    ledger.isReplay = self.now != nil
    ledger.assumedPolicy = revision.snapshot
    do throws(LedgerError) { return try HistoryReader(options: ledger).read(opened).history } catch
    {
      throw Failure(error)
    }
  }

  // MARK: Files

  private func side(_ revision: PolicyRevision) -> PolicyComparison.Side {
    PolicyComparison.Side(
      name: revision.name, commit: revision.commit, digest: revision.snapshot.digest,
      version: revision.policy.charter.version)
  }
}

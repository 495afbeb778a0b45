internal import Diagnostics
internal import Glibc
internal import Ledger
internal import Lint
internal import Primitives
internal import Records
internal import Reporting

/// One run of the linter over a work tree.
struct LintRun {
  /// What was found, and in how many files it was looked for.
  struct Report {
    let findings: [Finding]
    /// Every file that was looked at, records first.
    let files: [String]
    let summary: FindingSummary
    /// What was found and left out.
    let suppressed: [SuppressionReport.Suppressed]
    /// Every suppression that concerns what was looked at.
    let suppressions: [Suppression]
  }

  let tree: WorkTree
  let selection: LintSelection
  let policy: WorkTreePolicy?
  let stage: Stage
  /// The time by which suppressions run out.
  let now: Instant
  /// The same for rules that depend on the present; nil leaves them out, so that the same files
  /// always have the same findings.
  var present: Instant?
  /// Whether suppressions leave anything out.
  var heedsSuppressions = true
  /// What was read before, where one process runs many times; without one it ends after this run.
  var memory: ReadingMemory?

  /// Looks at every selected file; of the other records only at what they are to these.
  ///
  /// - Parameter further: what was found elsewhere, and is to be reported with it.
  func report(with further: [Finding] = []) -> Report {
    let listing = tree.listing(below: "changes")
    let records = listing.files.filter { path in
      !path.utf8.starts(with: "changes/evidence/".utf8) && strayFile(at: path) == nil
    }
    let paths = records + selection.drafts
    let surroundings = surroundings(listing)
    let results = results(for: paths, surroundings)
    // The process ends soon: taking thousands of trees apart would take longer than printing.
    if memory == nil { _ = Unmanaged.passRetained(Kept(results)) }
    var findings = results.flatMap(\.findings)
    // A draft was named where it lies; only below `changes/` is a place right or wrong.
    let drafts = Set(selection.drafts)
    findings.removeAll { $0.rule == "stray-file" && drafts.contains($0.location.path) }
    findings += treeFindings(listing, results.map(\.document), surroundings).filter(isSelected)
    findings += policyFindings + further
    let linted = paths.filter(selection.contains)
    let policyFiles = (policy?.files ?? []).filter(selection.contains)
    let division = divide(findings, results)
    findings = division.findings
    var summary = FindingSummary(
      findings, records: linted.count, policyFiles: policyFiles.count)
    summary.suppressed = division.suppressed.count
    return Report(
      findings: findings.sorted(by: Order.isBefore), files: linted + policyFiles,
      summary: summary, suppressed: division.suppressed, suppressions: division.list)
  }

  /// What suppressions leave of the findings, what is wrong with them, and how many they left out.
  private func divide(_ findings: [Finding], _ results: [RecordLint.Result])
    -> (
      findings: [Finding], suppressed: [SuppressionReport.Suppressed], list: [Suppression]
    )
  {
    guard heedsSuppressions else { return (findings, [], []) }
    let judged = results.filter { selection.contains($0.document.path) }
    let report = SuppressionReport(
      findings,
      in: SuppressionReport.Scope(
        documents: judged.map(\.document), comments: judged.map(\.comments),
        policy: policy?.policy, stage: stage, isWhole: selection.isWhole),
      at: SuppressionClock(now: now, zone: zone))
    return (
      report.kept + report.faults.filter(isSelected), report.suppressed, report.list
    )
  }

  /// Holds results to the end of the process.
  private final class Kept {
    private let results: [RecordLint.Result]

    init(_ results: [RecordLint.Result]) { self.results = results }
  }

  /// What is known beside the records.
  private func surroundings(_ listing: WorkTree.Listing) -> Surroundings {
    Surroundings(
      now: present, zone: zone,
      evidenceFiles: listing.files.filter { $0.utf8.starts(with: "changes/evidence/".utf8) })
  }

  /// How many cores there are.
  static var threads: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private func results(
    for paths: [String], _ surroundings: Surroundings
  ) -> [RecordLint.Result] {
    let lint = RecordLint(
      tree: tree, policy: policy?.policy, stage: stage, surroundings: surroundings,
      memory: memory)
    let inputs = paths.map { (path: $0, isSelected: selection.contains($0)) }
    return parallelMap(inputs, threads: Self.threads) {
      lint.result(for: $0.path, isSelected: $0.isSelected)
    }
  }

  /// What is wrong between the files: stray and unsafe ones, and records that do not go together.
  private func treeFindings(
    _ listing: WorkTree.Listing, _ documents: [RecordDocument], _ surroundings: Surroundings
  ) -> [Finding] {
    let together = lintTogether(
      documents, policy: policy?.policy, surroundings: surroundings,
      map: { parallelMap(Array(0..<$0), threads: Self.threads, chunk: 1, $1) })
    let twins = Set(
      together.filter { $0.rule == "duplicate-id" }.flatMap { finding in
        [finding.location.path] + finding.related.map(\.location.path)
      })
    // Two files of one name are seen by their ids too, where both could be read.
    let files = TreeLint.findings(paths: listing.files, problems: listing.problems).filter {
      $0.rule != "duplicate-id" || !twins.contains($0.location.path)
    }
    return together + files + listing.oddities.map { TreeLint.unsafe($0.path, $0.words) }
  }

  /// A policy that does not load concerns every record; its other findings those who asked.
  private var policyFindings: [Finding] {
    guard let policy else { return [] }
    return policy.policy == nil ? policy.findings : policy.findings.filter(isSelected)
  }

  private var zone: TimeZoneRules? { (policy?.policy?.calendar.timeZone).flatMap(ZoneReader.rules) }

  private func isSelected(_ finding: Finding) -> Bool {
    selection.contains(finding.location.path)
  }
}

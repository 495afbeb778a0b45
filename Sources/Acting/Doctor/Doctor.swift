package import Diagnostics
package import Git
internal import Ledger

/// Looks for what will destroy signatures or leave acts uncounted, before the first is lost.
package struct Doctor {
  package init() {}

  /// Everything that the checks find.
  ///
  /// Throws only if Git itself cannot be run.
  package func examine(
    _ setUp: SetUp, in repository: borrowing Repository
  ) throws(ActingError) -> SetUpReport {
    var report = SetUpReport()
    report.findings += try CompletenessCheck.findings(setUp, repository)
    report.findings += try FetchCheck.findings(setUp, repository)
    report.findings += try ProgramCheck.findings(setUp, repository)
    report.findings += try SigningCheck.findings(setUp, repository)
    report.findings += try WorkplaceCheck.findings(setUp, repository)
    report.findings += try MessageSettingsCheck.findings(setUp, repository)
    report.findings += try MergeSettingsCheck.findings(setUp, repository)
    report.findings += try ServerCheck.findings(setUp, repository)
    report.findings += try PipelineCheck.findings(setUp, repository)
    report.findings += try TrunkCheck.findings(setUp, repository)
    report.findings += try StrandedActsCheck.findings(setUp, repository)
    report.findings += try ClockCheck.findings(setUp, repository)
    report.findings += try ForgeCheck.findings(setUp, repository)
    report.findings = report.findings.map(Self.curable)
    report.notes = ForgeCheck.notes(setUp)
    guard let failure = setUp.failure else { return report }
    // An incomplete clone is named already, with its cure.
    let incomplete: Set<SetUpFinding.Code> = [.shallow, .grafts, .partialClone]
    guard !report.findings.contains(where: { incomplete.contains($0.code) }) else { return report }
    report.isUndecided = true
    report.findings.append(
      SetUpFinding(
        .undecided, .cost, "the history cannot be read: \(failure.message)",
        cures: [failure.hint ?? "git fsck --full"]))
    return report
  }

  /// The finding with something to do about it, where a check knew nothing better.
  private static func curable(_ finding: SetUpFinding) -> SetUpFinding {
    guard finding.cures.isEmpty else { return finding }
    let cure =
      switch finding.code {
      case .signingFormat: "git config gpg.format ssh"
      case .signingKey, .signingKeyUnknown: "git config user.signingkey ~/.ssh/id_ed25519.pub"
      default: "assent doctor --sign"
      }
    return SetUpFinding(finding.code, finding.weight, finding.message, cures: [cure])
  }
}

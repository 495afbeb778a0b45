internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// The backup was last restored too long ago, or is said to be restored in the future.
  static let backupTestStale = Rule(
    name: "backup-test-stale",
    summary: "The backup was last restored too long ago, or is said to be restored in the future.",
    rationale: """
      Backups stop working silently. The last test proves something for as long as the policy \
      says, 90 days by default.
      """,
    source: "RB-11",
    section: .rollback, levels: Levels(.warning, .error, .error, emergency: .off),
    examples: [
      .bad(
        """
        rollback:
          strategy: restore-backup
          backup: {id: claims-a-full, taken: before P2, restore-tested: 2025-06-01}
        """, at: "rollback.backup.restore-tested"),
      .good(
        """
        rollback:
          strategy: restore-backup
          backup: {id: claims-a-full, taken: before P2, restore-tested: 2026-02-20}
        """),
    ],
    check: { context in
      guard let rollback = context.rollback, rollback.strategy == .restoreBackup,
        let tested = rollback.backup?.restoreTested, let start = context.slot?.interval.start
      else { return [] }
      let maxAge = (context.policy?.lint ?? LintSettings()).restoreTestMaxAge
      let day = Instant(seconds: Int64(tested.daysSinceEpoch) * 86_400)
      guard day > start || day.advanced(by: maxAge.seconds) < start else { return [] }
      return [
        Violation(
          "the restore was tested on \(tested), the change starts at \(start), the limit is \(maxAge)",
          at: "rollback.backup.restore-tested",
          advice: "restore the backup again and record the day",
          related: context.settingsFile.map { [$0] } ?? [])
      ]
    })
}

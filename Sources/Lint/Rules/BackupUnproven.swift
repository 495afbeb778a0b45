internal import Records
internal import YAMLTree

extension Rule {
  /// The way back restores a backup that nobody has shown to exist and to work.
  static let backupUnproven = Rule(
    name: "backup-unproven",
    summary: "The way back restores a backup that nobody has shown to exist and to work.",
    rationale: """
      "Restore from backup" is the most common plan and the most common surprise. A backup has \
      an id, a time, and a date on which it was restored last.
      """,
    source: "RB-11; LSREL09-BP01",
    section: .rollback, from: .approved, levels: Levels(.warning, .error, .error, emergency: .off),
    examples: [
      .bad("rollback: {strategy: restore-backup}", at: "rollback.backup.id"),
      .good(
        """
        rollback:
          strategy: restore-backup
          backup: {id: claims-a-full, taken: before P2, restore-tested: 2026-02-20}
        """),
    ],
    check: { context in
      guard let rollback = context.rollback, rollback.strategy == .restoreBackup else {
        return []
      }
      let backup = rollback.backup
      return context.missing(
        [
          ("id", context.lacks(backup?.id, "rollback.backup.id")),
          ("taken", context.lacks(backup?.taken, "rollback.backup.taken")),
          (
            "restore-tested", context.lacks(backup?.restoreTested, "rollback.backup.restore-tested")
          ),
        ], in: "rollback.backup")
    })
}

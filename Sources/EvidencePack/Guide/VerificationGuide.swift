package import Audit
package import Decision
internal import Primitives
internal import Reporting

/// `VERIFY.md`: how to check a pack with nothing but `git`, `sha256sum` and `ssh-keygen` or `gpg`.
///
/// Every command stands in a block of shell, with what it prints in the block below; one after the
/// other they are one script.
package struct VerificationGuide: Sendable {
  /// How many changes are shown.
  package static let mostChanges = 5

  private let report: AuditReport
  private let policy: History.PolicyVersion?
  private let changes: [AuditedChange]
  private let signers: AllowedSigners
  private let bundle: HistoryBundle?

  /// - Parameters:
  ///   - changes: those that ``choice(_:)`` names, with all that is known about them.
  ///   - bundle: the bundle of the pack; nil if the pack has none.
  package init(
    report: AuditReport, history: History, changes: [AuditedChange], signers: AllowedSigners,
    bundle: HistoryBundle?
  ) {
    self.report = report
    policy = history.policy(at: history.tipPosition)
    self.changes = changes
    self.signers = signers
    self.bundle = bundle
  }

  /// Which changes are worth showing: of the sample, else of the period; those that went wrong first.
  package static func choice(_ report: AuditReport) -> [String] {
    let drawn = report.sample?.items.map(\.change) ?? []
    let candidates = Set(drawn.isEmpty ? report.population.ids : drawn)
    let known = report.changes.filter { candidates.contains($0.id) && $0.digest != nil }
    let wrong = known.filter { !$0.exceptions.isEmpty }.prefix(3).map(\.id)
    let right = known.filter { $0.exceptions.isEmpty }.map(\.id)
    return (wrong + right.prefix(mostChanges - wrong.count)).sorted()
  }

  /// The guide, `allowed_signers` and `keys/…`.
  package var files: [PackFile] {
    [PackFile(path: "VERIFY.md", bytes: Array(text.utf8)), signers.file]
      + signers.keyFiles.map(\.file)
  }

  // MARK: Text

  private var text: String {
    var text = """
      # Check this pack yourself

      You need `git` 2.34 or later, the tools of a Unix shell, and `ssh-keygen` or `gpg`; nothing of
      ours. Open a shell in the folder of the pack and run the blocks in order: each goes on where the
      one before ended. Below each stands what it prints. A difference is a finding.

      What these commands cannot show is in `method.html`: that a key was in the hands of its owner,
      that the dates inside commits are true, and what ran in production.

      ## 1. The files are those that were handed over

      """
    text += "\n" + step(manifest)
    text += "## 2. The history is whole\n\n"
    for each in historySteps { text += step(each) }
    text += "## 3. The list of changes is whole\n\n"
    for each in populationSteps { text += step(each) }
    text += "## 4. The policy is the one that was approved\n\n"
    for each in policySteps { text += step(each) }
    text += "## 5. Changes, one by one\n\n"
    text += """
      A line `G` and a person is a good SSH signature by a key of that person; `U` and a fingerprint
      is a good OpenPGP signature by that key (`U`, because your keyring has not marked it as
      trusted). `X` or `Y` in the place of `U` says that the signature or the key has expired since, by
      your clock: the signature is good all the same. The digest is that of the record in the signer's own commit, and stands in the signed
      message.


      """
    for change in changes { text += ChangeSteps(change, signers).markdown }
    text += """
      ## 6. All the rest

      With the program itself: `assent audit verify .` makes the whole pack anew from the history and
      compares every file. `audit.json` has what it was asked for.

      When you are done: `rm -rf "$WORK"`.

      """
    return text
  }

  private func step(_ step: GuideStep) -> String { step.markdown }

  private var manifest: GuideStep {
    GuideStep(
      "Every file is as the manifest says. Keep the digest of the manifest itself where nobody else "
        + "can write: it stands for all the rest.",
      ["sha256sum --check --strict --quiet MANIFEST.sha256"])
  }

  private var historySteps: [GuideStep] {
    let scope = report.scope
    var steps: [GuideStep] = []
    let settings = [
      "export PACK=\"$PWD\" WORK=\"$(mktemp -d)\" LC_ALL=C",
      "export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_NO_REPLACE_OBJECTS=1",
    ]
    if bundle == nil {
      steps.append(
        GuideStep(
          "The pack has no bundle. Put the path of your own clone in the place of `CLONE`.",
          settings + ["export GIT_DIR=\"$(git -C \"${CLONE:?}\" rev-parse --absolute-git-dir)\""]))
    } else {
      if let since = bundle?.since {
        steps.append(
          GuideStep(
            "The bundle begins after commit \(since). Put the path of a clone that has it, such as "
              + "one of the bundle of an earlier pack, in the place of `EARLIER`.",
            settings + [
              "git clone --quiet --mirror \"${EARLIER:?}\" \"$WORK/history.git\"",
              "export GIT_DIR=\"$WORK/history.git\"",
              "git fetch --quiet \"$PACK/history.bundle\" '+refs/*:refs/*'",
            ]))
      } else {
        steps.append(
          GuideStep(
            "Git reads the bundle and checks every object against its name.",
            settings + [
              "git clone --quiet --mirror history.bundle \"$WORK/history.git\"",
              "export GIT_DIR=\"$WORK/history.git\"",
            ]))
      }
    }
    steps.append(
      GuideStep(
        "The trust root lies below the standpoint of this audit, and that below the tip.",
        [
          "git merge-base --is-ancestor \(scope.trustRoot) \(scope.standpoint) && echo root",
          "git merge-base --is-ancestor \(scope.standpoint) \(scope.tip) && echo standpoint",
          "git rev-list --count --first-parent \(scope.standpoint)",
        ], prints: ["root", "standpoint", String(scope.spineLength)]))
    if let checkpoint = scope.checkpoint, checkpoint.isKept {
      steps.append(
        GuideStep(
          "The earlier tip that was known before still lies below it: nothing was rewritten.",
          [
            "git merge-base --is-ancestor \(checkpoint.commit) \(scope.standpoint) && echo kept"
          ], prints: ["kept"]))
    }
    return steps
  }

  private var populationSteps: [GuideStep] {
    let scope = report.scope
    let places = "-- ':(glob)changes/CHG-*.yaml' ':(glob)changes/*/CHG-*.yaml'"
    let names = "while read -r path; do echo \"${path##*/}\"; done | sort -u"
    let deleted = Set(report.population.deletions.filter { !$0.isRestored }.map(\.id)).sorted()
    return [
      GuideStep(
        "How many records ever arrived on the trunk, deleted ones among them.",
        [
          "git log --first-parent --no-renames --format= --name-only --diff-filter=A "
            + "\(scope.standpoint) \\",
          "  \(places) | \(names) > \"$WORK/ever\"",
          "wc -l < \"$WORK/ever\"",
        ], prints: [String(report.population.everRecorded)]),
      GuideStep(
        "Records of which the trunk has no more.",
        [
          "git diff --name-only \(Self.emptyTree) \(scope.standpoint) \\",
          "  \(places) | \(names) > \"$WORK/now\"",
          "comm -23 \"$WORK/ever\" \"$WORK/now\"",
        ], prints: deleted.map { $0 + ".yaml" }),
    ]
  }

  /// The name that Git gives to the tree without entries.
  private static let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  private var policySteps: [GuideStep] {
    guard let policy else { return [] }
    return [
      GuideStep(
        "The digest of the policy in force at the end: the SHA-256 of what `sha256sum` prints for its "
          + "files.",
        [
          "git ls-tree -r --name-only \(policy.commit) policies/ | sort | while read -r path; do",
          "  printf '%s  %s\\n' "
            + "\"$(git show \"\(policy.commit):$path\" | sha256sum | cut -d ' ' -f 1)\" \"$path\"",
          "done | sha256sum | cut -d ' ' -f 1",
        ], prints: [policy.digest.hex])
    ]
  }
}

internal import Acts
internal import Audit
internal import Decision
internal import Primitives
internal import Records
internal import Reporting

/// The section of the guide about one change.
struct ChangeSteps {
  /// How many acts are shown; a change that was signed by many more is shown in its dossier.
  private static let mostActs = 20

  private let change: AuditedChange
  private let signers: AllowedSigners

  init(_ change: AuditedChange, _ signers: AllowedSigners) {
    self.change = change
    self.signers = signers
  }

  var markdown: String {
    let summary = change.summary
    var text = "### \(summary.id)\n\n"
    text +=
      "The verdict as of the end of the period: gate \(summary.atEnd.decision.rawValue), stage "
      + "\(summary.atEnd.stage?.rawValue ?? "none"), state \(summary.atEnd.state.rawValue).\n\n"
    for step in steps { text += step.markdown }
    return text
  }

  private var steps: [GuideStep] {
    var steps: [GuideStep] = []
    if let path = change.summary.path, let commit = change.summary.commit,
      let digest = change.summary.digest
    {
      steps.append(
        GuideStep(
          "The record as it stood last.",
          ["git show \(Self.word("\(commit):\(path)")) | sha256sum | cut -d ' ' -f 1"],
          prints: [digest.hex]))
    }
    let acts = counted.prefix(Self.mostActs)
    for act in acts { steps += self.steps(of: act) }
    if let step = order { steps.append(step) }
    return steps
  }

  /// The acts that have an effect and that the trunk holds, each commit once.
  private var counted: [ActVerdict] {
    var seen: Set<ObjectID> = []
    return change.verdict.acts.filter {
      $0.counted && $0.integrated != nil && $0.act.faults.isEmpty && seen.insert($0.act.id).inserted
    }
  }

  // MARK: Signatures

  private func steps(of verdict: ActVerdict) -> [GuideStep] {
    let act = verdict.act
    guard let person = act.person, let key = act.key else { return [] }
    let role = act.statement.role.map { " as \($0)" } ?? ""
    var commands: [String] = []
    var output: [String] = []
    if key.hasPrefix("SHA256:") {
      // A certificate names a principal, which need not be the person's id.
      let isCertified = signers.certified.contains(person)
      commands.append(
        "git -c gpg.ssh.allowedSignersFile=\"$PACK/allowed_signers\" log -1 "
          + "--format='%G?\(isCertified ? "" : " %GS")' \(act.id)")
      output.append(isCertified ? "G" : "G \(person)")
    } else if !openPGPKeys(of: person).isEmpty {
      commands.append("export GNUPGHOME=\"$WORK/gnupg\" && mkdir -p -m 700 \"$GNUPGHOME\"")
      commands += openPGPKeys(of: person).map { "gpg --quiet --batch --import \(Self.word($0))" }
      commands.append("git log -1 --format='%G? %GF' \(act.id)")
      output.append("U \(key)")
    } else {
      return []
    }
    if let index = act.version, change.history.versions.indices.contains(index) {
      let version = change.history.versions[index]
      commands.append(
        "git show \(Self.word("\(act.id):\(version.path)")) | sha256sum | cut -d ' ' -f 1")
      output.append(version.digest.hex)
    }
    let beginning = "Change-\(act.statement.verb.rawValue): \(act.statement.change)"
    commands.append(
      "git log -1 --format=%B \(act.id) | while read -r line; do "
        + "case $line in '\(beginning)'*) echo \"$line\";; esac; done")
    output += trailers(like: act)
    return [
      GuideStep(
        "\(act.statement.verb.rawValue)\(role), signed by \(person).", commands, prints: output)
    ]
  }

  /// The acts of that verb on the change in the commit, as its message has them.
  private func trailers(like act: Act) -> [String] {
    change.verdict.acts.map(\.act)
      .filter { $0.id == act.id && $0.statement.verb == act.statement.verb }
      .sorted { $0.statement.index < $1.statement.index }
      .map { other in
        "Change-\(other.statement.verb.rawValue): \(other.statement.change)"
          + other.statement.parameters.map { "; \($0.key)=\($0.value)" }.joined()
      }
  }

  private func openPGPKeys(of person: String) -> [String] {
    signers.keyFiles.filter { $0.isOpenPGP && $0.person == person }.map(\.file.path)
  }

  // MARK: Order

  /// That the approvals lay on the trunk before the Start, or among its own ancestors.
  private var order: GuideStep? {
    guard
      let start = counted.first(where: {
        $0.act.statement.verb == .start && $0.act.statement["kind"] == nil
      }), let integrated = start.integrated, let position = start.act.integration
    else { return nil }
    let approvals = counted.filter { $0.act.statement.verb == .approve }
    let before = approvals.filter { ($0.act.integration ?? Int.max) < position }
    guard !before.isEmpty else { return nil }
    return GuideStep(
      "These approvals were on the trunk before the Start was: they are ancestors of the commit that "
        + "the trunk stood at.",
      before.map {
        "git merge-base --is-ancestor \($0.act.id) \(integrated)^ && echo before"
      }, prints: before.map { _ in "before" })
  }

  private static func word(_ text: String) -> String { ShellWord.quoted(text) }
}

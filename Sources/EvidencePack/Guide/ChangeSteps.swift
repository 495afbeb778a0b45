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
    return text + omissions
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
    for act in sound.prefix(Self.mostActs) { steps.append(step(of: act)) }
    if let step = order { steps.append(step) }
    return steps
  }

  /// The acts that the trunk holds and whose evidence is good, each verb of a commit once: those
  /// that count no more are among them.
  private var sound: [ActVerdict] {
    var seen: Set<String> = []
    return change.verdict.acts.filter {
      $0.integrated != nil && $0.act.faults.isEmpty
        && seen.insert("\($0.act.id) \($0.act.statement.verb.rawValue)").inserted
    }
  }

  /// What has no steps, line by line: nothing is left out without a word.
  private var omissions: String {
    var lines: [String] = []
    let more = sound.count - Self.mostActs
    if more > 0 { lines.append("\(more) later acts, for want of room: its dossier has them all.") }
    for verdict in change.verdict.acts where !verdict.act.faults.isEmpty {
      let reasons = verdict.act.faults.map(\.rawValue).joined(separator: ", ")
      lines.append(
        "\(verdict.act.statement.verb.rawValue) in commit \(verdict.act.id), which counts for "
          + "nothing: \(reasons).")
    }
    let waiting = change.verdict.acts.filter { $0.integrated == nil && $0.act.faults.isEmpty }.count
    if waiting > 0 { lines.append("\(waiting) acts that the trunk does not hold.") }
    guard !lines.isEmpty else { return "" }
    return "Not shown:\n\n" + lines.map { "- \($0)\n" }.joined() + "\n"
  }

  // MARK: Signatures

  private func step(of verdict: ActVerdict) -> GuideStep {
    let act = verdict.act
    var signature = self.signature(of: act)
    if let index = act.version, change.history.versions.indices.contains(index) {
      let version = change.history.versions[index]
      signature.commands.append(
        "git show \(Self.word("\(act.id):\(version.path)")) | sha256sum | cut -d ' ' -f 1")
      signature.output.append(version.digest.hex)
    }
    let beginning = "Change-\(act.statement.verb.rawValue): \(act.statement.change)"
    signature.commands.append(
      "git log -1 --format=%B \(act.id) | while read -r line; do "
        + "case $line in '\(beginning)'*) echo \"$line\";; esac; done")
    signature.output += trailers(like: act)
    let role = act.statement.role.map { " as \($0)" } ?? ""
    var words =
      "\(act.statement.verb.rawValue)\(role), signed by \(act.person ?? "nobody who is known")."
    if !verdict.counted {
      words += " It does not count: \(verdict.reason.map(\.rawValue) ?? "it had no effect")."
    }
    if let remark = signature.remark { words += " \(remark)" }
    return GuideStep(words, signature.commands, prints: signature.output)
  }

  /// How the signature of an act is checked.
  private struct Signature {
    var commands: [String] = []
    var output: [String] = []
    /// Why no command checks it.
    var remark: String?
  }

  private func signature(of act: Act) -> Signature {
    var signature = Signature()
    guard let person = act.person, let key = act.key else {
      signature.remark = "No command below checks its signature: its key is not known."
      return signature
    }
    if Self.isSSH(key) {
      // A certificate names a principal, which need not be the person's id.
      let isCertified = signers.certified.contains(person)
      signature.commands.append(
        "git -c gpg.ssh.allowedSignersFile=\"$PACK/allowed_signers\" log -1 "
          + "--format='%G?\(isCertified ? "" : " %GS")' \(act.id)")
      signature.output.append(isCertified ? "G" : "G \(person)")
      return signature
    }
    let files = signers.keyFiles(of: person)
    let certificates = files.filter(\.isOpenPGP).map(\.file.path)
    if Self.isOpenPGP(key), !certificates.isEmpty {
      signature.commands = ["export GNUPGHOME=\"$WORK/gnupg\" && mkdir -p -m 700 \"$GNUPGHOME\""]
      signature.commands += certificates.map { "gpg --quiet --batch --import \(Self.word($0))" }
      signature.commands.append("git log -1 --format='%G? %GF' \(act.id)")
      signature.output.append("U \(key)")
    } else {
      signature.remark = Self.uncheckable(key, files)
    }
    return signature
  }

  /// Whether a key is named as OpenSSH names its own: in base64, where X.509 has hexadecimal digits.
  private static func isSSH(_ key: String) -> Bool {
    key.hasPrefix("SHA256:") && key.utf8.count == "SHA256:".utf8.count + 43
  }

  /// Whether a key is named as OpenPGP names its own: by 40 or 64 hexadecimal digits.
  private static func isOpenPGP(_ key: String) -> Bool {
    [40, 64].contains(key.utf8.count)
      && key.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
  }

  private static func uncheckable(_ key: String, _ files: [AllowedSigners.KeyFile]) -> String {
    let others = files.filter { !$0.isOpenPGP }.map { "`\($0.file.path)`" }
    let place =
      isOpenPGP(key)
      ? "this pack has no certificate of that person"
      : others.isEmpty
        ? "this pack has no file of it"
        : "its certificate is one of \(others.joined(separator: ", "))"
    return "No command below checks its signature: the key `\(key)` is none that `ssh-keygen` or "
      + "`gpg` could check here, and \(place). `assent audit verify` does check it."
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

  // MARK: Order

  private var counted: [ActVerdict] { sound.filter(\.counted) }

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

internal import Acts
internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records
internal import Reporting

extension Dossier {
  /// The changes that this one names, by what it calls them.
  var links: [DossierDraft.Links] {
    let request = record?.request
    return [
      DossierDraft.Links(name: "Depends on", ids: request?.dependsOn ?? []),
      DossierDraft.Links(name: "Supersedes", ids: summary.supersedes),
      DossierDraft.Links(name: "Related", ids: request?.related ?? []),
    ].filter { !$0.ids.isEmpty }
  }

  /// Writes the commands by which anybody can check the dossier.
  func writeCommands(into page: inout Markup) {
    page.part("verify", "Check it yourself") { part in
      part.paragraph(
        "In a clone of the repository, or of history.bundle, with PACK set to the folder of this "
          + "pack; VERIFY.md says how. What is expected stands behind each command.")
      for (lead, commands) in checks where !commands.isEmpty {
        part.paragraph(lead)
        part.element("pre", [.style("commands"), Attribute("tabindex", "0")]) { block in
          block.element("code", text: commands.joined(separator: "\n"))
        }
        part.newline()
      }
    }
  }

  private var checks: [(String, [String])] {
    [
      ("The record as it stands:", recordCheck),
      ("Each act names the digest of the record that its own commit holds:", actChecks),
      ("Its commit is signed, by a key of the person:", signatureChecks),
      ("Approvals came before the work:", orderChecks),
      ("The verdict as of the period's end, and its reasons:", engineChecks),
    ]
  }

  /// Acts that count and were made over a record, the approvals first of many.
  private var checked: [ActVerdict] {
    let counted = verdict.acts.filter(\.counted)
    guard counted.count > 24 else { return counted }
    let decisive = counted.filter { [.approve, .start].contains($0.act.statement.verb) }
    return Array(decisive.prefix(24))
  }

  private var recordCheck: [String] {
    guard let commit = summary.commit, let path = summary.path else { return [] }
    let place = ShellWord.quoted("\(commit):\(path)")
    return ["git show \(place) | sha256sum  # \(summary.digest?.hex ?? "unknown")"]
  }

  private var actChecks: [String] {
    let versions = change.history.versions
    return checked.compactMap { ruling in
      guard let digest = ruling.act.statement.digest, let index = ruling.act.version,
        versions.indices.contains(index)
      else { return nil }
      let place = ShellWord.quoted("\(ruling.act.id):\(versions[index].path)")
      return "git show \(place) | sha256sum  # \(digest.hex)"
    }
  }

  private var signatureChecks: [String] {
    var seen: Set<ObjectID> = []
    return checked.compactMap { ruling in
      guard seen.insert(ruling.act.id).inserted else { return nil }
      let person = PlainText.line(ruling.act.person ?? "unknown")
      return "git -c gpg.ssh.allowedSignersFile=\"$PACK\"/allowed_signers verify-commit "
        + "\(ruling.act.id)"
        + "  # \(person)"
    }
  }

  private var orderChecks: [String] {
    let start = verdict.acts.first { ruling in
      ruling.act.statement.verb == .start && ruling.act.statement["kind"] == nil
        && ruling.act.person != nil
    }
    guard let start else { return [] }
    let approvals = checked.filter { $0.act.statement.verb == .approve }
    return approvals.map { approval in
      "git merge-base --is-ancestor \(approval.act.id) "
        + ShellWord.quoted(standpoint(of: start, for: approval))
        + " && echo before  # before"
    }
  }

  /// What a Start was judged by: its own ancestors, and the trunk that took it in.
  private func standpoint(of start: ActVerdict, for approval: ActVerdict) -> String {
    guard let landed = start.integrated else { return start.act.id.description }
    if let graph = change.graph, graph.reaches(start.act.commit, approval.act.commit) {
      return start.act.id.description
    }
    return "\(landed)^1"
  }

  private var engineChecks: [String] {
    let id = ShellWord.quoted(summary.id)
    let basis =
      " --trust-root \(scope.trustRoot) --at \(scope.standpoint) --now \(scope.asOf)"
    var gate = "assent gate \(id) --what-if"
    if let artifact = summary.artifacts.first {
      if let commit = artifact.commit {
        gate += " --commit \(commit)"
      } else if let name = artifact.digest?.description ?? artifact.version ?? artifact.snapshot {
        gate += " --artifact \(ShellWord.quoted(name))"
      }
    }
    return [
      "assent status \(id)\(basis)", "assent explain \(id)\(basis)",
      "\(gate)\(basis)  # \(verdict.gate.decision.rawValue)",
    ]
  }
}

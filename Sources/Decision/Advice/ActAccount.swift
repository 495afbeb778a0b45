internal import Acts
internal import Diagnostics
package import Primitives
package import Records
internal import YAMLTree

/// Everything about one act: what it covers, what it signed and what stands there now.
package struct ActAccount: Sendable {
  /// One field that is no longer what was signed.
  package struct Difference: Sendable {
    package let field: String
    /// Nil where the record had or has no such field.
    package let signed: String?
    package let now: String?
    /// The line of the field in the record as it stands.
    package let line: Int?
    /// The commit that changed it and the people behind it.
    package let commit: ObjectID?
    package let people: [String]
  }

  package let verdict: ActVerdict
  /// The sections whose change makes the act stale; nil for an act that content cannot age.
  package let covers: [Section]?
  /// The digest of the record that the act commit's own tree holds.
  package let signed: SHA256Digest?
  /// The digest of the record that is judged.
  package let current: SHA256Digest?
  package let differences: [Difference]
}

/// The accounts of a commit's acts on one change, by trailer.
///
/// - Parameter commit: a full commit id or its beginning, in lower case.
package func accounts(
  ofActsIn commit: String, on id: String, in history: History, now: Instant
) -> [ActAccount] {
  guard let change = history.changes[id] else { return [] }
  let evaluation = Evaluation(
    history: history, change: change, now: now, question: GateQuestion())
  let verdict = evaluation.verdict()
  return verdict.acts.indices.filter {
    verdict.acts[$0].act.id.description.utf8.starts(with: commit.utf8)
  }.map { index in
    evaluation.account(of: verdict.acts[index], at: index)
  }
}

extension Evaluation {
  fileprivate func account(of verdict: ActVerdict, at index: Int) -> ActAccount {
    let then = verdict.act.version.flatMap {
      change.versions.indices.contains($0) ? change.versions[$0] : nil
    }
    let ruling = ruling(on: index)
    return ActAccount(
      verdict: verdict, covers: ruling.coveredSections(of: verdict.act), signed: then?.digest,
      current: ruling.view.content?.digest,
      differences: verdict.reason == .stale
        ? verdict.detail.map { difference($0, from: then, to: ruling.view.content) } : [])
  }

  private func difference(
    _ detail: ActVerdict.Detail, from then: RecordVersion?, to now: RecordVersion?
  ) -> ActAccount.Difference {
    let path = YAMLTree.KeyPath(stringLiteral: detail.field)
    let node = now?.document.root?.at(path)
    return ActAccount.Difference(
      field: detail.field, signed: then?.document.root?.at(path)?.summary, now: node?.summary,
      line: node?.span.start.line, commit: detail.commit, people: detail.people)
  }
}

extension Node {
  /// A scalar's text; of a list or mapping its size.
  fileprivate var summary: String {
    switch content {
    case .scalar(let text, _): text
    case .sequence(let items): "a list of \(items.count)"
    case .mapping(let entries): "{\(entries.map(\.key).joined(separator: ", "))}"
    }
  }
}

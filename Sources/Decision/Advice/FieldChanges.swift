package import Primitives
internal import Records
internal import YAMLTree

/// What was edited in a record since a text that somebody read; nil if history knows no such text.
///
/// Only what acts can cover is named: another title or another layout is no difference.
package func fieldsChanged(
  in id: String, since digest: SHA256Digest, of history: History
) -> [ActVerdict.Detail]? {
  guard let change = history.changes[id],
    let then = change.versions.first(where: { $0.digest == digest })
  else { return nil }
  guard let current = change.current else { return [] }
  let fields = Staleness.fields(
    from: then, to: change.versions[current], in: Section.allCases)
  return fields.map { field in
    let edit = change.edits.last { edit in
      history.graph.integrations[edit.commit] != nil
        && edit.fields.contains { $0.isPrefix(of: field) || field.isPrefix(of: $0) }
    }
    return ActVerdict.Detail(
      field: field.description, commit: edit.map { history.graph.ids[$0.commit] },
      people: edit?.people.map(\.person).uniqued() ?? [])
  }
}

internal import Acts
internal import Primitives
internal import Records
internal import YAMLTree

/// Compares what an act covered with what stands now.
struct Staleness {
  let view: View

  /// What changed since the version that `act` names in the sections it covers; empty if the act
  /// still holds.
  ///
  /// - Parameter mayFill: whether giving a field that was absent is no edit (emergencies).
  func changes(since act: Act, covering sections: [Section], mayFill: Bool = false)
    -> [ActVerdict.Detail]
  {
    guard let index = act.version, view.change.versions.indices.contains(index),
      let now = view.content
    else { return [ActVerdict.Detail(field: "", commit: nil, people: [])] }
    if index == view.version { return [] }
    let then = view.change.versions[index]
    var fields = view.memo.fields(from: then, to: now, in: sections)
    if mayFill { fields = EmergencyPath.withoutFilled(fields, since: then) }
    return fields.map { detail(of: $0, since: act) }
  }

  /// The fields in which two versions differ, `schema`, `id` and `type` included.
  static func fields(from: RecordVersion, to: RecordVersion, in sections: [Section]) -> [KeyPath] {
    if from === to { return [] }
    var fields: [KeyPath] = []
    for key in ["schema", "id", "type"] {
      fields += differences(from: from.head[key], to: to.head[key], at: KeyPath([.key(key)]))
    }
    for section in Section.allCases
    where sections.contains(section) && !from.agrees(with: to, in: section) {
      fields += differences(
        from: from.sections[section], to: to.sections[section],
        at: KeyPath([.key(section.rawValue)]))
    }
    return fields
  }

  /// The last commit after the act that touched a field, and the people behind it.
  private func detail(of field: KeyPath, since act: Act) -> ActVerdict.Detail {
    let edit = view.change.edits.last { edit in
      guard
        view.sees(commit: edit.commit, integration: view.graph.integrations[edit.commit])
          || view.branchHolds(edit.commit),
        !view.graph.reaches(act.commit, edit.commit)
      else { return false }
      return edit.fields.contains { $0.isPrefix(of: field) || field.isPrefix(of: $0) }
    }
    return ActVerdict.Detail(
      field: field.description, commit: edit.map { view.graph.ids[$0.commit] },
      people: edit?.people.map(\.person).uniqued() ?? [])
  }
}

extension View {
  /// Whether a commit belongs to the branch that is judged beside the trunk.
  func branchHolds(_ commit: Graph.Index) -> Bool {
    branch.map { graph.reaches($0, commit) } ?? false
  }
}

extension YAMLTree.KeyPath {
  /// Whether `other` is this path or lies below it.
  func isPrefix(of other: YAMLTree.KeyPath) -> Bool {
    other.steps.starts(with: steps)
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetition, in their first order.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

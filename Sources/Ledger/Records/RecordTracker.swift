internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Records
internal import YAMLTree

/// Follows every record through the graph: who changed which section, and what stood on the
/// spine when.
struct RecordTracker {
  /// A change's record as one commit has it beside its parents.
  struct Touch {
    let id: String
    let commit: Int
  }

  let commits: CommitGraph
  let graph: Graph
  let store: RecordStore
  /// By commit, its `changes/` tree.
  let changesTrees: TreeColumn
  /// What is known of the oldest commits.
  let index: HistoryIndex?
  /// The changes that are asked about; nil for all.
  let only: Set<String>?

  /// The edits of every record, in graph order, without the people behind them.
  struct Result {
    var edits: [String: [DraftEdit]] = [:]
    var spineVersions: [String: [ChangeHistory.SpineVersion]] = [:]
    /// Where records were touched beyond the index, by whatever change.
    var touches: [Touch] = []
    /// What the records plan beyond the index, and the commits in which they began to.
    var plans: [(commit: Int, plan: Plan)] = []
  }

  /// An edit before anybody was asked who made it.
  struct DraftEdit {
    let commit: Int
    let fields: [KeyPath]
    let sections: Set<Section>
    let version: Int?
  }

  func track(_ repository: borrowing Repository) throws(LedgerError) -> Result {
    var result = Result()
    result.touches = try touches(repository)
    let known = knownTouches()
    let asked = result.touches.filter { only?.contains($0.id) ?? true }
    try store.withoutCharge { () throws(LedgerError) in try readAhead(known, repository) }
    try readAhead(asked, repository)
    for touch in known + asked {
      let parents = commits.parents(of: touch.commit).map { Int($0) }
      try note(touch, parents, &result, repository)
      if let position = graph.position(onSpine: touch.commit) {
        try noteSpine(touch.id, touch.commit, position, parents.first, &result, repository)
      }
    }
    for touch in asked {
      guard let version = try version(touch.id, touch.commit, repository),
        let text = store.versions[touch.id]?[version]
      else { continue }
      result.plans += Plans.plans(of: text.document, in: touch.id).map { (touch.commit, $0) }
    }
    if let only {
      result.plans += try passingPlans(
        result.touches.filter { !only.contains($0.id) }, repository)
    }
    return result
  }

  /// What records plan that nobody asks about: they are read for nothing else, and let go of.
  private func passingPlans(_ touches: [Touch], _ repository: borrowing Repository)
    throws(LedgerError) -> [(commit: Int, plan: Plan)]
  {
    var texts: [(touch: Touch, place: RecordStore.Place)] = []
    var seen: Set<RecordStore.Place> = []
    for touch in touches {
      let place = try store.place(of: touch.id, inChanges: changesTrees[touch.commit], repository)
      // The first commit in graph order is the one in which the text began to plan.
      if let place, seen.insert(place).inserted { texts.append((touch, place)) }
    }
    return try store.passing(
      texts.map { text in
        let (id, commit) = (text.touch.id, text.touch.commit)
        return (text.place, { Plans.plans(of: $0, in: id).map { (commit, $0) } })
      }, repository
    ).flatMap(\.self)
  }

  /// Where the records asked about were touched within the index, in graph order.
  private func knownTouches() -> [Touch] {
    guard let index else { return [] }
    let known =
      only.map { ids in ids.map { ($0, index.touches[$0]) } }
      ?? index.touches.all.map { ($0.key, $0.value) }
    return known.flatMap { id, commits in commits.map { Touch(id: id, commit: $0) } }
      .sorted { ($0.commit, $0.id) < ($1.commit, $1.id) }
  }

  /// Every record that some commit beyond the index has otherwise than a parent, in graph order.
  private func touches(_ repository: borrowing Repository) throws(LedgerError) -> [Touch] {
    var touches: [Touch] = []
    for commit in commits.prefixCount..<commits.count {
      let parents = commits.parents(of: commit).map { Int($0) }
      let isNew = parents.isEmpty || parents.contains { changesTrees[$0] != changesTrees[commit] }
      guard isNew else { continue }
      touches += try touched(commit, parents, repository).map { Touch(id: $0, commit: commit) }
    }
    return touches
  }

  /// Parses what the touched records became.
  private func readAhead(_ touches: [Touch], _ repository: borrowing Repository)
    throws(LedgerError)
  {
    var places: [RecordStore.Place] = []
    var seen: Set<RecordStore.Place> = []
    for touch in touches {
      let place = try store.place(of: touch.id, inChanges: changesTrees[touch.commit], repository)
      if let place, seen.insert(place).inserted { places.append(place) }
    }
    try store.readAhead(places, repository)
  }

  /// The ids of the records whose files differ from some parent's.
  private func touched(_ commit: Int, _ parents: [Int], _ repository: borrowing Repository)
    throws(LedgerError) -> [String]
  {
    var ids: Set<String> = []
    let others: [ObjectID?] = parents.isEmpty ? [nil] : parents.map { changesTrees[$0] }
    for other in Set(others) where other != changesTrees[commit] {
      let changes = try reading { () throws(GitError) in
        try repository.differences(from: other, to: changesTrees[commit])
      }
      for change in changes {
        if let id = RecordTracker.id(ofPath: change.path) { ids.insert(id) }
      }
    }
    return ids.sorted()
  }

  /// The id of a record's path below `changes/`; nil for evidence and stray files.
  static func id(ofPath path: some StringProtocol) -> String? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let file = parts.last, file.suffix(5).elementsEqual(".yaml".utf8)
    else { return nil }
    let id = file.dropLast(5)
    let pieces = id.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard pieces.count == 3, pieces[0].elementsEqual("CHG".utf8),
      parts.count == 1 || parts[0].elementsEqual(pieces[1])
    else { return nil }
    return String(decoding: id, as: UTF8.self)
  }

  private func version(_ id: String, _ commit: Int, _ repository: borrowing Repository)
    throws(LedgerError) -> Int?
  {
    guard let place = try store.place(of: id, inChanges: changesTrees[commit], repository) else {
      return nil
    }
    return try store.version(of: id, at: place, repository)
  }

  private func noteSpine(
    _ id: String, _ commit: Int, _ position: Int, _ first: Int?, _ result: inout Result,
    _ repository: borrowing Repository
  ) throws(LedgerError) {
    let now = try version(id, commit, repository)
    if let first, try version(id, first, repository) == now { return }
    result.spineVersions[id, default: []].append(
      ChangeHistory.SpineVersion(position: position, version: now))
  }

  // MARK: Edits

  private func note(
    _ touch: Touch, _ parents: [Int], _ result: inout Result, _ repository: borrowing Repository
  ) throws(LedgerError) {
    let now = try version(touch.id, touch.commit, repository)
    var before: [Int?] = []
    for parent in parents { before.append(try version(touch.id, parent, repository)) }
    if before.isEmpty { before = [nil] }
    var sections = differing(touch.id, now, from: before)
    if parents.count > 1 {
      sections.formUnion(try dropped(touch, now, parents, before, repository))
    }
    let fields = fields(touch.id, from: before[0], to: now)
    let isEdit = !sections.isEmpty || before.allSatisfy { $0 != now && !same(touch.id, $0, now) }
    guard isEdit else { return }
    result.edits[touch.id, default: []].append(
      DraftEdit(commit: touch.commit, fields: fields, sections: sections, version: now))
  }

  /// The sections that are unlike every parent's.
  private func differing(_ id: String, _ now: Int?, from before: [Int?]) -> Set<Section> {
    Set(
      Section.allCases.filter { section in
        before.allSatisfy { !agree(id, $0, now, in: section) }
      })
  }

  private func agree(_ id: String, _ left: Int?, _ right: Int?, in section: Section) -> Bool {
    guard let left, let right, let versions = store.versions[id] else {
      return value(id, left, section) == value(id, right, section)
    }
    return versions[left].agrees(with: versions[right], in: section)
  }

  private func value(_ id: String, _ version: Int?, _ section: Section) -> Value? {
    version.flatMap { store.versions[id]?[$0].sections[section] }
  }

  private func same(_ id: String, _ left: Int?, _ right: Int?) -> Bool {
    guard let left, let right, let versions = store.versions[id] else { return left == right }
    return Section.allCases.allSatisfy { versions[left].agrees(with: versions[right], in: $0) }
      && versions[left].head == versions[right].head
  }

  private func fields(_ id: String, from: Int?, to: Int?) -> [KeyPath] {
    var fields: [KeyPath] = []
    let versions = store.versions[id] ?? []
    for key in ["schema", "id", "type"] {
      fields += differences(
        from: from.flatMap { versions[$0].head[key] }, to: to.flatMap { versions[$0].head[key] },
        at: KeyPath([.key(key)]))
    }
    for section in Section.allCases where !agree(id, from, to, in: section) {
      fields += differences(
        from: value(id, from, section), to: value(id, to, section),
        at: KeyPath([.key(section.rawValue)]))
    }
    return fields
  }

  /// Nobody merges more edits of one record by hand; of a wider merge whatever a side loses is a
  /// drop, for comparing every two sides would take as long as its maker likes: sixteen sides
  /// take fifty times as long as four.
  private static let mostSides = 4

  /// The sections in which a merge gives up what a side had changed since the sides parted.
  private func dropped(
    _ touch: Touch, _ now: Int?, _ parents: [Int], _ before: [Int?],
    _ repository: borrowing Repository
  ) throws(LedgerError) -> Set<Section> {
    var sections: Set<Section> = []
    for (index, parent) in parents.enumerated() {
      let lost = Section.allCases.filter { !agree(touch.id, before[index], now, in: $0) }
      guard !lost.isEmpty else { continue }
      guard parents.count <= Self.mostSides else {
        sections.formUnion(lost)
        continue
      }
      for other in parents where other != parent {
        for base in graph.mergeBases(parent, other) {
          let shared = try version(touch.id, base, repository)
          sections.formUnion(
            lost.filter { !agree(touch.id, before[index], shared, in: $0) })
        }
      }
    }
    return sections
  }
}

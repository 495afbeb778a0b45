internal import Decision
internal import Git
internal import Primitives
internal import Signatures

/// An index as a file: its columns one after the other as they lie in memory; a directory that says
/// where; the SHA-256 of each block of all that; and the SHA-256 of those at the end.
struct IndexFile {
  /// Another order of bytes gives another number.
  private static let mark: Int64 = 0x41_53_53_45_4e_54_00_02

  /// The version of the program that wrote it; another one reads nothing that this one wrote.
  let engine: String

  /// Writes an index to an open file; says whether all of it could be written.
  func write(_ index: HistoryIndex, to descriptor: Int32) -> Bool {
    var writer = IndexWriter(descriptor)
    let commits = index.commits
    writer.append(commits.ids)
    writer.append(commits.trees)
    writer.append(commits.times)
    writer.append(commits.ancestry.starts)
    writer.append(commits.ancestry.list)
    writer.append(commits.names.starts)
    writer.append(commits.names.sorted)
    writer.append(index.shape.spine)
    writer.append(index.shape.integrations)
    writer.append(index.shape.bases)
    writer.append(index.changesTrees.distinct)
    writer.append(index.changesTrees.places)
    writer.append(index.policySteps)
    writer.append(index.general)
    for lists in [index.acts, index.nearMisses, index.touches] { writer.append(lists) }
    writer.append(index.plans.starts)
    writer.append(index.plans.ends)
    writer.append(index.plans.letters)
    writer.append(index.plans.templates)
    var directory = FieldWriter()
    directory.append(Self.mark)
    directory.append(engine)
    directory.append(Int64(index.textSize))
    directory.append(index.plans.longest)
    directory.append(index.tidy?.tree.description ?? "")
    directory.append(Int64(index.tidy?.entries ?? 0))
    return writer.finish(directory)
  }

  /// The index in a file; nil if its directory is not exactly what this version writes.
  func index(in file: IndexBytes) -> HistoryIndex? {
    guard let raw = file.directory else { return nil }
    var fields = FieldReader(raw)
    guard fields.number() == Self.mark, fields.text() == engine,
      let textSize = fields.number(), let longest = fields.number(),
      let tidy = fields.text(), let entries = fields.number(),
      (0...Int64(RecordStore.largestHistory)).contains(textSize)
    else { return nil }
    var reader = SectionReader(file: file, fields: fields)
    let commits = CommitPrefix(
      ids: reader.column(), trees: reader.column(), times: reader.column(),
      ancestry: Ancestry(starts: reader.column(), list: reader.column()),
      names: NameTable(starts: reader.column(), sorted: reader.column()))
    let shape = Graph.Shape(
      spine: reader.column(), integrations: reader.column(), bases: reader.column())
    let changesTrees = TreeColumn(distinct: reader.column(), places: reader.column())
    let (policySteps, general): (Column<NumberEntry>, Column<NumberEntry>) = (
      reader.column(), reader.column()
    )
    let (acts, nearMisses, touches) = (reader.lists(), reader.lists(), reader.lists())
    let plans = PlanTable(
      starts: reader.column(), ends: reader.column(), letters: reader.column(),
      templates: reader.lists(), longest: longest)
    let index = HistoryIndex(
      commits: commits, shape: shape, changesTrees: changesTrees, policySteps: policySteps,
      acts: acts, nearMisses: nearMisses, general: general, touches: touches, plans: plans,
      textSize: Int(textSize),
      tidy: ObjectID(tidy).map { TidyTree(tree: $0, entries: Int(entries)) }, file: file)
    return reader.isGood && Self.fits(index) ? index : nil
  }

  /// Whether the lengths of the columns fit each other; what stands in them is under the digests.
  private static func fits(_ index: HistoryIndex) -> Bool {
    let commits = index.commits
    let counts = [
      commits.trees.count, commits.times.count, commits.ancestry.count, commits.names.sorted.count,
      index.shape.integrations.count, index.shape.bases.count, index.changesTrees.count,
    ]
    let lists = [index.acts, index.nearMisses, index.touches, index.plans.templates]
    return commits.count > 0 && counts.allSatisfy { $0 == commits.count }
      && !index.shape.spine.isEmpty && lists.allSatisfy { $0.names.count == $0.ends.count }
      && index.plans.starts.count <= index.plans.ends.count
  }
}

/// Takes the columns of a file in the order of its directory.
private struct SectionReader {
  let file: IndexBytes
  var fields: FieldReader
  /// Whether all that was asked for was there.
  var isGood = true

  mutating func column<Entry>() -> Column<Entry> {
    guard let offset = fields.number(), let count = fields.number(),
      let column: Column<Entry> = file.column(at: offset, count: count)
    else {
      isGood = false
      return Column()
    }
    return column
  }

  mutating func lists() -> CommitLists {
    CommitLists(
      names: TextTable(ends: column(), letters: column()), ends: column(), numbers: column())
  }
}

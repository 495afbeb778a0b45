internal import Decision
internal import Ledger
internal import Primitives

/// Many open changes of the sample organisation in one history.
struct Population {
  /// The clock of all verdicts: a Wednesday noon, in the window of some changes.
  static let now = Instant(seconds: 1_772_622_000)
  /// The changes are planned for so many weeks to come.
  private static let weeks = 150

  let history: History
  let ids: [String]

  var acts: Int { history.changes.values.reduce(0) { $0 + $1.acts.count } }

  /// Varies the sample's records in turn.
  ///
  /// - Parameter systems: what one further change of high risk touches; its id comes last.
  init(_ count: Int, of organisation: Organisation, threads: Int, systems: [String] = []) throws {
    var texts = (0..<count).map { number in
      let record = organisation.records[number % organisation.records.count]
      return Self.text(of: record, number, round: number / organisation.records.count)
    }
    if !systems.isEmpty {
      texts.append(try Self.wide(count, organisation, systems))
    }
    let policy = organisation.policy
    let drafts = parallelMap(texts, threads: threads) { text in
      Result { try Draft(id: text.id, text: text.text, policy: policy, way: text.way) }
    }
    ids = texts.map(\.id)
    history = Trunk.history(
      of: try drafts.map { try $0.get() }, by: policy, zone: organisation.zone, now: Self.now)
  }

  private static func id(_ number: Int) -> String { "CHG-2026-\(100_000 + number)" }

  /// The weekday stays, or becomes another from Monday to Thursday, which are alike.
  private static func text(of record: RecordText, _ number: Int, round: Int)
    -> (id: String, text: String, way: Int)
  {
    let today = Int(now.seconds / 86_400)
    let weekday = CivilDate(daysSinceEpoch: record.day).weekday
    let monday = today - CivilDate(daysSinceEpoch: today).weekday
    let day = weekday < 4 ? round / weeks % 4 : weekday
    let target = monday + round % weeks * 7 + day
    let id = id(number)
    return (id, record.written(as: id, days: target - record.day), round % 8)
  }

  private static func wide(_ number: Int, _ organisation: Organisation, _ systems: [String])
    throws -> (id: String, text: String, way: Int)
  {
    let record = organisation.records.first { $0.id == "CHG-2026-0121" }
    guard let record else { throw BenchmarkError("there is no CHG-2026-0121") }
    let (id, text, _) = text(of: record, number, round: 3)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  systems: ") ? "  systems: [\(systems.joined(separator: ", "))]" : line
    }
    return (id, lines.joined(separator: "\n"), -1)
  }
}

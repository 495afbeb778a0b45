internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// One of the attributes that auditors test on a change.
protocol AttributeTest: Sendable {
  static var test: ControlTest { get }
  var file: CaseFile { get }

  init(file: CaseFile)
  func result() -> TestResult
}

extension AttributeTest {
  func pass(
    _ reason: String, _ commits: [ObjectID] = [], basis: [TestResult.Basis]
  ) -> TestResult {
    TestResult(Self.test, .pass, reason, commits: commits.distinct, basis: basis.distinct)
  }

  /// A failure, which says all that is wrong.
  func fail(_ exceptions: [AuditException], basis: [TestResult.Basis]) -> TestResult {
    TestResult(
      Self.test, .fail, exceptions.map(\.message).joined(separator: "; "),
      commits: exceptions.flatMap(\.commits).distinct, basis: basis.distinct,
      exceptions: exceptions)
  }

  func notEvaluable(_ reason: String, _ commits: [ObjectID] = []) -> TestResult {
    TestResult(Self.test, .notEvaluable, reason, commits: commits.distinct)
  }

  func notApplicable(_ reason: String) -> TestResult {
    TestResult(Self.test, .notApplicable, reason)
  }

  func exception(
    _ kind: AuditException.Kind, _ message: String, _ commits: [ObjectID] = [],
    time: Instant? = nil, isOpen: Bool = false
  ) -> AuditException {
    AuditException(
      kind, change: file.id, test: Self.test, message, commits: commits.distinct,
      time: time ?? file.started?.time, isOpen: isOpen)
  }

  /// Where the record calls itself standard and is not: what a template would have stood in for.
  var besideTemplate: TestResult? {
    guard file.saysStandard, let departure = file.standpoint.departure else { return nil }
    return notEvaluable(
      "its template would stand in for this, and \(file.id) left it, as T16 says: \(departure)")
  }
}

extension CaseFile {
  static let unstarted = "nothing says that the work has begun"

  /// The commit that says that work began.
  var beginningCommit: ObjectID? { beginning.map { graph.ids[$0.commit] } }

  /// Who began the work, and when, in words.
  var beginningWords: String {
    guard let beginning else { return Self.unstarted }
    guard let index = beginning.act, acts.indices.contains(index) else {
      return "the record says so in commit \(graph.ids[beginning.commit].short)"
    }
    return words(acts[index])
  }

  /// An act in words: who, what, and when by whose word.
  func words(_ act: Act) -> String {
    let moment = moment(act)
    let role = act.statement.role.map { " as \($0)" } ?? ""
    return "\(act.statement.verb.rawValue) by \(act.person ?? "an unknown key")\(role)"
      + " at \(moment.time) (\(moment.source.rawValue))"
  }

  /// What vouches for the time of acts.
  func basis(_ acts: [Act]) -> [TestResult.Basis] {
    acts.map { moment($0).source == .recorded ? .timeRecorded : .timeClaimed }.distinct.sorted {
      $0.rawValue < $1.rawValue
    }
  }

  /// Everybody who carried the change out: whom the record names, who signed Start or Finish or had
  /// a machine sign it, and who is in the log.
  var implementers: Set<String> {
    var people: Set<String> = []
    let records = [standpoint.record, lastVersion?.document.change].compactMap { $0 }
    for record in records {
      if let person = record.implementation?.implementer { people.insert(person) }
      for entry in record.execution?.log ?? [] {
        if let person = entry.by { people.insert(person) }
      }
    }
    for (index, act) in acts.enumerated() {
      let verb = act.statement.verb
      guard verb == .start || verb == .finish, act.integration != nil, isSigned(index),
        let person = act.person
      else { continue }
      people.insert(person)
      if act.isMachine, let behind = act.statement["for"] { people.insert(behind) }
    }
    return Set(people.map(history.canonical))
  }

  /// Whether an act bears a good signature of a known key, whatever else is wrong with it.
  func isSigned(_ index: Int) -> Bool { !acts[index].faults.contains { $0 <= .keyUnknown } }
}

extension Sequence where Element: Hashable {
  /// The elements without repetition, in their first order.
  var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Sequence where Element == String {
  /// Names in a sentence.
  var listed: String { joined(separator: ", ") }
}

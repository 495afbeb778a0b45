internal import Crypto
internal import Primitives

/// A repository in which people signed many acts, on the trunk, and some on branches of one act
/// that a merge brought in, while others worked on the code.
///
/// Records arrive unsigned, those of one night together; Finish adds the last sections.
struct HistoryFixture {
  /// Commits that only change code.
  let commits: Int
  let acts: Int
  let records: Int
  let keys: KeyKind

  /// Writes `history.pack`, `tip`, `allowed_signers` and `certificates.asc`.
  func write(to directory: String) throws {
    let organisation = try Organisation(keys: keys)
    try OutputFile.write(organisation.allowedSigners(), to: "\(directory)/allowed_signers")
    try OutputFile.write(organisation.certificates(), to: "\(directory)/certificates.asc")
    var trunk = try TrunkWriter(
      pack: Pack(path: "\(directory)/history.pack"), organisation: organisation)
    let steps = self.steps()
    var development = Development(
      commits: commits, from: Calendar.beginning,
      to: steps.last?.time
        ?? Calendar.beginning.advanced(by: Int64(commits) * Development.pace))
    for step in steps {
      while let work = development.next(before: step.time) { try trunk.develop(work) }
      switch step.kind {
      case .records(let range): try trunk.bring(range.map { Record(number: $0) }, at: step.time)
      case .act(let act): try trunk.sign(act)
      }
    }
    while let work = development.next(before: nil) { try trunk.develop(work) }
    try OutputFile.write("\(try trunk.finish())\n", to: "\(directory)/tip")
  }

  private struct Step {
    enum Kind {
      case records(Range<Int>)
      case act(PlannedAct)
    }

    let time: Instant
    let place: Int
    let kind: Kind
  }

  /// Everything that happens, in the order of time.
  private func steps() -> [Step] {
    var steps: [Step] = []
    for first in stride(from: 0, to: records, by: Calendar.perNight) {
      let time = Calendar.window(of: first).advanced(by: Calendar.hours(-160))
      let range = first..<min(records, first + Calendar.perNight)
      steps.append(Step(time: time, place: steps.count, kind: .records(range)))
    }
    for number in 0..<records {
      let count = acts * (number + 1) / records - acts * number / records
      for act in PlannedAct.all(on: Record(number: number), count: count) {
        steps.append(Step(time: act.time, place: steps.count, kind: .act(act)))
      }
    }
    return steps.sorted { ($0.time, $0.place) < ($1.time, $1.place) }
  }
}

internal import Crypto
internal import Primitives

/// A repository in which people signed many acts: on the trunk, and some on branches of one act
/// that a merge brought in.
///
/// Records arrive unsigned, those of one night together; Finish adds the last sections.
struct HistoryFixture {
  let acts: Int
  let records: Int

  /// Writes `history.pack`, `tip` and `allowed_signers`.
  func write(to directory: String) throws {
    let organisation = try Organisation()
    try OutputFile.write(organisation.allowedSigners, to: "\(directory)/allowed_signers")
    var trunk = try TrunkWriter(
      pack: Pack(path: "\(directory)/history.pack"), organisation: organisation)
    for step in steps() {
      switch step.kind {
      case .records(let range): try trunk.bring(range.map { Record(number: $0) }, at: step.time)
      case .act(let act): try trunk.sign(act)
      }
    }
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

internal import Acts
internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records

extension Dossier {
  /// The parts that people play, in the order of the lanes.
  private enum Part: Int, CaseIterable {
    case edits, requester, approvers, testers, implementer, reviewers, others, work

    var name: String {
      switch self {
      case .edits: "Edits of the record"
      case .requester: "Requester"
      case .approvers: "Assess and approve"
      case .testers: "Testers"
      case .implementer: "Implementer"
      case .reviewers: "Review and close"
      case .others: "Others"
      case .work: "Planned and done"
      }
    }

    init(_ verb: Verb) {
      switch verb {
      case .submit: self = .requester
      case .assess, .approve, .object, .resolve, .reject, .withdraw, .schedule, .except, .override:
        self = .approvers
      case .test: self = .testers
      case .start, .finish: self = .implementer
      case .review, .close: self = .reviewers
      case .cancel, .hold, .resume: self = .others
      }
    }
  }

  /// Writes the swim-lane timeline.
  func writeTimeline(into page: inout Markup) {
    var lanes = Part.allCases.map { Lanes.Lane(name: $0.name) }
    for (number, ruling) in verdict.acts.enumerated() {
      lanes[Part(ruling.act.statement.verb).rawValue].marks.append(mark(ruling, number + 1))
    }
    lanes[Part.edits.rawValue].marks = edits
    lanes[Part.work.rawValue].bars = bars
    page.part("timeline", "Timeline") { part in
      guard lanes.contains(where: { !$0.marks.isEmpty || !$0.bars.isEmpty }) else {
        return part.paragraph("Nothing has happened yet.")
      }
      Lanes(lanes: lanes).write(
        into: &part, id: "lanes", title: "Who did what when, in UTC",
        description: "A lane for each part that people play, \(verdict.acts.count) acts in all. "
          + "A hollow mark does not count; a dark outline is a time that a recorder vouches for.",
        table: table)
      part.paragraph(
        "Numbers are those of the table of acts. Filled: counts. Hollow: does not count. With a "
          + "strong outline: a recorder vouches for the time; else the commit claims it.")
    }
  }

  private func mark(_ ruling: ActVerdict, _ number: Int) -> Lanes.Mark {
    let moment = moment(of: ruling)
    let act = ruling.act
    let person = act.person ?? "unknown signer"
    let words =
      "\(number): \(DossierWords.statement(act.statement)) by \(person), "
      + "\(moment.time) \(moment.source.rawValue), "
      + (ruling.counted ? "counts" : "does not count: \(ruling.reason?.rawValue ?? "not counted")")
    return Lanes.Mark(
      time: moment.time, shape: Self.shape(of: act), label: "\(number) \(act.statement.verb.name)",
      words: words, counts: ruling.counted, isRecorded: moment.source == .recorded)
  }

  private static func shape(of act: Act) -> Lanes.Shape {
    switch act.statement.verb {
    case .submit: .circle
    case .assess: .square
    case .approve: .triangle
    case .object, .reject, .withdraw, .cancel, .hold: .cross
    case .test: act.statement["outcome"] == "fail" ? .cross : .diamond
    case .start: .start
    case .finish: .stop
    case .review, .close: .ring
    case .resolve, .resume, .schedule, .except, .override: .plus
    }
  }

  private var edits: [Lanes.Mark] {
    guard let graph = change.graph else { return editsWithoutNames }
    return change.history.edits.compactMap { edit in
      guard graph.ids.indices.contains(edit.commit) else { return nil }
      let id = graph.ids[edit.commit]
      let moment = change.moments[id]
      let sections = Section.allCases.filter(edit.sections.contains).map(\.rawValue)
      let hands = edit.people.prefix(6).map(\.person).joined(separator: ", ")
      let what = sections.isEmpty ? "the record came or went" : sections.joined(separator: ", ")
      return Lanes.Mark(
        time: moment?.time ?? graph.times[edit.commit], shape: .tick, label: "",
        words: "\(id.short): \(what), by \(hands)", isRecorded: moment?.source == .recorded)
    }
  }

  /// Moments that no act has are those of edits.
  private var editsWithoutNames: [Lanes.Mark] {
    let acts = Set(verdict.acts.map(\.act.id))
    return change.moments.filter { !acts.contains($0.key) }
      .sorted { ($0.value.time, $0.key) < ($1.value.time, $1.key) }
      .map { id, moment in
        Lanes.Mark(
          time: moment.time, shape: .tick, label: "", words: "\(id.short) edits the record",
          isRecorded: moment.source == .recorded)
      }
  }

  private var bars: [Lanes.Bar] {
    var bars: [Lanes.Bar] = []
    if let window = summary.window, window.start < window.end {
      bars.append(
        Lanes.Bar(start: window.start, end: window.end, label: "planned", isPlanned: true))
    }
    if let start = summary.milestones.started {
      let end = summary.milestones.finished?.time ?? start.time
      let label = summary.milestones.finished == nil ? "started" : "done"
      bars.append(
        Lanes.Bar(
          start: start.time, end: max(start.time, end),
          label: "\(label) (\(start.source.rawValue))",
          isPlanned: false))
    }
    return bars
  }

  private var table: ChartTable {
    ChartTable(
      columns: ["Number", "Time", "Lane", "Act", "Person", "Counts"],
      rows: verdict.acts.enumerated().map { number, ruling in
        let moment = moment(of: ruling)
        return [
          .words(String(number + 1)), .words("\(moment.time) \(moment.source.rawValue)"),
          .words(Part(ruling.act.statement.verb).name),
          .words(ruling.act.statement.verb.name), .words(ruling.act.person ?? "unknown signer"),
          .words(ruling.counted ? "yes" : ruling.reason?.rawValue ?? "no"),
        ]
      }, most: 100)
  }
}

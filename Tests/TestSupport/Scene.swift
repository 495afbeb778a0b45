import Foundation

/// A repository with a policy and one change, and what its people do.
///
/// Each commit is a minute younger than the one before.
package final class Scene {
  package let repository: ScratchRepository
  package var organisation: SampleOrganisation
  /// The record as the trunk's tip has it.
  package var record: SampleRecord
  /// The trunk's tip.
  package var tip: String
  /// The first commit, which has the policy.
  package let root: String
  /// After how many seconds a run of the program is given up.
  package var patience: Double = 60
  /// The date of the next commit.
  package var clock: Moment
  /// Further references to set before the program runs.
  package var references: [String: String] = [:]
  /// The tip that each milestone left.
  package var tips: [Milestone: String] = [:]

  /// How far the standard story has come.
  package enum Milestone: Int, CaseIterable, Comparable, Sendable {
    case policy, drafted, submitted, assessed, managed, approved, tested, scheduled, started
    case finished, reviewed, closed

    /// Orders by the story.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private var reached = Milestone.policy

  /// Builds a story of its own, up to a milestone.
  package init(
    _ organisation: SampleOrganisation, _ record: SampleRecord, begins: Moment = .beginning,
    repository: ScratchRepository? = nil, through milestone: Milestone = .drafted
  ) throws {
    self.repository = try repository ?? ScratchRepository()
    self.organisation = organisation
    self.record = record
    clock = begins
    root = try self.repository.commit(
      CommitPlan(
        "Agree on a policy\n", by: .cfo, at: clock, parents: [], changes: organisation.entries))
    tip = root
    tips[.policy] = root
    clock = clock + 1.minutes
    try advance(to: milestone)
  }

  /// Takes up the standard story at a milestone, without building it again.
  package init(at milestone: Milestone) throws {
    let told = try Story.standard.get()
    repository = try ScratchRepository(copying: told.repository)
    guard let chapter = told.chapters[milestone], let root = told.chapters[.policy]?.tip else {
      throw TestFailure("the story has no \(milestone)")
    }
    organisation = told.organisation
    record = chapter.record
    tip = chapter.tip
    self.root = root
    clock = chapter.clock
    tips = told.chapters.mapValues(\.tip)
    reached = milestone
  }

  /// Tells the standard story on to a milestone.
  package func advance(to milestone: Milestone) throws {
    for next in Milestone.allCases where next > reached && next <= milestone {
      try tell(next)
      reached = next
      tips[next] = tip
    }
  }

  private func tell(_ milestone: Milestone) throws {
    switch milestone {
    case .policy: break
    case .drafted: try draft()
    case .submitted: try act(.submit, by: .ana)
    case .assessed: try act(.assess(risk: risk), by: .rae)
    case .managed: try act(.approve("change-manager"), by: .bo)
    case .approved: try act(.approve("system-owner(claims-db)"), by: .dan)
    case .tested: try act(.test(), by: .ivy)
    case .scheduled: try act(.schedule, by: .cat)
    case .started: try start()
    case .finished: try finish()
    case .reviewed:
      clock = clock + 2.days
      record.add(record.reviewed(from: clock - 2.days))
      try act(.review(), by: .rob, changes: [record.path: .text(record.text)])
    case .closed:
      record.add(record.closed())
      try act(.close(), by: .cat, changes: [record.path: .text(record.text)])
    }
  }

  private var risk: String {
    ["low", "medium", "high", "critical"].first { record.text.contains("  risk: \($0)\n") } ?? ""
  }

  private func draft() throws {
    var changes = record.evidence.mapValues(CommitPlan.Entry.text)
    changes[record.path] = .text(record.text)
    try commit("Ask for \(record.id)\n", by: .ana, changes: changes)
  }

  private func start() throws {
    clock = max(clock, record.window.lowerBound + 10.minutes)
    record.add(record.started(at: clock))
    try act(.start(), by: .fay, changes: [record.path: .text(record.text)])
  }

  private func finish() throws {
    clock = clock + 40.minutes
    record.add(record.finished(at: clock))
    try act(.finish(), by: .fay, changes: [record.path: .text(record.text)])
  }
}

/// The standard story, told once for a run of the tests.
private struct Story: Sendable {
  struct Chapter: Sendable {
    let tip: String
    let clock: Moment
    let record: SampleRecord
  }

  let repository: ScratchRepository
  let organisation: SampleOrganisation
  let chapters: [Scene.Milestone: Chapter]

  static let standard: Result<Story, any Error> = Result {
    let scene = try Scene(SampleOrganisation(), SampleRecord(), through: .policy)
    var chapters: [Scene.Milestone: Chapter] = [:]
    for milestone in Scene.Milestone.allCases {
      try scene.advance(to: milestone)
      chapters[milestone] = Chapter(tip: scene.tip, clock: scene.clock, record: scene.record)
    }
    return Story(
      repository: scene.repository, organisation: scene.organisation, chapters: chapters)
  }
}

import Foundation
import TestSupport

/// A forge with a story on it, and clones of it as pipelines have them.
struct Forge: Sendable {
  let server: ScratchRepository
  /// Where trust begins.
  let root: String
  /// The change that the story is about.
  let id: String

  /// A story whose window is open now, by the machine's clock, told up to a milestone.
  ///
  /// - Parameter more: makes further commits, and says under which references they are published.
  init(
    through milestone: Scene.Milestone, more: (Scene) throws -> [String: String] = { _ in [:] }
  ) throws {
    let begins = Moment.current - 5.days - 16.hours
    let scene = try Scene(
      SampleOrganisation(), SampleRecord(begins: begins), begins: begins, through: milestone)
    let references = try more(scene)
    try scene.settle()
    server = try ScratchRepository(cloning: scene.repository, "--bare")
    (root, id) = (scene.root, scene.record.id)
    guard !references.isEmpty else { return }
    try scene.repository.git(
      ["push", "--quiet", "file://\(server.path)"] + references.map { "+\($0.value):\($0.key)" })
  }

  /// The commit that a reference of the server names.
  func commit(_ reference: String) throws -> String {
    try server.git("rev-parse", "--verify", reference)
  }

  /// A clone as a pipeline has it.
  func checkout(_ options: [String] = []) throws -> ScratchRepository {
    let clone = try ScratchRepository(cloning: server)
    guard !options.isEmpty else { return clone }
    try FileManager.default.removeItem(atPath: clone.path)
    try clone.git(
      ["clone", "--quiet"] + options + ["file://\(server.path)", clone.path],
      in: clone.folder.path)
    return clone
  }

  /// Stories told once for a run of the tests.
  static let open = Result { try Forge(through: .scheduled) }
  static let drafted = Result { try Forge(through: .drafted) }
  /// An approved change, and the head of a pull request that edits what was approved.
  static let edited = Result {
    try Forge(through: .approved) { scene in
      var record = scene.record
      try record.replace("users-affected: 1400", with: "users-affected: 9000")
      let head = try scene.commit(
        "Edit\n", by: .ana, changes: [record.path: .text(record.text)], on: scene.tip)
      return ["refs/pull/7/head": head, "refs/merge-requests/7/head": head]
    }
  }
}

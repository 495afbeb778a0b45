import Foundation
import Synchronization
import TestSupport
import Testing

/// The answers to all rows of a section, asked with as few repositories and runs as possible.
final class Sightings: Sendable {
  private let answers: [String: Result<Sighting, any Error>]

  /// Tells all rows and asks the program about them.
  init(_ rows: [Row]) {
    let told = rows.filter { !$0.expect.isEmpty }
    let groups = Array(Dictionary(grouping: told, by: \.key).values)
    let collected = Mutex<[String: Result<Sighting, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: groups.count) { index in
      let found = Self.ask(groups[index])
      collected.withLock { $0.merge(found) { $1 } }
    }
    answers = collected.withLock { $0 }
  }

  /// Compares what the program said with what the row expects.
  func check(_ row: Row) throws {
    if row.expect.isEmpty {
      #expect(row.note != nil, "a row that expects nothing says why")
      return
    }
    let sighting = try #require(answers[row.id]).get()
    sighting.check(row.expect)
  }

  /// The gate's word for a row.
  func decision(_ id: String) throws -> String {
    let sighting = try #require(answers[id]).get()
    return try #require(sighting.verdict.decision)
  }

  private static func ask(_ rows: [Row]) -> [String: Result<Sighting, any Error>] {
    do {
      return try World(rows).answers()
    } catch {
      return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, .failure(error)) })
    }
  }
}

/// The repository of some rows after everything has happened.
private final class World {
  let bench: Bench
  var told: [(row: Row, record: SampleRecord, branches: [String: String])] = []

  init(_ rows: [Row]) throws {
    bench = try Bench(rows[0].policy, begins: rows[0].begins)
    let drafts = try rows.enumerated().map { index, row in
      let number = String(index + 1)
      let id = "CHG-2026-" + String(repeating: "0", count: 4 - number.count) + number
      return (row: row, record: try row.draft.record(id, begins: row.begins))
    }
    try bench.prepare(drafts)
    for (row, record) in drafts {
      bench.scene.record = record
      for event in row.events { try event.happen(bench) }
      told.append((row, bench.scene.record, bench.branches.mapValues(\.head)))
    }
  }

  func answers() throws -> [String: Result<Sighting, any Error>] {
    var result: [String: Result<Sighting, any Error>] = [:]
    let asked = told.filter { if case .status = $0.row.ask { true } else { false } }
    for (now, rows) in Dictionary(grouping: asked, by: { $0.row.now ?? bench.scene.clock }) {
      let outcome = try run(["status"] + rows.map(\.record.id) + options(now))
      let json = try Verdict(outcome).json
      for (row, record, _) in rows {
        let part = json["changes"].elements.first { $0["change"].string == record.id }
        result[row.id] = .success(
          Sighting(verdict: Verdict(part: part ?? json, of: outcome), findings: []))
      }
    }
    for (row, record, branches) in told where result[row.id] == nil {
      result[row.id] = Result { try answer(row, record, branches) }
    }
    return result
  }

  private func answer(
    _ row: Row, _ record: SampleRecord, _ branches: [String: String]
  ) throws -> Sighting {
    let now = row.now ?? bench.scene.clock
    switch row.ask {
    case .status: throw TestFailure("\(row.id) was not asked")
    case .gate(let commit, let more):
      let artifact = commit.map { ["--commit", $0] } ?? []
      let outcome = try run(["gate", record.id, "--what-if"] + artifact + options(now) + more)
      return Sighting(verdict: try Verdict(outcome), findings: [])
    case .head(let branch):
      guard let head = branches[branch] else { throw TestFailure("no branch \(branch)") }
      let outcome = try run(["explain", record.id, "--head", head] + options(now))
      return Sighting(verdict: try Verdict(outcome), findings: [])
    case .command(let words):
      let outcome = try run(
        words.map {
          $0.replacing("ROOT", with: bench.scene.root).replacing("ID", with: record.id)
            .replacing("NOW", with: now.text).replacing("TIP", with: bench.scene.tip)
        })
      return Sighting(verdict: try Verdict(outcome), findings: [])
    case .lint: return try lint(record)
    }
  }

  private func run(_ arguments: [String]) throws -> Command.Outcome {
    try bench.scene.assent(arguments)
  }

  private func options(_ now: Moment) -> [String] {
    ["--trust-root", bench.scene.root, "--now", now.text, "--format", "json"]
  }

  /// Lints the policy and one record as files.
  private func lint(_ record: SampleRecord) throws -> Sighting {
    let folder = try ScratchFolder("lint")
    var files = record.evidence
    files[record.path] = record.text
    for (name, text) in bench.scene.organisation.files { files["policies/\(name)"] = text }
    for (path, text) in files {
      let url = URL(fileURLWithPath: "\(folder.path)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let outcome = try Assent.run(
      ["lint", "--format", "json"], in: folder.path, home: folder.path)
    let verdict = try Verdict(outcome)
    return Sighting(verdict: verdict, findings: verdict.json["findings"].elements)
  }
}

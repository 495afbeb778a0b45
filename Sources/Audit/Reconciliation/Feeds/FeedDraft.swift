internal import Primitives
internal import Reporting

/// A feed while exports are read into it.
struct FeedDraft {
  let export: ForgeExport
  private var deployments: [Reconciliation.Deployment] = []
  private var omitted: [ForgeExport.Omission] = []
  private var remarks: [String] = []

  init(export: ForgeExport) { self.export = export }

  var outcome: ForgeExport.Outcome {
    ForgeExport.Outcome(
      feed: DeploymentFeed(deployments: deployments), omitted: omitted, remarks: remarks)
  }

  /// A deployment as an export tells it.
  struct Entry {
    let file: String
    /// For people, such as `deployment 42`.
    let name: String
    var time: Instant?
    var system: String?
    var environment: String?
    var commit: String?
    var digest: String?
    var who: String?
  }

  mutating func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  mutating func omit(_ name: String, _ why: String, mayHaveRun: Bool) {
    omitted.append(
      ForgeExport.Omission(
        name: PlainText.line(name), why: PlainText.line(why), mayHaveRun: mayHaveRun))
  }

  /// Takes a deployment that reached its environment, or omits it by name.
  mutating func take(_ entry: Entry) throws(InputFault) {
    if let wanted = export.environment {
      guard let own = entry.environment else {
        return omit(entry.name, "the export names no environment", mayHaveRun: true)
      }
      guard own.utf8.elementsEqual(wanted.utf8) else {
        return omit(entry.name, "environment \(own)", mayHaveRun: false)
      }
    }
    guard let time = entry.time else {
      throw InputFault(entry.file, line: 1, "\(PlainText.line(entry.name)) has no readable time")
    }
    guard let system = export.system ?? entry.system, !system.isEmpty else {
      throw InputFault(
        entry.file, line: 1, "\(PlainText.line(entry.name)) names no system: give --system")
    }
    let commit = entry.commit.flatMap { ObjectID($0) }
    let digest = entry.digest.flatMap { SHA256Digest($0) }
    guard commit != nil || digest != nil else {
      let given = entry.commit ?? entry.digest
      return omit(
        entry.name,
        given.map { "\(PlainText.cut($0, to: 40)) is no full commit id" } ?? "no commit",
        mayHaveRun: true)
    }
    deployments.append(
      Reconciliation.Deployment(
        time: time, system: system, commit: commit, digest: digest, who: entry.who,
        source: entry.file, line: deployments.count + 1))
  }

  /// Takes our own columns out of a wider table.
  mutating func addPlain(_ bytes: [UInt8], _ name: String) throws(InputFault) {
    let known = ["time", "system", "commit", "digest", "who", "environment"]
    let rows: [InputRow]
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      rows = try InputRows.read(bytes, name: name, columns: known, demanding: [])
    } else {
      let header = try CSVReader.read(bytes, name: name).first?.fields.map(\.text) ?? []
      let others = header.filter { !known.contains($0) }
      if !others.isEmpty { remark("columns left out: " + others.sorted().joined(separator: ", ")) }
      rows = try InputRows.read(
        bytes, name: name, columns: known + others, demanding: ["time"])
    }
    for row in rows {
      try take(
        Entry(
          file: name, name: "line \(row.line)", time: row["time"].flatMap { Instant(rfc3339: $0) },
          system: row["system"], environment: row["environment"], commit: row["commit"],
          digest: row["digest"], who: row["who"]))
    }
  }
}

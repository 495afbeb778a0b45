internal import Acting
internal import Audit
internal import Primitives

extension DemoStory {
  /// The folder of the evidence, in the directory of the demo.
  static let pack = "audit"

  /// An auditor whom nobody told anything finds the short cut, and nothing else.
  func audit() throws {
    stage.chapter("The auditor")
    stage.tell("Somebody who knows the repository alone tests every change that was started.")
    let today = Int(now.seconds / 86_400)
    // A day more on either side, since days begin at another time in the organisation's zone.
    let (from, to) = (CivilDate(daysSinceEpoch: today - 1), CivilDate(daysSinceEpoch: today + 2))
    let wrong = try stage.auditReport(from: from, to: to, folder: Self.pack)
    guard wrong == [Self.unapproved] else {
      let names = wrong.isEmpty ? "none" : wrong.joined(separator: ", ")
      throw Failure(
        "demo", "the audit says that \(names) went wrong, not \(Self.unapproved)", exitStatus: 70)
    }
    stage.tell("  went wrong: \(Self.unapproved), the short cut, and no other")
    stage.tell("The first page says so: \(stage.directory)/\(Self.pack)/index.html")
  }
}

extension DemoStage {
  /// Writes an evidence pack beside the repository, in this process, and shows the first line of what
  /// is said.
  /// - Returns: the changes with an exception, as the pack lists them; empty text for the repository.
  func auditReport(from: CivilDate, to: CivilDate, folder: String) throws -> [String] {
    let period = ["--from", from.description, "--to", to.description, "--out"]
    show(["assent", "audit", "report"] + period + ["../\(folder)"])
    let pack = "\(directory)/\(folder)"
    let (status, written) = Terminal.capturing {
      Main.run(["audit", "report", "-C", repository] + period + [pack])
    }
    guard status == 0 else {
      throw Failure("demo", "no audit: \(written.remarks)", exitStatus: 70)
    }
    for line in written.result.split(separator: "\n").prefix(1) { tell("  \(line)") }
    return try changesWithExceptions(in: "\(pack)/exceptions.csv")
  }

  private func changesWithExceptions(in table: String) throws -> [String] {
    let bytes = try acting { () throws(ActingError) in
      try Files.read(table, limit: CSVReader.sizeLimit)
    }
    let rows: [CSVReader.Record]
    do throws(InputFault) {
      rows = try CSVReader.read(bytes, name: table)
    } catch {
      throw Failure("demo", "\(error)", exitStatus: 70)
    }
    guard let column = rows.first?.fields.firstIndex(where: { $0.text == "change" }) else {
      throw Failure("demo", "\(table) has no column `change`", exitStatus: 70)
    }
    return rows.dropFirst().map { $0.fields[column].text }.sorted()
      .reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}

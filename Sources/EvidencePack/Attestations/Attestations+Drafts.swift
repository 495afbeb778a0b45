package import Audit
internal import Reporting

/// Statements that are drawn up when a change is examined and get the tests that it passed when all
/// are known, since some tests look at the repository as a whole.
extension Attestations {
  /// The lines of both files for one change, the first without the tests that it passed.
  package func drafts(_ change: AuditedChange) -> (svr: [UInt8], vsa: [UInt8]) {
    let subject = Subject(verdict: change.verdict, artifacts: change.summary.artifacts)
    func line(_ predicate: Predicate) -> [UInt8] {
      statement(predicate, subject).map { Array($0.line.utf8) } ?? []
    }
    return (line(.svr), line(.vsa))
  }

  /// The line of a draft with the tests that the change passed; nil if it is no draft of this kind.
  package static func finished(_ draft: [UInt8], _ summary: ChangeSummary) -> [UInt8]? {
    guard let place = end(ofPropertiesIn: draft) else { return nil }
    var line = Array(draft[..<place])
    for result in summary.results where result.outcome == .pass {
      line += ",\"\(property(result.test))\"".utf8
    }
    return line + draft[place...]
  }

  /// Where the list of properties ends: it is never empty, and inside a text of JSON no quotation
  /// mark stands without a backslash before it.
  private static func end(ofPropertiesIn line: [UInt8]) -> Int? {
    let mark = Array("],\"assent:change\":".utf8)
    guard line.count >= mark.count else { return nil }
    return (0...line.count - mark.count).last { start in
      line[start] == mark[0] && line[start..<start + mark.count].elementsEqual(mark)
    }
  }
}

package import Diagnostics
package import Git
internal import Lint

/// Findings about the files below `changes/` that no setting can lower.
package enum TreeLint {
  private static func twin(of problem: TreeProblem) -> [Finding.Related] {
    guard case .collides(let other) = problem.reason else { return [] }
    return [Finding.Related(label: "the other", location: Location(path: other))]
  }

  /// Unsafe files, stray files, and two files of one id.
  package static func findings(_ listing: TreeListing) -> [Finding] {
    findings(paths: listing.files.map(\.path), problems: listing.problems)
  }

  /// The same for files of which only paths and problems are known.
  package static func findings(paths: [String], problems: [TreeProblem]) -> [Finding] {
    var findings = problems.filter {
      !$0.path.hasPrefix("changes/evidence/") || $0.reason != .executable
    }
    .map { unsafe($0.path, $0.message, related: twin(of: $0)) }
    var places: [String: [String]] = [:]
    for path in paths where !path.utf8.starts(with: "changes/evidence/".utf8) {
      if let stray = strayFile(at: path) { findings.append(stray) }
      if let id = ActReader.change(ofPath: path) { places[id, default: []].append(path) }
    }
    for (id, paths) in places.sorted(by: { $0.key < $1.key }) where paths.count > 1 {
      findings.append(
        Finding(
          rule: "duplicate-id", message: "\(id) stands in \(paths.joined(separator: " and "))",
          location: Location(path: paths[0]), advice: "keep one of them",
          related: paths.dropFirst().map {
            Finding.Related(label: "the other", location: Location(path: $0))
          }))
    }
    return findings
  }

  /// The finding about something below `changes/` that two readers could see differently.
  package static func unsafe(
    _ path: String, _ words: String, related: [Finding.Related] = []
  ) -> Finding {
    Finding(
      rule: "record-file-unsafe", message: "\(path) \(words)", location: Location(path: path),
      advice: "store a plain file under a name that is its own in any letter case",
      related: related)
  }
}

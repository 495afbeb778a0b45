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
    var findings = listing.problems.filter {
      !$0.path.hasPrefix("changes/evidence/") || $0.reason != .executable
    }
    .map { problem in
      Finding(
        rule: "record-file-unsafe", message: "\(problem.path) \(problem.message)",
        location: Location(path: problem.path),
        advice: "store a plain file under a name that is its own in any letter case",
        related: twin(of: problem))
    }
    var places: [String: [String]] = [:]
    for file in listing.files {
      if let stray = strayFile(at: file.path) { findings.append(stray) }
      if let id = ActReader.change(ofPath: file.path), !file.path.hasPrefix("changes/evidence/") {
        places[id, default: []].append(file.path)
      }
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
}

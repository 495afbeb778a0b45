import Foundation
import TestSupport

/// The `sh` steps of the Jenkinsfile.
struct JenkinsFile {
  let text: String

  init() throws {
    text = try String(
      contentsOfFile: "\(PipelineFile.root)/Integrations/jenkins/Jenkinsfile", encoding: .utf8)
  }

  /// Every script, in which Groovy replaces nothing since it stands in single quotes.
  var steps: [String] {
    var result: [String] = []
    var rest = text[...]
    while let start = rest.range(of: " sh '") {
      rest = rest[start.upperBound...]
      let isLong = rest.hasPrefix("''")
      if isLong { rest = rest.dropFirst(2) }
      guard let end = rest.range(of: isLong ? "'''" : "'\n") else { break }
      result.append(String(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return result
  }
}

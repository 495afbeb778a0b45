internal import Diagnostics

/// Advice about names that nobody knows.
enum Names {
  /// Names the one that was probably meant.
  static func advice(_ name: String, among known: some Sequence<String>) -> String {
    guard let nearest = NearestName.of(name, among: known.sorted()) else {
      return "correct the name, or have it added to the policy"
    }
    return "write `\(nearest)` if that is meant"
  }
}

extension Names {
  /// Names the steps or triggers that there are, cut at eight.
  static func stepAdvice(_ id: String, among known: some Sequence<String>) -> String {
    let ids = known.sorted()
    guard !ids.isEmpty else { return "add it to the plan" }
    let shown = ids.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return "name one of \(shown)" + (ids.count > 8 ? " and \(ids.count - 8) more" : "")
  }
}

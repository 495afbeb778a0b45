internal import Diagnostics
internal import YAMLTree

extension PolicyFile {
  /// A finding at a key path of the file, or at the nearest place above it that exists.
  func finding(
    _ rule: String, _ message: String, at keyPath: YAMLTree.KeyPath, advice: String?,
    related: [Finding.Related] = []
  ) -> Finding {
    Finding(
      rule: rule, message: message, location: location(keyPath), advice: advice, related: related)
  }

  /// Where a key path stands, or the nearest place above it that exists.
  func location(_ keyPath: YAMLTree.KeyPath) -> Location {
    var steps = keyPath
    while !steps.steps.isEmpty {
      if let node = root.at(steps) { return Location(path: path, span: node.span) }
      steps.steps.removeLast()
    }
    return Location(path: path, span: root.span)
  }

  /// Findings for the names of a list that are not among the known.
  func unknown(
    _ names: [String], at keyPath: YAMLTree.KeyPath, rule: String, what: String,
    isKnown: (String) -> Bool, candidates: @autoclosure () -> [String]
  ) -> [Finding] {
    names.enumerated().filter { !isKnown($0.element) }.findings { index, name in
      [
        finding(
          rule, "`\(name)` is no \(what)", at: keyPath.appending(index),
          advice: Self.advice(name, what, candidates()))
      ]
    }
  }

  /// Findings for one name that is not among the known.
  func unknown(
    _ name: String?, at keyPath: YAMLTree.KeyPath, rule: String, what: String,
    isKnown: (String) -> Bool, candidates: @autoclosure () -> [String]
  ) -> [Finding] {
    guard let name, !isKnown(name) else { return [] }
    return [
      finding(
        rule, "`\(name)` is no \(what)", at: keyPath,
        advice: Self.advice(name, what, candidates()))
    ]
  }

  private static func advice(_ name: String, _ what: String, _ candidates: [String]) -> String {
    NearestName.of(name, among: candidates.sorted()).map { "did you mean `\($0)`" }
      ?? "add it there, or correct the name"
  }
}

extension Sequence {
  /// The findings of all elements, up to a limit: more help nobody, and each takes time.
  func findings(_ find: (Element) -> [Finding]) -> [Finding] {
    var found: [Finding] = []
    for element in self {
      found += find(element)
      if found.count >= Reading.findingLimit { break }
    }
    return found
  }
}

extension Set<String> {
  /// Adds a member; false if an equal one was there.
  mutating func add(_ member: String) -> Bool { insert(member).inserted }
}

/// Roles that need no entry in `people.yaml`.
enum BuiltInRole {
  /// Their names.
  static let all: Set<String> = ["system-owner", "everyone"]
}

extension People {
  /// Whether a role is defined or built in.
  func knows(role: String) -> Bool { roles[role] != nil || BuiltInRole.all.contains(role) }

  /// All roles, for suggestions.
  var roleNames: [String] { roles.keys.sorted() + BuiltInRole.all.sorted() }
}

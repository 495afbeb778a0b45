/// A path pattern of a policy: `*` and `?` within a name, `**` across names. Paths are bytes.
package struct Glob: Hashable, Sendable {
  private let parts: [[UInt8]]

  private static let anyDepth = Array("**".utf8)

  package init(_ pattern: String) {
    parts = Self.names(of: Array(pattern.utf8))
  }

  /// Whether the pattern fits the whole path.
  package func fits(_ path: [UInt8]) -> Bool {
    Self.names(of: path).reduce(start) { step($0, over: $1) }.contains(parts.count)
  }

  /// Whether the pattern fits the path or a directory above it.
  package func covers(_ path: [UInt8]) -> Bool {
    var states = start
    for name in Self.names(of: path) {
      states = step(states, over: name)
      if states.contains(parts.count) { return true }
    }
    return false
  }

  /// Whether the pattern covers the directory or may cover something below it.
  package func mayCover(below directory: [UInt8]) -> Bool {
    var states = start
    for name in Self.names(of: directory) {
      states = step(states, over: name)
      if states.contains(parts.count) { return true }
    }
    return !states.isEmpty
  }

  /// How much of the pattern may have been used before the first name.
  private var start: Set<Int> { reached([0]) }

  /// How much of the pattern may be used after one more name.
  private func step(_ states: Set<Int>, over name: [UInt8]) -> Set<Int> {
    var next: Set<Int> = []
    for state in states where state < parts.count {
      if parts[state] == Self.anyDepth {
        next.insert(state)
        // The last one wants a name at least.
        if state == parts.count - 1 { next.insert(parts.count) }
      } else if Self.fits(parts[state][...], name[...]) {
        next.insert(state + 1)
      }
    }
    return reached(next)
  }

  /// The states and those behind a `**` that takes no name.
  private func reached(_ states: Set<Int>) -> Set<Int> {
    var result = states
    for state in states {
      var state = state
      while state < parts.count - 1, parts[state] == Self.anyDepth {
        state += 1
        result.insert(state)
      }
    }
    return result
  }

  private static func names(of path: [UInt8]) -> [[UInt8]] {
    path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
  }

  /// One name against one part, in time linear in their lengths but for stars.
  private static func fits(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var (p, n) = (pattern.startIndex, name.startIndex)
    var star: (pattern: Int, name: Int)?
    while n < name.endIndex {
      if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
        star = (p, n)
        p += 1
      } else if p < pattern.endIndex, pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        p = last.pattern + 1
        n = last.name + 1
        star = (last.pattern, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

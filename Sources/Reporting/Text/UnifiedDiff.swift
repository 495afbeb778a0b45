/// Writes what sets two texts apart as a unified diff that `patch` and `git apply` understand.
package enum UnifiedDiff {
  /// Lines that are shown around a change.
  private static let context = 3
  /// Of more lines than this no shortest difference is sought: all of them are replaced.
  private static let most = 4000

  fileprivate enum Line {
    case kept(ArraySlice<UInt8>)
    case removed(ArraySlice<UInt8>)
    case added(ArraySlice<UInt8>)

    var isKept: Bool {
      if case .kept = self { true } else { false }
    }
  }

  /// The difference; empty where there is none.
  ///
  /// - Parameter mode: the modes before and after, where they differ.
  package static func text(
    path: String, from old: [UInt8], to new: [UInt8], mode: (old: String, new: String)? = nil
  ) -> String {
    let name = PlainText.line(path)
    // A path from the root of the disk has no place below `a/`.
    let (left, right) = name.hasPrefix("/") ? (name, name) : ("a/\(name)", "b/\(name)")
    var text = ""
    if let mode {
      text += "diff --git \(left) \(right)\nold mode \(mode.old)\nnew mode \(mode.new)\n"
    }
    guard old != new else { return text }
    text += "--- \(left)\n+++ \(right)\n"
    return text + hunks(script(lines(of: old), lines(of: new))).joined()
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  private static func script(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let (left, right) = (old[head..<old.count - tail], new[head..<new.count - tail])
    return old[..<head].map(Line.kept) + middle(Array(left), Array(right))
      + old[(old.count - tail)...].map(Line.kept)
  }

  private static func middle(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
    guard old.count + new.count <= most else {
      return old.map(Line.removed) + new.map(Line.added)
    }
    var (gone, fresh) = (Set<Int>(), Set<Int>())
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): fresh.insert(offset)
      }
    }
    var lines: [Line] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if gone.contains(left) {
        lines.append(.removed(old[left]))
        left += 1
      } else if fresh.contains(right) {
        lines.append(.added(new[right]))
        right += 1
      } else {
        lines.append(.kept(old[left]))
        (left, right) = (left + 1, right + 1)
      }
    }
    return lines
  }

  // MARK: Hunks

  private static func hunks(_ script: [Line]) -> [String] {
    let changed = script.indices.filter { !script[$0].isKept }
    var ranges: [Range<Int>] = []
    for index in changed {
      let range = max(0, index - context)..<min(script.count, index + context + 1)
      if let last = ranges.last, last.upperBound >= range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges.map { hunk(script, $0) }
  }

  private static func hunk(_ script: [Line], _ range: Range<Int>) -> String {
    let before = script[..<range.lowerBound]
    let old = before.count { $0.mark != "+" }
    let new = before.count { $0.mark != "-" }
    let oldCount = script[range].count { $0.mark != "+" }
    let newCount = script[range].count { $0.mark != "-" }
    return "@@ -\(span(old, oldCount)) +\(span(new, newCount)) @@\n"
      + script[range].map(\.text).joined()
  }

  /// An empty stretch is named by the line before it.
  private static func span(_ before: Int, _ count: Int) -> String {
    "\(count == 0 ? before : before + 1),\(count)"
  }
}

extension UnifiedDiff.Line {
  fileprivate var mark: Character {
    switch self {
    case .kept: " "
    case .removed: "-"
    case .added: "+"
    }
  }

  fileprivate var text: String {
    let bytes =
      switch self {
      case .kept(let bytes), .removed(let bytes), .added(let bytes): bytes
      }
    let line = String(mark) + String(decoding: bytes, as: UTF8.self)
    return bytes.last == 0x0A ? line : line + "\n\\ No newline at end of file\n"
  }
}

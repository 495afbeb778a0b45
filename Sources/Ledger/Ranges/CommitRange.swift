internal import Git
package import Primitives

/// The commits that a range such as `main..HEAD` names.
package struct CommitRange: Hashable, Sendable {
  /// What is known already.
  package let base: ObjectID
  /// What it is compared with; its commits are looked at.
  package let head: ObjectID

  package init(base: ObjectID, head: ObjectID) {
    self.base = base
    self.head = head
  }

  /// Base and head as a user writes them: `A..B`, `A...B`, or `A..` for the commit checked out; nil
  /// for anything else.
  package static func revisions(in text: String) -> (base: String, head: String)? {
    let bytes = Array(text.utf8)
    let dot = UInt8(ascii: ".")
    guard
      let start = bytes.indices.dropLast().first(where: { bytes[$0] == dot && bytes[$0 + 1] == dot }
      )
    else { return nil }
    let end = bytes[start...].firstIndex { $0 != dot } ?? bytes.count
    let base = String(decoding: bytes[..<start], as: UTF8.self)
    let head = String(decoding: bytes[end...], as: UTF8.self)
    guard (2...3).contains(end - start), !base.isEmpty, !head.utf8.contains("..".utf8) else {
      return nil
    }
    return (base, head.isEmpty ? "HEAD" : head)
  }

  /// The ids of the commits that the head reaches and the base does not.
  func commits(_ repository: borrowing Repository) throws(LedgerError) -> Set<ObjectID> {
    let graph = try reading { () throws(GitError) in
      try CommitGraph(of: repository, from: [base, head])
    }
    guard let start = graph.number(of: base), let end = graph.number(of: head) else { return [] }
    let known = graph.reachable(from: [start])
    let fresh = graph.reachable(from: [end])
    return Set(graph.ids.indices.filter { fresh[$0] && !known[$0] }.map { graph.ids[$0] })
  }
}

extension String.UTF8View {
  /// Whether some bytes stand in it in a row.
  fileprivate func contains(_ part: String.UTF8View) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}

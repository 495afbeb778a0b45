internal import Ledger
internal import PolicyTesting
internal import Primitives
internal import Records

extension PolicyComparison.File {
  /// The files of two policies that differ, each with what sets it apart in words.
  static func changes(
    from before: PolicySnapshot, to after: PolicySnapshot
  ) -> [PolicyComparison.File] {
    let (old, new) = (before.files, after.files)
    var words: [String: [String]] = [:]
    if let first = before.policy, let other = after.policy {
      words = PolicyDifference(from: first, to: other).words
    }
    return Set(old.keys).union(new.keys).sorted().compactMap { path in
      guard old[path] != new[path] else { return nil }
      let status: Status = old[path] == nil ? .added : new[path] == nil ? .removed : .edited
      return PolicyComparison.File(path: path, status: status, words: words[path] ?? [])
    }
  }
}

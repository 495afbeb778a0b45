internal import Records

/// What sets the owners of two policies apart, in words, by what they own.
struct OwnersDifference {
  private(set) var sentences: [String] = []

  init(_ old: [Charter.Owners], _ new: [Charter.Owners]) {
    var rest = old
    for entry in new {
      guard let index = rest.firstIndex(where: { $0.files == entry.files }) else {
        sentences.append(
          "new owners of \(Self.scope(entry)): \(entry.threshold) of "
            + entry.people.joined(separator: ", "))
        continue
      }
      compare(rest.remove(at: index), entry)
    }
    sentences += rest.map {
      "\(Self.scope($0)) has no owners of its own any more (\($0.people.joined(separator: ", ")))"
    }
    let order = old.map(\.files) != new.map(\.files)
    if sentences.isEmpty, order { sentences.append("the owners stand in another order") }
  }

  private mutating func compare(_ old: Charter.Owners, _ new: Charter.Owners) {
    let scope = Self.scope(new)
    sentences += PolicyDifference.lists("the owners of \(scope)", old.people, new.people)
    if old.threshold != new.threshold {
      sentences.append("\(scope): \(old.threshold) approvals become \(new.threshold)")
    }
    if old.revokeThreshold != new.revokeThreshold {
      let after = new.revokeThreshold.map { "\($0) may" } ?? "the whole threshold must"
      sentences.append("\(scope): \(after) revoke")
    }
  }

  private static func scope(_ entry: Charter.Owners) -> String {
    entry.files.isEmpty ? "the policy" : entry.files.joined(separator: ", ")
  }
}

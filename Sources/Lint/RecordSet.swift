package import Records
internal import YAMLTree

/// The records of one tree, for rules that compare them.
package struct RecordSet: Sendable {
  package let documents: [RecordDocument]
  /// For each id the indices of the documents that have it, in order.
  package let byID: [String: [Int]]
  /// The policy that they are judged by; nil if there is none.
  package let policy: Policy?
  package let surroundings: Surroundings

  init(
    _ documents: [RecordDocument], policy: Policy? = nil,
    surroundings: Surroundings = Surroundings()
  ) {
    self.documents = documents
    self.policy = policy
    self.surroundings = surroundings
    var byID: [String: [Int]] = [:]
    for (index, document) in documents.enumerated() {
      guard let id = document.change?.id, !id.isEmpty else { continue }
      byID[id, default: []].append(index)
    }
    self.byID = byID
  }

  /// The change at an index, if its text could be read.
  func change(_ index: Int) -> ChangeRequest? { documents[index].change }

  /// Every reference from a record to another one, with its place.
  func references(of index: Int) -> [(id: String, place: Place)] {
    guard let request = change(index)?.request else { return [] }
    var result: [(String, Place)] = []
    for (key, ids) in [
      ("depends-on", request.dependsOn), ("related", request.related),
      ("supersedes", request.supersedes),
    ] {
      for (position, id) in ids.enumerated() {
        result.append((id, Place("request.\(key)[\(position)]")))
      }
    }
    return result
  }
}

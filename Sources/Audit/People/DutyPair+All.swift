internal import Acts

extension DutyPair {
  /// Who approved what whom requested or implemented: one entry for each part and pair of people,
  /// sorted. Pairs of one person with themselves are breaches.
  ///
  /// Approvals are those that count, and those that T4 or T7 name: what the work began upon, though it
  /// was refused or has lapsed since. Whoever asked or worked did so whether or not it counted.
  package static func all(of summaries: [ChangeSummary]) -> [DutyPair] {
    struct Pair: Hashable {
      let part: String
      let person: String
      let approver: String
    }
    var pairs: [Pair: Set<String>] = [:]
    for summary in summaries {
      let named = Set(
        summary.results.lazy.filter { $0.test == .t4 || $0.test == .t7 }
          .flatMap { $0.commits + $0.exceptions.flatMap(\.commits) })
      let parts = summary.participations
      let approvals = parts.filter { part in
        part.verb == .approve && (part.counted || named.contains(part.commit))
      }
      let approvers = Set(approvals.map(\.person))
      guard !approvers.isEmpty else { continue }
      let requesters = Set(
        [summary.requester].compactMap { $0 }
          + parts.filter { $0.verb == .submit }.map(\.person))
      let implementers = Set(
        [summary.implementer].compactMap { $0 }
          + parts.filter { $0.verb == .start || $0.verb == .finish }.map(\.person))
      for (part, people) in [("requester", requesters), ("implementer", implementers)] {
        for person in people {
          for approver in approvers {
            pairs[Pair(part: part, person: person, approver: approver), default: []]
              .insert(summary.id)
          }
        }
      }
    }
    return pairs.map { pair, changes in
      DutyPair(
        part: pair.part, person: pair.person, approver: pair.approver, changes: changes.sorted())
    }.sorted { ($0.part, $0.person, $0.approver) < ($1.part, $1.person, $1.approver) }
  }
}

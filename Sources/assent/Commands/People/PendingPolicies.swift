internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Waiting

/// Policies that wait for their owners: on the trunk, and on branches where somebody approved one.
struct PendingPolicies {
  let place: PlaceOptions
  let session: Session

  /// The approvals that would count.
  ///
  /// - Parameter wanted: whose; nil for everybody's.
  func approvals(_ wanted: [String]?) throws -> [WaitingAct] {
    guard let standing = session.reading.policy else { return [] }
    if standing.isPending {
      return acts(
        standing.outlook(of: standing.tip, unlanded: true), on: "the trunk",
        command: "assent policy approve", wanted)
    }
    return try proposals(standing.current).flatMap { name, outlook in
      acts(outlook, on: name, command: "assent policy approve \(name)", wanted)
    }
  }

  /// What branches propose, each policy once, with what it still needs.
  private func proposals(
    _ current: PolicySnapshot
  ) throws -> [(name: String, outlook: PolicyOutlook)] {
    let repository = try Session.open(place)
    var seen: [ObjectID?] = [current.tree]
    var found: [(name: String, outlook: PolicyOutlook)] = []
    do throws(LedgerError) {
      let carriers = try CarrierReference.all(in: repository).filter {
        $0.branch.hasPrefix("assent/policy/")
      }
      for carrier in carriers where !isLanded(carrier.commit) {
        let tree: ObjectID
        do throws(GitError) { tree = try repository.commit(carrier.commit).tree } catch {
          throw LedgerError(error)
        }
        let next = try PolicyReader().snapshot(ofTree: tree, in: repository)
        guard !seen.contains(next.tree) else { continue }
        seen.append(next.tree)
        let outlook = try outlook(of: next, at: carrier.commit, repository)
        if let outlook { found.append((Self.name(carrier.reference), outlook)) }
      }
    } catch {
      throw Failure(error)
    }
    return found
  }

  private func outlook(
    of next: PolicySnapshot, at commit: ObjectID, _ repository: borrowing Repository
  ) throws(LedgerError) -> PolicyOutlook? {
    var options = session.options
    options.head = commit
    let standing = try HistoryReader(options: options).read(repository).policy
    return standing?.outlook(of: next, unlanded: true)
  }

  private func isLanded(_ commit: ObjectID) -> Bool {
    let graph = session.history.graph
    return graph.ids.firstIndex(of: commit).map { graph.integrations[$0] != nil } ?? false
  }

  /// `origin/assent/policy/ana.ruiz`.
  private static func name(_ reference: String) -> String {
    for prefix in ["refs/heads/", "refs/remotes/"] where reference.hasPrefix(prefix) {
      return String(reference.dropFirst(prefix.utf8.count))
    }
    return reference
  }

  private func acts(
    _ outlook: PolicyOutlook, on name: String, command: String, _ wanted: [String]?
  ) -> [WaitingAct] {
    guard outlook.obstacle == nil else { return [] }
    var words: [String: [String]] = [:]
    for demand in outlook.open {
      for person in demand.could where wanted?.contains(person) ?? true {
        words[person, default: []].append(demand.words)
      }
    }
    return words.sorted { $0.key < $1.key }.map { person, words in
      WaitingAct(
        person: person, subject: .policy(place: name, words: words.joined(separator: "; ")),
        deadline: nil, command: command)
    }
  }
}

package import Acts
package import Primitives

/// What became of an act on its way to the trunk.
package struct Carriage: Hashable, Sendable {
  /// What happened.
  package enum Kind: Hashable, Sendable {
    /// The act waits on its branch.
    case waiting
    /// The trunk has its words in another commit, which its maker did not sign: a squash, a rebase
    /// or a cherry-pick made it anew.
    case copied
  }

  package let kind: Kind
  /// The act that waits, or the copy that does not count.
  package let commit: ObjectID
  package let statement: Statement
  /// Branches that hold the signed act, such as `assent/CHG-2026-7F3K/eli.frost`.
  package let branches: [String]
  /// The other commits of these words: copies on the trunk, or the signed act on a branch.
  package let others: [ObjectID]
}

/// What became of the acts of a verdict that have not landed, or landed without their signature.
///
/// - Parameter carriers: the branches of acts with their tips.
package func carriages(
  of verdict: Verdict, in history: History, carriers: [(name: String, tip: ObjectID)]
) -> [Carriage] {
  CarriageSearch(verdict: verdict, history: history, carriers: carriers).all
}

/// Looks for acts that got lost on the way, by their words.
private struct CarriageSearch {
  /// More lines that only look like acts are not followed: anybody can write them.
  private static let mostQuotations = 100

  private let history: History
  private let carriers: [(name: String, tip: Graph.Index)]
  /// Signed acts that only miss their landing, and acts on the trunk that nobody signed, by words.
  private let unlanded: [(words: String, act: Act)]
  private let unsigned: [(words: String, act: Act)]
  /// Trailers on the trunk that stand in no last paragraph, as those of a squash do.
  private let quoted: [(words: String, commit: ObjectID, statement: Statement)]

  init(verdict: Verdict, history: History, carriers: [(name: String, tip: ObjectID)]) {
    let graph = history.graph
    self.history = history
    self.carriers = carriers.compactMap { carrier in
      graph.ids.firstIndex(of: carrier.tip).map { (carrier.name, $0) }
    }
    func worded(_ rulings: [ActVerdict]) -> [(words: String, act: Act)] {
      rulings.map { ($0.act.statement.trailer, $0.act) }
    }
    unlanded = worded(
      verdict.acts.filter { $0.act.integration == nil && $0.reason == .notReachable })
    unsigned = worded(
      verdict.acts.filter { ruling in
        guard ruling.act.integration != nil, let reason = ruling.reason else { return false }
        return reason < .keyNotInForce && reason != .malformed
      })
    let lines = verdict.nearMisses.filter { $0.nearMiss.code == .notInLastParagraph }
    quoted = lines.prefix(Self.mostQuotations).compactMap { located in
      guard let statement = Statement(trailer: located.nearMiss.line),
        let index = graph.ids.firstIndex(of: located.commit), graph.integrations[index] != nil
      else { return nil }
      return (statement.trailer, located.commit, statement)
    }
  }

  var all: [Carriage] { waiting + copies + quotations }

  private var waiting: [Carriage] {
    unlanded.map { words, act in
      let copies = unsigned.filter { $0.words == words }.map(\.act.id)
      let quotations = quoted.filter { $0.words == words }.map(\.commit)
      return Carriage(
        kind: .waiting, commit: act.id, statement: act.statement, branches: branches(of: [act]),
        others: copies + quotations)
    }
  }

  private var copies: [Carriage] {
    unsigned.map { copy($0.words, in: $0.act.id, $0.act.statement) }
  }

  private var quotations: [Carriage] {
    quoted.map { copy($0.words, in: $0.commit, $0.statement) }
  }

  private func copy(_ words: String, in commit: ObjectID, _ statement: Statement) -> Carriage {
    let originals = unlanded.filter { $0.words == words }.map(\.act)
    return Carriage(
      kind: .copied, commit: commit, statement: statement, branches: branches(of: originals),
      others: originals.map(\.id))
  }

  private func branches(of acts: [Act]) -> [String] {
    let holding = carriers.filter { carrier in
      acts.contains { history.graph.reaches(carrier.tip, $0.commit) }
    }
    return Set(holding.map(\.name)).sorted()
  }
}

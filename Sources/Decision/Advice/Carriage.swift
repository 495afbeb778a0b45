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
  let verdict: Verdict
  let history: History
  let carriers: [(name: String, tip: ObjectID)]

  var all: [Carriage] { waiting + copies + quotations }

  private var unlanded: [ActVerdict] {
    verdict.acts.filter { $0.act.integration == nil && $0.reason == .notReachable }
  }

  private var unsigned: [ActVerdict] {
    verdict.acts.filter { ruling in
      guard ruling.act.integration != nil, let reason = ruling.reason else { return false }
      return reason < .keyNotInForce && reason != .malformed
    }
  }

  /// Trailers on the trunk that stand in no last paragraph, as those of a squash do.
  private var quoted: [(commit: ObjectID, statement: Statement)] {
    verdict.nearMisses.compactMap { located in
      guard located.nearMiss.code == .notInLastParagraph,
        let statement = Statement(trailer: located.nearMiss.line),
        let index = history.graph.ids.firstIndex(of: located.commit),
        history.graph.integrations[index] != nil
      else { return nil }
      return (located.commit, statement)
    }
  }

  private var waiting: [Carriage] {
    unlanded.map { ruling in
      let words = ruling.act.statement.trailer
      let copies = unsigned.filter { $0.act.statement.trailer == words }.map(\.act.id)
      let quotations = quoted.filter { $0.statement.trailer == words }.map(\.commit)
      return Carriage(
        kind: .waiting, commit: ruling.act.id, statement: ruling.act.statement,
        branches: branches(of: ruling.act), others: copies + quotations)
    }
  }

  private var copies: [Carriage] {
    unsigned.map { copy(ruling: $0.act.id, $0.act.statement) }
  }

  private var quotations: [Carriage] {
    quoted.map { copy(ruling: $0.commit, $0.statement) }
  }

  private func copy(ruling commit: ObjectID, _ statement: Statement) -> Carriage {
    let originals = unlanded.filter { $0.act.statement.trailer == statement.trailer }
    let names = Set(originals.flatMap { branches(of: $0.act) })
    return Carriage(
      kind: .copied, commit: commit, statement: statement, branches: names.sorted(),
      others: originals.map(\.act.id))
  }

  private func branches(of act: Act) -> [String] {
    let graph = history.graph
    let holding = carriers.filter { carrier in
      graph.ids.firstIndex(of: carrier.tip).map { graph.reaches($0, act.commit) } ?? false
    }
    return Set(holding.map(\.name)).sorted()
  }
}

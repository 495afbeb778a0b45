package import Primitives
package import Records

/// An act that one person could make now, that would count, and that somebody waits for.
package struct OpenSeat: Hashable, Sendable {
  package let change: String
  /// The stage that asks for it; nil for what ends a "no".
  package let stage: Stage?
  /// The requirements whose seats it fills, such as `owners/claims-db`; one act may fill several.
  package var requirements: [String]
  package let act: ProposedAct
  /// The handing over of a role by which the person may act; nil for one who holds it.
  package let delegation: DelegationStanding?
  /// Since when it is asked for.
  package let since: Instant?
  /// The same person's act that went stale or ran out.
  package let earlier: ActVerdict?
}

/// The acts that would count now and that a change waits for, by person; every one was put to the
/// decision on its own.
///
/// Until a change is submitted only its requester is asked, then whoever can bring it to the gate,
/// then whoever carries it out, and after that the next stage alone. Acts that merely may be made,
/// such as exceptions and objections, are nobody's task.
///
/// - Parameter people: whose acts are looked for; nil for everybody's.
package func openSeats(
  of verdict: Verdict, in history: History, for people: Set<String>? = nil
) -> [OpenSeat] {
  let tip = history.tipPosition
  guard let change = history.changes[verdict.change], change.current != nil,
    !history.problems.contains(where: { $0.holds(at: tip) })
  else { return [] }
  let search = SeatSearch(
    verdict: verdict, history: history,
    evaluation: Evaluation(
      history: history, change: change, now: verdict.now, question: GateQuestion()),
    people: people)
  return search.seats()
}

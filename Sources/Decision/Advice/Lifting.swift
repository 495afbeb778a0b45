internal import Acts
internal import Primitives
internal import Records

/// The acts that end what forbids: an objection by its maker, a hold by its maker, a freeze by an
/// exception.
struct Lifting {
  let evaluation: Evaluation

  private var view: View { evaluation.view }
  private var tally: Tally { evaluation.tally }

  var acts: [ProposedAct] {
    tally.acts.indices.filter { tally.counts($0) }.compactMap { lift(tally.acts[$0]) }.uniqued()
      + exceptions
  }

  private func lift(_ act: Act) -> ProposedAct? {
    guard let person = act.person else { return nil }
    switch act.statement.verb {
    case .object:
      return ProposedAct(
        verb: .resolve, person: person, role: nil,
        parameters: act.statement.parameters.filter { $0.key == "objection" })
    case .hold: return ProposedAct(verb: .resume, person: person, role: nil)
    default: return nil
    }
  }

  /// One exception for each freeze that touches the change and that somebody may set aside.
  private var exceptions: [ProposedAct] {
    guard EmergencyPath(view: view).rule == nil,
      let rule = view.policy.workflow.stages[.approved]
    else { return [] }
    let roles = Roles(policy: view.policy)
    let excepted = Set(
      tally.counted(.except).compactMap { tally.acts[$0].statement["freeze"] })
    return view.policy.calendar.freezes.compactMap { freeze in
      guard freeze.touches(view), !excepted.contains(freeze.id), let role = freeze.exceptRole else {
        return nil
      }
      let able = roles.holders(of: role).filter {
        roles.isActive($0) && !roles.isMachine($0)
          && tally.duties.exclusion(of: view.history.canonical($0), from: rule) == nil
      }
      guard let person = able.first else { return nil }
      var act = ProposedAct(
        verb: .except, person: person, role: role,
        parameters: [Statement.Parameter(key: "freeze", value: freeze.id)])
      act.alternatives = Array(able.dropFirst())
      return act
    }
  }
}

extension Calendar.Freeze {
  /// Whether it covers the present moment or a part of the planned window.
  func touches(_ view: View) -> Bool {
    let planned = view.record?.schedule?.window
    return interval.contains(view.now) || (planned?.overlaps(interval) ?? false)
  }
}

internal import Acts
internal import Audit
internal import Decision
internal import Primitives
internal import Records

extension Database {
  func writeHistory(of change: AuditedChange, _ graph: Graph?) throws(TableError) {
    let id = change.summary.id
    try writeActs(change.verdict.acts, of: id)
    try writeStages(change.verdict.stages, of: id)
    try write(.gateReasons) { emit in
      for (index, reason) in change.verdict.gate.reasons.enumerated() {
        emit { row in
          row.text(id)
          row.number(index)
          row.text(reason.code.rawValue)
          row.text(reason.message)
        }
      }
    }
    try write(.recordVersions) { emit in
      for (index, version) in change.history.versions.enumerated() {
        emit { row in
          row.text(id)
          row.number(index)
          row.text(version.path)
          row.digest(version.digest)
          row.flag(index == change.history.current)
        }
      }
    }
    try writeEdits(change, graph)
    try write(.nearMisses) { emit in
      for (index, located) in change.history.nearMisses.enumerated() {
        emit { row in
          row.text(id)
          row.number(index)
          row.commit(located.commit)
          row.text(located.nearMiss.code.rawValue)
          row.text(located.nearMiss.line)
        }
      }
    }
  }

  private func writeActs(_ acts: [ActVerdict], of id: String) throws(TableError) {
    try write(.acts) { emit in
      for (index, verdict) in acts.enumerated() {
        emit { row in
          row.text(id)
          row.number(index)
          Self.fill(verdict, &row)
        }
      }
    }
  }

  private static func fill(_ verdict: ActVerdict, _ row: inout TableRow) {
    let act = verdict.act
    row.text(act.statement.verb.name)
    row.commit(act.id)
    row.number(act.statement.index)
    row.text(act.person)
    row.flag(act.isMachine)
    row.text(act.key)
    row.text(act.statement.role)
    row.digest(act.statement.digest)
    row.list(
      act.statement.parameters.lazy.filter { $0.key != "role" && $0.key != "digest" }
        .map { "\($0.key)=\($0.value)" })
    row.flag(verdict.counted)
    row.text(verdict.reason?.rawValue)
    row.text(verdict.explanation)
    row.time(act.time)
    row.time(verdict.recorded)
    row.commit(verdict.integrated)
    row.number(act.integration)
    row.time(verdict.holdsUntil)
  }

  private func writeStages(_ stages: [StageVerdict], of id: String) throws(TableError) {
    try write(.stages) { emit in
      for stage in stages {
        emit { row in
          row.text(id)
          row.text(stage.stage.rawValue)
          row.text(stage.status.rawValue)
        }
      }
    }
    try write(.requirements) { emit in
      for stage in stages {
        for (index, requirement) in stage.requirements.enumerated() {
          emit { row in
            row.text(id)
            row.text(stage.stage.rawValue)
            row.number(index)
            Self.fill(requirement, &row)
          }
        }
      }
    }
    try write(.requirementActs) { emit in
      for stage in stages {
        for (number, requirement) in stage.requirements.enumerated() {
          for (index, act) in requirement.acts.enumerated() {
            emit { row in
              row.text(id)
              row.text(stage.stage.rawValue)
              row.number(number)
              row.number(index)
              row.commit(act)
            }
          }
        }
      }
    }
  }

  private static func fill(_ requirement: RequirementVerdict, _ row: inout TableRow) {
    row.text(requirement.id)
    row.text(requirement.status.rawValue)
    row.number(requirement.need)
    row.number(requirement.have)
    row.text(requirement.verb?.name)
    row.text(requirement.role)
    row.text(requirement.message)
    row.text(requirement.path)
    row.number(requirement.line)
    row.flag(requirement.isAdvisory)
  }

  private func writeEdits(_ change: AuditedChange, _ graph: Graph?) throws(TableError) {
    let id = change.summary.id
    try write(.edits) { emit in
      for (index, edit) in change.history.edits.enumerated() {
        let commit = graph.flatMap {
          $0.ids.indices.contains(edit.commit) ? $0.ids[edit.commit] : nil
        }
        let moment = commit.flatMap { change.moments[$0] }
        emit { row in
          row.text(id)
          row.number(index)
          row.commit(commit)
          row.time(moment?.time)
          row.text(moment?.source.rawValue)
          row.number(edit.version)
          row.flag(edit.signedByHuman)
          row.text(edit.sections.map(\.rawValue).sorted().joined(separator: " "))
        }
      }
    }
    try write(.editPeople) { emit in
      for (number, edit) in change.history.edits.enumerated() {
        for (index, hand) in edit.people.enumerated() {
          emit { row in
            row.text(id)
            row.number(number)
            row.number(index)
            row.text(hand.person)
            row.flag(hand.signed)
          }
        }
      }
    }
  }
}

internal import Audit
internal import Primitives
internal import Records

extension Database {
  func writePolicies(_ report: AuditReport) throws(TableError) {
    try write(.policies) { emit in
      for (index, policy) in report.policies.enumerated() {
        emit { row in
          row.number(index)
          row.number(policy.version)
          row.digest(policy.digest)
          row.commit(policy.commit)
          row.time(policy.from.time)
          row.text(policy.from.source.rawValue)
          row.time(policy.until?.time)
          row.commit(policy.until?.commit)
          row.flag(policy.isTrustRoot)
        }
      }
    }
    try write(.policyApprovals) { emit in
      for (number, policy) in report.policies.enumerated() {
        for (index, approval) in policy.approvals.enumerated() {
          emit { row in
            row.number(number)
            row.number(index)
            row.text(approval.person)
            row.commit(approval.commit)
            row.time(approval.time)
          }
        }
      }
    }
    try writeNested(.policyFiles, report.policies.map(\.changedFiles))
    try write(.policyUnrest) { emit in
      for (index, unrest) in report.policyUnrest.enumerated() {
        emit { row in
          row.number(index)
          row.time(unrest.from.time)
          row.commit(unrest.from.commit)
          row.time(unrest.until?.time)
          row.text(unrest.message)
        }
      }
    }
  }

  /// Writes a table of a number, a position and a text.
  func writeNested(_ table: DatabaseTable, _ lists: [[String]]) throws(TableError) {
    try write(table) { emit in
      for (number, texts) in lists.enumerated() {
        for (index, text) in texts.enumerated() {
          emit { row in
            row.number(number)
            row.number(index)
            row.text(text)
          }
        }
      }
    }
  }

  func writePeople(_ report: AuditReport) throws(TableError) {
    try write(.people) { emit in
      for person in report.people {
        emit { row in
          row.text(person.id)
          row.text(person.name)
          row.flag(person.isMachine)
          row.text(person.employment.word)
          row.text(person.employment.day?.description)
        }
      }
    }
    try writeTenures(.keys, report.people, hasStatus: true) { $0.keys }
    try writeTenures(.roles, report.people, hasStatus: false) { $0.roles }
    try write(.personActs) { emit in
      for person in report.people {
        for (verb, count) in person.acts.sorted(by: { $0.key < $1.key }) {
          emit { row in
            row.text(person.id)
            row.text(verb)
            row.number(count)
          }
        }
      }
    }
    try write(.personParts) { emit in
      for person in report.people {
        for (part, changes) in person.parts.sorted(by: { $0.key < $1.key }) {
          for change in Set(changes).sorted() {
            emit { row in
              row.text(person.id)
              row.text(part)
              row.text(change)
            }
          }
        }
      }
    }
    try write(.personRemarks) { emit in
      for person in report.people {
        for (index, remark) in person.remarks.enumerated() {
          emit { row in
            row.text(person.id)
            row.number(index)
            row.text(remark)
          }
        }
      }
    }
    try writeDuties(report.duties)
  }

  private func writeTenures(
    _ table: DatabaseTable, _ people: [PersonAccount], hasStatus: Bool,
    _ tenures: (PersonAccount) -> [PersonAccount.Tenure]
  ) throws(TableError) {
    try write(table) { emit in
      for person in people {
        for (index, tenure) in tenures(person).enumerated() {
          emit { row in
            row.text(person.id)
            row.number(index)
            row.text(tenure.name)
            row.commit(tenure.from)
            row.time(tenure.fromTime)
            row.commit(tenure.until)
            row.time(tenure.untilTime)
            if hasStatus { row.text(tenure.status) }
          }
        }
      }
    }
  }

  private func writeDuties(_ duties: [DutyPair]) throws(TableError) {
    try write(.duties) { emit in
      for pair in duties {
        emit { row in
          row.text(pair.part)
          row.text(pair.person)
          row.text(pair.approver)
          row.number(pair.changes.count)
          row.flag(pair.isBreach)
        }
      }
    }
    try write(.dutyChanges) { emit in
      for pair in duties {
        for change in Set(pair.changes).sorted() {
          emit { row in
            row.text(pair.part)
            row.text(pair.person)
            row.text(pair.approver)
            row.text(change)
          }
        }
      }
    }
  }
}

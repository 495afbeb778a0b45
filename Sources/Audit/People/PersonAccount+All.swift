internal import Acts
package import Decision
internal import Primitives
internal import Records

extension PersonAccount {
  /// Everybody whom a policy of the period names or who had a part in a change of the population,
  /// sorted by id.
  ///
  /// - Parameters:
  ///   - summaries: of all changes; acts are counted by when they happened, parts by population.
  ///   - staff: who has left, if a list was given.
  package static func all(
    in history: History, summaries: [ChangeSummary], population: Population,
    period: AuditPeriod, clock: Chronology, staff: StaffList? = nil
  ) -> [PersonAccount] {
    var register = TenureRegister(history: history, clock: clock)
    register.read()
    var accounts = register.accounts(during: period)
    let members = Set(population.ids)
    for summary in summaries {
      let isMember = members.contains(summary.id)
      if isMember {
        accounts.add(summary.id, as: "requester", summary.requester, history)
        accounts.add(summary.id, as: "implementer", summary.implementer, history)
      }
      for part in summary.participations where part.counted {
        let id = history.canonical(part.person)
        if period.contains(part.moment.time) {
          accounts.open(id)
          accounts.people[id]?.acts[part.verb.name, default: 0] += 1
        }
        if isMember, let name = part.verb.auditPart {
          accounts.add(summary.id, as: name, id, history)
        }
      }
    }
    var people = accounts.people.values.sorted { $0.id < $1.id }
    for index in people.indices {
      people[index].parts = people[index].parts.mapValues { Set($0).sorted() }
    }
    guard let staff else { return people }
    let standing = StaffComparison(staff: staff, history: history)
    return people.map(standing.judged)
  }
}

extension Verb {
  /// The part in a change that the act is played by; nil where it is none of its own.
  var auditPart: String? {
    switch self {
    case .submit: "requester"
    case .assess: "assessor"
    case .approve: "approver"
    case .test: "tester"
    case .schedule: "scheduler"
    case .start, .finish: "implementer"
    case .review: "reviewer"
    case .close: "closer"
    default: nil
    }
  }
}

/// Accounts while they are being filled.
struct AccountBook {
  var people: [String: PersonAccount] = [:]

  /// Makes sure that somebody has an account.
  mutating func open(_ id: String) {
    if people[id] == nil { people[id] = PersonAccount(id: id, name: id, isMachine: false) }
  }

  mutating func add(_ change: String, as part: String, _ person: String?, _ history: History) {
    guard let id = person.map(history.canonical) else { return }
    open(id)
    people[id]?.parts[part, default: []].append(change)
  }
}

/// Who had which keys and roles from when to when.
struct TenureRegister {
  private struct Holding: Hashable {
    let person: String
    let name: String
    let isKey: Bool
  }

  private struct Stretch {
    let from: Moment
    var until: Moment?
  }

  let history: History
  let clock: Chronology
  private var stretches: [Holding: [Stretch]] = [:]
  private var names: [String: (name: String, isMachine: Bool)] = [:]
  /// By key, what the last policy that lists it says of it.
  private var status: [Holding: String] = [:]

  init(history: History, clock: Chronology) {
    self.history = history
    self.clock = clock
  }

  mutating func read() {
    var held: Set<Holding> = []
    var last: Int?
    for (position, index) in history.inForce.enumerated() {
      guard let index, index != last, history.policies.indices.contains(index),
        let moment = clock.moment(at: position)
      else { continue }
      last = index
      let now = holdings(in: history.policies[index].policy)
      for gone in held.subtracting(now) {
        guard let place = stretches[gone]?.indices.last else { continue }
        stretches[gone]?[place].until = moment
      }
      for new in now.subtracting(held) { stretches[new, default: []].append(Stretch(from: moment)) }
      held = now
    }
  }

  private mutating func holdings(in policy: Policy) -> Set<Holding> {
    var result: Set<Holding> = []
    func hold(_ people: [String], _ role: String) {
      for person in people {
        result.insert(Holding(person: history.canonical(person), name: role, isKey: false))
      }
    }
    for (id, person) in policy.people.people {
      let canonical = history.canonical(id)
      if canonical == id || names[canonical] == nil {
        names[canonical] = (person.name, person.kind == .machine)
      }
      for key in person.keys {
        let holding = Holding(person: canonical, name: key.auditName, isKey: true)
        status[holding] = key.auditStatus
        if key.auditStatus == "active" { result.insert(holding) }
      }
    }
    for (role, people) in policy.people.roles { hold(people, role) }
    for (id, system) in policy.systems.systems { hold(system.owners, "system-owner(\(id))") }
    for entry in policy.charter.owners { hold(entry.people, "owner(policies)") }
    return result
  }

  /// Accounts of everybody who held something during a period.
  func accounts(during period: AuditPeriod) -> AccountBook {
    var book = AccountBook()
    for (holding, all) in stretches {
      for stretch in all {
        guard stretch.until.map({ $0.time > period.start }) ?? true,
          stretch.from.time < period.end || stretch.until == nil,
          let from = stretch.from.commit
        else { continue }
        book.open(holding.person)
        let tenure = PersonAccount.Tenure(
          name: holding.name, from: from, until: stretch.until?.commit,
          fromTime: stretch.from.time, untilTime: stretch.until?.time,
          status: holding.isKey ? status[holding] : nil)
        if holding.isKey {
          book.people[holding.person]?.keys.append(tenure)
        } else {
          book.people[holding.person]?.roles.append(tenure)
        }
      }
    }
    for id in book.people.keys {
      book.people[id]?.keys.sort { ($0.name, $0.fromTime) < ($1.name, $1.fromTime) }
      book.people[id]?.roles.sort { ($0.name, $0.fromTime) < ($1.name, $1.fromTime) }
    }
    for (id, person) in names {
      book.people[id]?.name = person.name.isEmpty ? id : person.name
      book.people[id]?.isMachine = person.isMachine
    }
    return book
  }
}

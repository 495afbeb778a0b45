import Foundation
import TestSupport

/// What happens to a change, in the order of a row.
struct Event: Sendable {
  let happen: @Sendable (Bench) throws -> Void

  init(_ happen: @escaping @Sendable (Bench) throws -> Void) { self.happen = happen }
}

/// Acts.
extension Event {
  /// A signed act of any kind.
  static func act(_ act: Act, by person: Persona, body: String? = "Seen.") -> Event {
    // Each event stands for one commit, whatever the act holds.
    let (verb, parameters, change, digest) = (act.verb, act.parameters, act.change, act.digest)
    let text = if case .text(let text) = digest { text } else { "" }
    let isAbsent = if case .absent = digest { true } else { false }
    return Event { bench in
      let digest: Act.Digest = isAbsent ? .absent : text.isEmpty ? .right : .text(text)
      try bench.act(Act(verb, parameters, on: change, digest: digest), by: person, body: body)
    }
  }

  /// A(person, role).
  static func approve(_ person: Persona, _ role: String) -> Event {
    act(.approve(role), by: person)
  }

  static func submit(_ person: Persona = .ann) -> Event { act(.submit, by: person) }
  static func assess(_ risk: String = "medium") -> Event { act(.assess(risk: risk), by: .rae) }
  static func test(_ outcome: String = "pass", by person: Persona = .ivy) -> Event {
    act(.test(outcome), by: person)
  }
  static func schedule(_ person: Persona = .cat) -> Event { act(.schedule, by: person) }

  /// V(person, name).
  static func object(_ person: Persona, _ name: String, as role: String = sec) -> Event {
    act(.object(name, as: role), by: person)
  }
  static func resolve(_ person: Persona, _ name: String, as role: String = sec) -> Event {
    act(.resolve(name, as: role), by: person)
  }
  /// Reject, Hold, Resume or Cancel.
  static func decide(_ verb: String, _ person: Persona, as role: String = cm) -> Event {
    act(.decide(verb, as: role), by: person)
  }
  /// W(person).
  static func withdraw(_ person: Persona, as role: String? = nil) -> Event {
    act(.withdraw(as: role), by: person)
  }
  static func except(_ person: Persona, _ freeze: String, as role: String = chair) -> Event {
    act(Act("Except", [("role", role), ("freeze", freeze)]), by: person)
  }
  static func override(
    _ person: Persona, _ requirement: String, as role: String = chair,
    body: String? = "The load test is done."
  ) -> Event {
    act(
      Act("Override", [("role", role), ("requirement", requirement)]), by: person, body: body)
  }

  /// I(person): Start ten minutes into the window, or at once if that has come.
  static func start(_ person: Persona = .fay, at moment: Moment? = nil) -> Event {
    Event { bench in
      let scene = bench.scene
      scene.clock = moment ?? max(scene.clock, scene.record.window.lowerBound + 10.minutes)
      scene.record.add(scene.record.started(at: scene.clock))
      try bench.act(.start(), by: person, changes: bench.file)
    }
  }
  /// Finish half an hour later.
  static func finish(_ person: Persona = .fay) -> Event {
    Event { bench in
      let scene = bench.scene
      scene.clock = scene.clock + 30.minutes
      scene.record.add(scene.record.finished(at: scene.clock))
      try bench.act(.finish(), by: person, changes: bench.file)
    }
  }
  /// Review two days later.
  static func review(_ person: Persona = .rob) -> Event {
    Event { bench in
      let scene = bench.scene
      scene.clock = scene.clock + 2.days
      scene.record.add(scene.record.reviewed(from: scene.clock - 2.days))
      try bench.act(.review(), by: person, changes: bench.file)
    }
  }
  static func close(_ person: Persona = .cat) -> Event {
    Event { bench in
      bench.scene.record.add(bench.scene.record.closed())
      try bench.act(.close(), by: person, changes: bench.file)
    }
  }

  /// A commit with this message; `ID` and `DIGEST` stand for the record's.
  static func commit(_ message: String, by person: Persona, signed: Bool = true) -> Event {
    Event { bench in
      let text = message.replacing("ID", with: bench.scene.record.id)
        .replacing("DIGEST", with: "sha256:\(try bench.digest(bench.scene.record))")
      try bench.commit(text, by: person, signedBy: signed ? person : nil)
    }
  }
}

/// Content, branches, people, policies, time.
extension Event {
  /// E(field), unsigned; with people beside the author.
  static func edit(
    _ old: String, _ new: String, by author: Persona = .ann, committer: Persona? = nil,
    together other: Persona? = nil
  ) -> Event {
    Event { bench in
      let scene = bench.scene
      try scene.record.replace(old, with: new)
      let trailer = other.map { "\nCo-authored-by: \($0.name) <\($0.email)>\n" } ?? ""
      var plan = CommitPlan(
        "Edit the record\n\(trailer)", by: author, at: scene.clock,
        parents: [bench.base ?? scene.tip], changes: bench.file)
      plan.committer = committer
      let id = try scene.commit(plan, onTrunk: bench.base == nil)
      if bench.base != nil { bench.base = id }
    }
  }

  /// Events on a branch from the trunk's tip.
  static func branch(_ name: String, _ events: Event...) -> Event {
    Event { bench in
      let record = bench.scene.record
      bench.base = bench.scene.tip
      for event in events { try event.happen(bench) }
      bench.branches[name] = (bench.base ?? bench.scene.tip, bench.scene.record)
      bench.base = nil
      bench.scene.record = record
    }
  }

  /// Merges a branch, with the trunk's files or with the branch's.
  static func land(_ name: String, theirs: Bool = false, by person: Persona = .cto) -> Event {
    Event { bench in
      guard let branch = bench.branches[name] else { throw TestFailure("no branch \(name)") }
      try bench.scene.merge(branch.head, takingTheirs: theirs, by: person)
      if theirs { bench.scene.record = branch.record }
    }
  }

  /// Hands a role over.
  static func delegate(
    _ person: Persona, to other: Persona, _ role: String = cm, from: String, until: String,
    signed: Bool = true
  ) -> Event {
    Event { bench in
      let line = "Role-Delegate: \(role); to=\(other.id); from=\(from); until=\(until)"
      try bench.commit(
        bench.message([line], subject: "Hand over"), by: person, signedBy: signed ? person : nil)
    }
  }

  static func recall(_ person: Persona, from other: Persona, _ role: String = cm) -> Event {
    Event { bench in
      let line = "Role-Recall: \(role); to=\(other.id)"
      try bench.commit(
        bench.message([line], subject: "Take back"), by: person, signedBy: person)
    }
  }

  /// Another policy, approved by owners on a branch and merged.
  static func adopt(
    by owners: [Persona] = [.cfo, .cto], raising: Bool = true,
    _ edit: @escaping @Sendable (inout SampleOrganisation) throws -> Void
  ) -> Event {
    adopt(by: owners, raising: raising) { policy, _ in try edit(&policy) }
  }

  /// The same, knowing what has happened.
  static func adopt(
    by owners: [Persona] = [.cfo, .cto], raising: Bool = true,
    _ edit: @escaping @Sendable (inout SampleOrganisation, Bench) throws -> Void
  ) -> Event {
    Event { bench in
      let scene = bench.scene
      let old = scene.organisation
      var new = old
      try edit(&new, bench)
      if raising {
        let lines = new.files["assent.yaml"]?.split(separator: "\n") ?? []
        let version = lines.first { $0.hasPrefix("version: ") }?.dropFirst("version: ".count)
        let next = (version.flatMap { Int($0) } ?? 0) + 1
        try new.replace("version: \(version ?? "")", with: "version: \(next)", in: "assent.yaml")
      }
      let line = "Policy-Approve: sha256:\(try new.digest); from=sha256:\(try old.digest)"
      var changes = new.entries
      for name in old.files.keys where new.files[name] == nil {
        changes["policies/\(name)"] = .removed
      }
      var side = try scene.commit("Change the policy\n", by: .joe, changes: changes, on: scene.tip)
      for owner in owners {
        side = try scene.commit(
          bench.message([line], subject: "Approve the policy"), by: owner, signedBy: owner,
          on: side)
      }
      scene.organisation = new
      try scene.merge(side, takingTheirs: true)
    }
  }

  /// Plans another window, or whatever else the draft says.
  static func replan(_ draft: Draft) -> Event {
    Event { bench in
      bench.scene.record = try draft.record(bench.scene.record.id, begins: .beginning)
      try bench.commit("Plan again\n", by: .ann, changes: bench.file)
    }
  }

  /// Remembers the trunk's tip under a name.
  static func mark(_ name: String) -> Event {
    Event { $0.marks[name] = $0.scene.tip }
  }

  /// Nothing until then.
  static func wait(until moment: Moment) -> Event {
    Event { $0.scene.clock = max($0.scene.clock, moment) }
  }
}

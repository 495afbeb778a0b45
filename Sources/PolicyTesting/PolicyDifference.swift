internal import Acts
internal import Diagnostics
internal import Primitives
package import Records

/// What sets two policies apart, in words, by file.
package struct PolicyDifference: Sendable {
  /// By path, sentences in the order of the file's parts.
  package private(set) var words: [String: [String]] = [:]

  /// Compares two policies.
  package init(from old: Policy, to new: Policy) {
    people(old.people, new.people)
    systems(old.systems, new.systems)
    charter(old.charter, new.charter)
    workflow(old.workflow, new.workflow)
    calendar(old.calendar, new.calendar)
    lint(old.lint, new.lint)
  }

  private mutating func say(_ file: String, _ sentence: String) {
    words["policies/\(file)", default: []].append(sentence)
  }

  /// Says what became of named things: which came, went, or changed.
  private mutating func compare<Thing: Equatable>(
    _ old: [String: Thing], _ new: [String: Thing], in file: String, what: String,
    changed: (String, Thing, Thing) -> [String]
  ) {
    for name in Set(old.keys).union(new.keys).sorted() {
      switch (old[name], new[name]) {
      case (nil, .some): say(file, "\(what) `\(name)` is new")
      case (.some, nil): say(file, "\(what) `\(name)` is gone")
      case (let before?, let after?) where before != after:
        for sentence in changed(name, before, after) { say(file, sentence) }
      default: break
      }
    }
  }

  // MARK: People and systems

  private mutating func people(_ old: People, _ new: People) {
    let file = "people.yaml"
    compare(old.people, new.people, in: file, what: "person") { id, before, after in
      let keys = Self.keys(id, before.keys, after.keys)
      let rest =
        before.name != after.name || before.email != after.email || before.kind != after.kind
      return keys + (rest ? ["name, address or kind of \(id) changes"] : [])
    }
    for (id, person) in new.people.sorted(by: { $0.key < $1.key }) where old.people[id] == nil {
      if person.kind == .machine { say(file, "\(id) is a machine") }
      for sentence in Self.keys(id, [], person.keys) { say(file, sentence) }
    }
    for role in Set(old.roles.keys).union(new.roles.keys).sorted() {
      let (before, after) = (old.roles[role] ?? [], new.roles[role] ?? [])
      for person in after where !before.contains(person) {
        say(file, "\(person) gets the role \(role)")
      }
      for person in before where !after.contains(person) {
        say(file, "\(person) loses the role \(role)")
      }
    }
  }

  private static func keys(_ id: String, _ old: [People.Key], _ new: [People.Key]) -> [String] {
    var sentences: [String] = []
    for key in new {
      let name = name(of: key)
      guard let before = old.first(where: { $0.material == key.material }) else {
        sentences.append("\(id) gets the key \(name)")
        continue
      }
      if before.status != key.status {
        sentences.append("the key \(name) of \(id) is \(key.status.rawValue)")
      }
      if before.compromisedSince != key.compromisedSince, let since = key.compromisedSince {
        sentences.append("the key \(name) of \(id) is compromised since \(since.short)")
      }
    }
    for key in old where !new.contains(where: { $0.material == key.material }) {
      sentences.append("\(id) loses the key \(name(of: key))")
    }
    return sentences
  }

  private static func name(of key: People.Key) -> String {
    switch key.material {
    case .ssh(let line): "…\(line.suffix(12))"
    case .openPGP(let path): path
    case .x509(_, let subject): subject
    case .sshAuthority(_, let principal): principal
    }
  }

  private mutating func systems(_ old: Systems, _ new: Systems) {
    compare(old.systems, new.systems, in: "systems.yaml", what: "system") { id, before, after in
      var sentences = Self.lists("the owners of \(id)", before.owners, after.owners)
      sentences += Self.lists("the zones of \(id)", before.zones, after.zones)
      sentences += Self.lists("what \(id) depends on", before.dependsOn, after.dependsOn)
      if before.parent != after.parent { sentences.append("the parent of \(id) changes") }
      if before.criticality != after.criticality {
        sentences.append("the criticality of \(id) changes")
      }
      return sentences
    }
  }

  /// What was added to a list and what was taken out.
  static func lists(_ what: String, _ old: [String], _ new: [String]) -> [String] {
    let added = new.filter { !old.contains($0) }
    let removed = old.filter { !new.contains($0) }
    if added.isEmpty, removed.isEmpty {
      return old == new ? [] : ["\(what): another order"]
    }
    let parts =
      (added.isEmpty ? [] : ["with \(added.joined(separator: ", "))"])
      + (removed.isEmpty ? [] : ["without \(removed.joined(separator: ", "))"])
    return ["\(what): \(parts.joined(separator: ", "))"]
  }

  // MARK: Charter and calendar

  private mutating func charter(_ old: Charter, _ new: Charter) {
    let file = "assent.yaml"
    if old.version != new.version { say(file, "version \(old.version) becomes \(new.version)") }
    if old.repository != new.repository {
      say(file, "the repository is called \(new.repository): every act names the old one")
    }
    if old.trunk != new.trunk { say(file, "the trunk is \(new.trunk)") }
    for sentence in OwnersDifference(old.owners, new.owners).sentences { say(file, sentence) }
    if old.carrier != new.carrier { say(file, "acts are carried by \(new.carrier.rawValue)") }
    if old.edits != new.edits { say(file, "edits are \(new.edits.rawValue)") }
    if old.code != new.code { say(file, "the code that is governed changes") }
  }

  private mutating func calendar(_ old: Calendar, _ new: Calendar) {
    let file = "calendar.yaml"
    if old.timeZone != new.timeZone { say(file, "the time zone is \(new.timeZone)") }
    compare(Self.named(old.windows), Self.named(new.windows), in: file, what: "window") {
      id, _, _ in
      ["window `\(id)` opens or closes otherwise"]
    }
    compare(Self.named(old.freezes), Self.named(new.freezes), in: file, what: "freeze") {
      id, before, after in
      var sentences: [String] = []
      if before.interval != after.interval {
        sentences.append(
          "freeze `\(id)` lasts from \(after.interval.start) until \(after.interval.end)")
      }
      if before.exceptRole != after.exceptRole {
        sentences.append("freeze `\(id)`: \(after.exceptRole ?? "nobody") may let changes through")
      }
      return sentences
    }
    let days = Self.lists(
      "holidays", old.holidays.map(\.description).sorted(), new.holidays.map(\.description).sorted()
    )
    for sentence in days { say(file, sentence) }
  }

  private static func named(_ windows: [Calendar.Window]) -> [String: Calendar.Window] {
    Dictionary(
      windows.map { window in
        var window = window
        window.line = 0
        return (window.id, window)
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func named(_ freezes: [Calendar.Freeze]) -> [String: Calendar.Freeze] {
    Dictionary(
      freezes.map { freeze in
        var freeze = freeze
        freeze.line = 0
        return (freeze.id, freeze)
      }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func lint(_ old: LintSettings, _ new: LintSettings) {
    for rule in Set(old.severities.keys).union(new.severities.keys).sorted()
    where old.severities[rule] != new.severities[rule] {
      let severity = new.severities[rule].map { $0?.rawValue ?? "off" } ?? "as the rule says"
      say("lint.yaml", "rule \(rule): \(severity)")
    }
    if old.rehearsalMaxAge != new.rehearsalMaxAge {
      say("lint.yaml", "a rehearsal is good for \(new.rehearsalMaxAge)")
    }
    if old.restoreTestMaxAge != new.restoreTestMaxAge {
      say("lint.yaml", "a restore test is good for \(new.restoreTestMaxAge)")
    }
    let (before, after) = (Self.sentences(old.suppressions), Self.sentences(new.suppressions))
    for gone in before where !after.contains(gone) { say("lint.yaml", "no longer accepts \(gone)") }
    for fresh in after where !before.contains(fresh) { say("lint.yaml", "accepts \(fresh)") }
  }

  /// What is accepted, each as the end of a sentence.
  private static func sentences(_ suppressions: [LintSuppression]) -> [String] {
    suppressions.map { suppression in
      let subject =
        switch suppression.subject {
        case .record(let id): id
        case .path(let path): path
        }
      let place = suppression.place.map { " at `\($0)`" } ?? ""
      return "\(suppression.rule) of \(subject)\(place) until \(suppression.until): "
        + suppression.reason
    }
  }

  // MARK: Workflow

  private mutating func workflow(_ old: Workflow, _ new: Workflow) {
    for sentence in WorkflowDifference(old, new).sentences { say("workflow.yaml", sentence) }
  }
}

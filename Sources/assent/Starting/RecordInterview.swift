internal import Diagnostics
internal import Primitives
internal import Records
internal import Starting

/// The questions of `new`, each asked only where no flag answers it.
struct RecordInterview {
  let options: NewCommand
  let tree: WorkTree
  /// The policy of the work tree; nil where it cannot be read, so that nothing can be offered.
  let policy: Policy?
  /// The address that Git's configuration has for whoever asks.
  let email: String?
  let now: Instant

  /// The draft that the answers make.
  func draft(id: String) throws -> RecordDraft {
    // A template has a title to offer, so that it comes first where one is wanted.
    let isMade = options.template != nil || options.type == "standard"
    let early = isMade ? options.title : try title(nil)
    let kind = try kind()
    let template = kind == .standard ? try template() : nil
    let title = try early ?? title(template)
    var draft = RecordDraft(id: id, title: title, kind: kind, requester: try requester())
    draft.template = options.template ?? template?.reference
    (draft.description, draft.justification) = (options.description, options.justification)
    draft.expectedOutcome = options.expectedOutcome
    draft.environment = options.environment
    draft.isRequestOnly = options.requestOnly
    switch kind {
    case .standard: try fillStandard(&draft, template)
    case .normal: try fillNormal(&draft)
    case .emergency: try fillEmergency(&draft)
    }
    return draft
  }

  // MARK: What it is

  private func kind() throws -> ChangeRequest.Kind {
    if options.emergency { return .emergency }
    if options.template != nil, options.type == nil { return .standard }
    let hasTemplates = !(policy?.templates.isEmpty ?? true)
    let offered = [
      ("normal", "assessed, planned and approved before it starts"),
      ("standard", "made from a template that was approved before"),
      ("emergency", "one signature lets it start, the rest follows"),
    ].filter { $0.0 != "standard" || hasTemplates }
    let text =
      try options.type
      ?? Prompt.choice("type", of: offered, flag: "--type", otherwise: "normal")
    guard let kind = ChangeRequest.Kind(rawValue: text) else {
      throw Failure(
        "usage", "--type is normal, standard or emergency, not `\(text)`", exitStatus: 2)
    }
    return kind
  }

  private func title(_ template: Template?) throws -> String {
    try options.title
      ?? Prompt.answer(
        "title, one line", flag: "--title", otherwise: template?.title, read: { $0 })
  }

  // MARK: Who

  /// The requester given, or whoever in `policies/people.yaml` has the user's address.
  private func requester() throws -> String {
    if let requester = options.requester { return try person(requester) }
    let address = email?.lowercased()
    let own = policy?.people.people.values.filter { person in
      person.email.contains { $0.lowercased() == address }
    }.map(\.id).min()
    // Whose address it is does not have to be asked, only to be right.
    if let own, !Terminal.isInteractive { return own }
    return try Prompt.answer(
      "requester, an id of policies/people.yaml", flag: "--requester", otherwise: own, read: person)
  }

  private func implementer(_ draft: RecordDraft) throws -> String {
    if let implementer = options.implementer { return try person(implementer) }
    return try Prompt.answer(
      "implementer", flag: "--implementer", otherwise: draft.requester, read: person)
  }

  /// A person, if the policy knows one of that id.
  func person(_ id: String) throws -> String {
    guard TextPattern.personID.allows(id) else {
      throw Failure(
        "usage", "`\(id)` is no id of a person", hint: TextPattern.personID.advice, exitStatus: 2)
    }
    guard let policy, policy.people.people[id] == nil else { return id }
    let near = NearestName.of(id, among: policy.people.people.keys.sorted())
    throw Failure(
      "usage", "`\(id)` is nobody of policies/people.yaml",
      hint: near.map { "did you mean `\($0)`" } ?? "assent policy person add \(id)", exitStatus: 2)
  }

  // MARK: What it touches

  private func systems() throws -> [String] {
    if !options.system.isEmpty { return try options.system.map(system) }
    let known = policy?.systems.systems.keys.sorted() ?? []
    if Terminal.isInteractive, !known.isEmpty {
      Terminal.remark("systems:")
      for (index, name) in known.enumerated() { Terminal.remark("  \(index + 1)  \(name)") }
    }
    return try Prompt.answer(
      "systems it touches, names or numbers with blanks between", flag: "--system",
      otherwise: known.count == 1 && Terminal.isInteractive ? known[0] : nil
    ) { text in
      let words = text.split { $0 == " " || $0 == "," }.map { word -> String in
        guard let number = Int(word), known.indices.contains(number - 1) else {
          return String(word)
        }
        return known[number - 1]
      }
      guard !words.isEmpty else { throw Failure("usage", "name at least one", exitStatus: 2) }
      return try words.map(system)
    }
  }

  /// A system, if the inventory knows one of that name.
  private func system(_ name: String) throws -> String {
    guard TextPattern.systemID.allows(name) else {
      throw Failure(
        "usage", "`\(name)` is no id of a system", hint: TextPattern.systemID.advice,
        exitStatus: 2)
    }
    guard let policy, policy.systems.systems[name] == nil else { return name }
    let known = policy.systems.systems.keys.sorted()
    throw Failure(
      "usage", "`\(name)` is no system of policies/systems.yaml",
      hint: NearestName.of(name, among: known).map { "did you mean `\($0)`" }
        ?? "one of \(known.prefix(8).joined(separator: ", "))", exitStatus: 2)
  }

  /// What the systems are declared to need, for the assessment.
  private func dependencies(of systems: [String]) -> [String] {
    let needed = Set(systems.flatMap { policy?.systems.systems[$0]?.dependsOn ?? [] })
    return needed.subtracting(systems).sorted()
  }

  // MARK: The three kinds

  private func fillNormal(_ draft: inout RecordDraft) throws {
    draft.systems = try systems()
    draft.dependencies = dependencies(of: draft.systems)
    draft.risk = try risk(draft)
    (draft.start, draft.end) = try window(draft)
    guard !draft.isRequestOnly else { return }
    draft.implementer = try implementer(draft)
    // Nobody plans a way back later; where there is nothing to lose it may wait.
    let isNeeded = draft.environment == "production"
    draft.strategy = try strategy(isNeeded)
    draft.trigger = try open(options.trigger, "the signal that makes going back due", "--trigger")
    draft.decider = try open(options.decider, "who decides to go back, an id", "--decider", person)
    draft.deputy = try open(options.deputy, "and in their absence, an id", "--deputy", person)
  }

  private func fillEmergency(_ draft: inout RecordDraft) throws {
    draft.systems = try systems()
    draft.incident =
      try options.incident
      ?? Prompt.answer("incident, its id", flag: "--incident")
    draft.whyNotNormal =
      try options.whyNotNormal
      ?? Prompt.answer("why it cannot wait for the usual way", flag: "--why-not-normal")
    draft.implementer = try implementer(draft)
    draft.strategy = try strategy(true)
    draft.trigger =
      try options.trigger
      ?? Prompt.answer("the signal that makes going back due", flag: "--trigger")
    draft.decider =
      try options.decider.map(person)
      ?? Prompt.answer("who decides to go back, an id", flag: "--decider", read: person)
    let times = (try time(options.start, "--start"), try time(options.end, "--end"))
    // An emergency is now, unless somebody says otherwise.
    let start = times.0.flatMap { Instant(rfc3339: $0) } ?? now
    draft.start = times.0 ?? start.description
    draft.end = times.1 ?? start.advanced(by: 4 * 3600).description
  }

  private func fillStandard(_ draft: inout RecordDraft, _ template: Template?) throws {
    draft.implementer =
      try options.implementer.map(person) ?? (template == nil ? nil : implementer(draft))
    draft.systems = options.system
    draft.parameters = try parameters(template)
    (draft.start, draft.end) = try window(draft)
  }
}

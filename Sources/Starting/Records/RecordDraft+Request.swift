internal import Records

extension RecordDraft {
  /// Step 1 of any change but a standard one.
  var request: String {
    var lines = ["# 1. What is asked for, by whom and why.", "request:"]
    let reasons = [
      ("description", description, "what is changed in a sentence or two"),
      ("justification", justification, "why it is needed and what waiting costs"),
      ("expected-outcome", expectedOutcome, "how anybody can tell that it worked"),
    ].map { key, text, hint in
      // An emergency may say that later.
      kind == .emergency && text == nil ? "# \(key): \(hint)" : line(key, text, hint)
    }
    let answers =
      ["requester: \(requester)"] + reasons + [
        "systems: "
          + (systems.isEmpty
            ? "[\(Blank.text("an id of systems.yaml"))]" : YAMLText.list(systems)),
        "environment: \(YAMLText.quoted(environment))", interval("timeline"),
      ]
    let urgent = [
      line("incident", incident, "the id of the incident"),
      line("why-not-normal", whyNotNormal, "why it cannot wait for the usual way"),
    ]
    lines += (answers + (kind == .emergency ? urgent : [])).map { "  " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A standard change says no more than its template leaves open, unless more was asked for.
  var standardRequest: String {
    let further = [
      ("description", description), ("justification", justification),
      ("expected-outcome", expectedOutcome),
    ].compactMap { key, text in text.map { line(key, $0, "") } }
    let values = parameters.map { "  \($0.name): \(YAMLText.quoted($0.value))" }
    let lines =
      [
        "requester: \(requester)", interval("timeline"),
        name("template", template, "STD-TLS-ROTATE@3"),
      ]
      + (values.isEmpty ? [] : ["parameters:"] + values)
      + (further + (systems.isEmpty ? [] : ["systems: \(YAMLText.list(systems))"]))
    return
      (["# 1. Who asks for it, when, and with which values.", "request:"]
      + lines.map { "  " + $0 }).joined(separator: "\n") + "\n"
  }

  /// Who carries a standard change out.
  func standardImplementation(_ implementer: String) -> String {
    "# 5. Who carries it out; the rest says the template.\nimplementation:\n"
      + "  implementer: \(implementer)\n"
  }

  /// Step 2.
  var assessment: String {
    """
    # 2. What may go wrong, and for whom.
    assessment:
      \(name("risk", risk?.rawValue, "low, medium, high or critical"))
      outage:
        kind: \(Blank.text("none, degraded or planned"))
        minutes: \(Blank.text("for how long; 0 for none"))
      users-affected: \(Blank.text("how many people notice"))
      # Systems that are needed or touched; the inventory names these.
      dependencies: \(YAMLText.list(dependencies))
      disruption: \(Blank.text("what users notice"))
      security: \(Blank.text("what changes for attackers"))
      privacy: \(Blank.text("what changes for personal data"))

    """
  }
}

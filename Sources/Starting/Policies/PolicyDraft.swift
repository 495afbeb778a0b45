internal import Diagnostics
package import Primitives
package import Records

/// The first policy of a repository: commented, with cases of its own, and in force as it stands
/// once committed.
package struct PolicyDraft: Sendable {
  package var workflow = ReadyWorkflow.standard
  package var repository = ""
  package var trunk = "main"
  /// The branch of the code, where the changes have a trunk of their own.
  package var codeBranch: String?
  package var people: [People.Person] = []
  /// Ids of `people`, at least one.
  package var owners: [String] = []
  package var threshold = 1
  /// Who holds a role; of roles left out, the owners do.
  package var roles: [String: [String]] = [:]
  package var carrier = Charter.Carrier.branch
  package var timeZone = "UTC"
  /// The rules of that zone; nil where this machine does not know it.
  package var zone: TimeZoneRules?
  package var today = CivilDate(daysSinceEpoch: 0)

  package init() {}

  /// The texts by path from the root, in the order in which to read them.
  package var files: [(path: String, text: String)] {
    var files = [
      ("policies/assent.yaml", charter), ("policies/people.yaml", peopleText),
      ("policies/systems.yaml", systems), ("policies/workflow.yaml", workflow.workflow),
      ("policies/calendar.yaml", calendar),
    ]
    if let lint = workflow.lint { files.append(("policies/lint.yaml", lint)) }
    files.append(("policies/templates/\(ExampleTemplate.id).yaml", template))
    if let cases = cases?.text {
      files.append(("policies/tests/\(workflow.rawValue).yaml", cases))
    }
    return files
  }

  /// Who holds a role.
  package func holders(of role: String) -> [String] { roles[role] ?? owners }

  /// Owners of the example system: all who own the policy.
  private var systemOwners: [String] { owners }

  /// The cases of the workflow; nil where there are too few people to tell them with.
  private var cases: WorkflowCases? {
    Cast(workflow: workflow, owners: systemOwners, holders: holders).map {
      WorkflowCases(workflow: workflow, cast: $0, zone: zone)
    }
  }

  // MARK: Texts

  private var charter: String {
    let ways = """
      # branch: acts go to assent/<ID>/<person>, from where a merge commit lands them.
      # push: acts go straight to the trunk, which must permit that.
      """
    let code =
      codeBranch.map {
        """
        # Squashing and rebasing drop signatures, so the changes have a trunk of their own. These are
        # the commits that they govern (`assent gate --commit`).
        code:
          - {repository: \(YAMLText.quoted(repository)), branch: \(YAMLText.quoted($0)), protect: ["**"]}

        """
      } ?? ""
    return """
      # What this repository is, and who may change the rules of it.
      schema: assent/policy/1
      version: 1  # rises by one with every change under policies/
      repository: \(YAMLText.quoted(repository))
      trunk: \(YAMLText.quoted(trunk))
      owners:
        # So many of these people must sign a change of the policy (Policy-Approve)
        - {people: \(YAMLText.list(owners)), threshold: \(threshold)}
      \(ways)
      carrier: \(carrier.rawValue)
      edits: claimed

      """ + code
  }

  private var peopleText: String {
    let entries = people.map(PersonText.entry).joined()
    let lists = workflow.roles.map { "  \($0): \(YAMLText.list(holders(of: $0)))\n" }
    let further = roles.keys.filter { !workflow.roles.contains($0) }.sorted()
      .map { "  \($0): \(YAMLText.list(holders(of: $0)))\n" }
    return """
      # Who may act, with which key, in which role. Whoever leaves keeps the entry; the key gets
      # `status: retired`. A stolen key gets `compromised: {since: <commit>}`.
      schema: assent/people/1
      people:
      \(entries)
      # Nobody approves their own change, so every role needs at least two people.
      roles:
      \(lists.joined())\(further.joined())\(idle)
      """
  }

  /// Those whom no list names, for whoever gives roles.
  private var idle: String {
    let named = Set(workflow.roles.flatMap(holders) + roles.values.joined())
    let idle = people.map(\.id).filter { !named.contains($0) }
    guard !idle.isEmpty else { return "" }
    return "  # Without a role so far; they may ask for changes, as everybody may:\n"
      + idle.map { "  #   \($0)\n" }.joined()
  }

  private var systems: String {
    let zones = workflow == .regulated ? "\n    zones: [internal, personal-data]" : ""
    return """
      # What changes can touch, and who answers for it.
      schema: assent/systems/1
      systems:
        # Replace this one by your own, here and in templates/ and tests/.
        \(ExampleTemplate.system):
          owners: \(YAMLText.list(systemOwners))
          criticality: medium\(zones)

      """
  }

  private var template: String {
    let second = systemOwners.dropFirst().first ?? people.map(\.id).first { $0 != owners.first }
    return ExampleTemplate.text(decider: owners.first ?? "", deputy: second)
  }

  private var calendar: String {
    guard workflow == .regulated else {
      return """
        # When changes may happen. Windows bind only where workflow.yaml names them.
        schema: assent/calendar/1
        time-zone: \(YAMLText.quoted(timeZone))
        windows: []
        freezes: []
        holidays: []

        """
    }
    let year = today.year
    return """
      # When changes may happen. An overnight window belongs to the day on which it opens.
      schema: assent/calendar/1
      time-zone: \(YAMLText.quoted(timeZone))
      windows:
        # For work that nobody notices; the risk decides who must agree, not the hour.
        - {id: office-hours, days: [mon, tue, wed, thu, fri], from: "06:00", to: "18:00"}
        - {id: weekday-evening, days: [mon, tue, wed, thu], from: "18:00", to: "02:00"}
        - {id: weekend-night, days: [sat], from: "22:00", to: "06:00"}
      freezes:
        # Only the chair of the change board lets a change through.
        - id: year-end-\(year)
          from: \(year)-12-18T00:00:00Z
          until: \(year + 1)-01-04T00:00:00Z
          except: {role: cab-chair}
      # Days that are no working days for the lead time, such as \(year)-12-25.
      holidays: []

      """
  }
}

package import Diagnostics
package import Primitives

/// The tree `policies/` of one commit, as values.
package struct Policy: Hashable, Sendable {
  package var charter: Charter
  package var people: People
  package var systems: Systems
  package var workflow: Workflow
  /// Those of `policies/workflows/`, by name.
  package var furtherWorkflows: [Workflow]
  package var calendar: Calendar
  package var lint: LintSettings
  package var templates: [Template]

  package init(
    charter: Charter, people: People, systems: Systems, workflow: Workflow, calendar: Calendar,
    lint: LintSettings, templates: [Template], furtherWorkflows: [Workflow] = []
  ) {
    self.charter = charter
    self.people = people
    self.systems = systems
    self.workflow = workflow
    self.furtherWorkflows = furtherWorkflows
    self.calendar = calendar
    self.lint = lint
    self.templates = templates
  }
}

/// `policies/assent.yaml`.
package struct Charter: Hashable, Sendable {
  /// Who may change which files of the policy.
  package struct Owners: Hashable, Sendable {
    /// Globs below `policies/`; empty for the first entry, which owns the rest.
    package var files: [String] = []
    package var people: [String] = []
    package var threshold: Int = 0
    package var revokeThreshold: Int?
    package var line: Int = 1

    package init() {}
  }

  /// Where act commands put their commits.
  package enum Carrier: String, Hashable, Sendable, CaseIterable {
    case push, branch
  }

  /// Whether record edits by unknown hands block approval.
  package enum Edits: String, Hashable, Sendable, CaseIterable {
    case claimed, signed
  }

  /// A code repository that these changes govern.
  package struct Code: Hashable, Sendable {
    package var repository: String = ""
    package var branch: String = ""
    package var protect: [String] = []

    package init() {}
  }

  package var version: Int = 0
  package var repository: String = ""
  package var trunk: String = ""
  package var owners: [Owners] = []
  package var carrier: Carrier = .branch
  package var edits: Edits = .claimed
  package var code: [Code] = []

  package init() {}
}

/// `policies/people.yaml`.
package struct People: Hashable, Sendable {
  package struct Person: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case human, machine
    }

    package var id: String
    package var name: String = ""
    package var email: [String] = []
    package var kind: Kind = .human
    package var keys: [Key] = []

    package init(id: String) { self.id = id }
  }

  package struct Key: Hashable, Sendable {
    package enum Material: Hashable, Sendable {
      /// An OpenSSH public key line: type and base64, the comment dropped.
      case ssh(String)
      case openPGP(path: String)
      case x509(authority: String, subject: String)
      case sshAuthority(key: String, principal: String)
    }

    package enum Status: String, Hashable, Sendable, CaseIterable {
      case active, retired
    }

    package var material: Material
    package var status: Status = .active
    /// The commit from whose integration on every act of the key is void.
    package var compromisedSince: ObjectID?
    package var line: Int = 1

    package init(material: Material) { self.material = material }
  }

  /// By id; ids are `[a-z0-9._-]+`.
  package var people: [String: Person] = [:]
  /// The people of each role, in the file's order.
  package var roles: [String: [String]] = [:]

  package init() {}
}

/// `policies/systems.yaml`.
package struct Systems: Hashable, Sendable {
  package enum Criticality: String, Hashable, Sendable, CaseIterable {
    case low, medium, high, critical
  }

  package struct System: Hashable, Sendable {
    package var id: String
    package var owners: [String] = []
    package var criticality: Criticality?
    package var zones: [String] = []
    package var parent: String?
    package var dependsOn: [String] = []
    package var line: Int = 1

    package init(id: String) { self.id = id }
  }

  package var systems: [String: System] = [:]

  package init() {}
}

/// `policies/calendar.yaml`.
package struct Calendar: Hashable, Sendable {
  /// A time of day in the calendar's zone, in minutes since midnight; 24:00 is 1440.
  package typealias MinuteOfDay = Int

  package struct Window: Hashable, Sendable {
    package var id: String = ""
    /// Monday is 0; the day on which the window opens.
    package var days: [Int] = []
    package var from: MinuteOfDay = 0
    /// Not after `from`: the window runs over midnight.
    package var to: MinuteOfDay = 0
    package var line: Int = 1

    package init() {}
  }

  package struct Freeze: Hashable, Sendable {
    package var id: String = ""
    package var interval = ChangeRequest.Interval(
      start: Instant(seconds: 0), end: Instant(seconds: 0))
    /// The role that may except a change from it.
    package var exceptRole: String?
    package var line: Int = 1

    package init() {}
  }

  /// An IANA name.
  package var timeZone: String = "UTC"
  package var windows: [Window] = []
  package var freezes: [Freeze] = []
  package var holidays: Set<CivilDate> = []

  package init() {}
}

/// `policies/lint.yaml`.
package struct LintSettings: Hashable, Sendable {
  /// What a rule's severity is changed to; nil turns the rule off.
  package var severities: [String: Severity?] = [:]
  /// Oldest rehearsal and restore test that still proves something.
  package var rehearsalMaxAge = Period(count: 30, unit: .days)
  package var restoreTestMaxAge = Period(count: 90, unit: .days)
  /// What the owners accept for a while, in the order of the file.
  package var suppressions: [LintSuppression] = []

  package init() {}
}

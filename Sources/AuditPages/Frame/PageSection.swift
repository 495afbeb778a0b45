/// The pages that the navigation names, in its order.
enum PageSection: String, Sendable, CaseIterable {
  case index, exceptions, uncovered, tests, changes, sample, calendar, flow, people, policies
  case suppressions, standards, method

  /// What an auditor opens it for.
  enum Group: String, CaseIterable {
    case findings = "Findings"
    case records = "Records"
    case rules = "People and rules"
    case about = "About this pack"
  }

  var group: Group {
    switch self {
    case .index, .exceptions, .uncovered, .tests: .findings
    case .changes, .sample, .calendar, .flow: .records
    case .people, .policies, .suppressions: .rules
    case .standards, .method: .about
    }
  }

  var title: String {
    switch self {
    case .index: "Overview"
    case .exceptions: "Exceptions"
    case .uncovered: "Uncovered deployments"
    case .tests: "Control tests"
    case .changes: "Changes"
    case .sample: "Sample"
    case .calendar: "Calendar"
    case .flow: "Flow"
    case .people: "People"
    case .policies: "Policies"
    case .suppressions: "Suppressions"
    case .standards: "Standards"
    case .method: "Method"
    }
  }

  /// The section's first page.
  var place: PagePlace { .top(rawValue + ".html") }

  /// Its page of a number, from 1.
  func place(_ number: Int) -> PagePlace {
    number <= 1 ? place : .top("\(rawValue)-\(number).html")
  }
}

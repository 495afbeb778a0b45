package import Audit
package import ChangeCalendar
internal import Markup
package import Primitives

/// The pages of an audit: static, one folder, no script needed, nothing fetched.
package struct AuditSite: Sendable {
  let report: AuditReport
  let clock: PageClock
  /// What deployments name each change, and which changes have a dossier.
  let index: DossierIndex
  /// When changes might happen and were planned, as of the standpoint; nil: the calendar shows
  /// what the changes themselves say.
  package var schedule: ChangeSchedule?
  let standards: [StandardControl]

  /// - Parameters:
  ///   - zone: The rules of the calendar's zone, for local times beside those in UTC.
  ///   - standards: The map that the page of standards shows.
  package init(
    report: AuditReport, zone: TimeZoneRules? = nil,
    standards: [StandardControl] = StandardControl.all
  ) {
    self.report = report
    index = DossierIndex(report)
    self.standards = standards
    clock = PageClock(zone: report.scope.period.zone, rules: zone)
  }

  /// What every page has around it.
  var shell: PageShell { PageShell(scope: report.scope, clock: clock) }

  /// All pages but the dossiers, which are made one by one.
  package func pages() -> [Page] {
    let matter = PageMatter(site: self, findings: Findings(report))
    let builders: [() -> [Page]] = [
      IndexPage(matter: matter).pages, ExceptionsPage(matter: matter).pages,
      UncoveredPage(matter: matter).pages, TestsPage(matter: matter).pages,
      ChangesPage(matter: matter).pages, SamplePage(matter: matter).pages, calendarPages,
      flowPages, PeoplePage(matter: matter).pages, PoliciesPage(matter: matter).pages,
      SuppressionsPage(matter: matter).pages, StandardsPage(matter: matter).pages,
      MethodPage(matter: matter).pages,
    ]
    return builders.flatMap { $0() }
  }

  /// The style sheet and the script.
  package var assets: [Page] { Assets(shell: shell).all }
}

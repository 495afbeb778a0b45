package import Audit
internal import Markup
package import Primitives

/// The pages of an audit: static, one folder, no script needed, nothing fetched.
package struct AuditSite: Sendable {
  let report: AuditReport
  let clock: PageClock

  /// - Parameter zone: The rules of the calendar's zone, for local times beside those in UTC.
  package init(report: AuditReport, zone: TimeZoneRules? = nil) {
    self.report = report
    clock = PageClock(zone: report.scope.period.zone, rules: zone)
  }

  /// What every page has around it.
  var shell: PageShell { PageShell(scope: report.scope, clock: clock) }

  /// All pages but the dossiers, which are made one by one.
  package func pages() -> [Page] {
    flowPages() + calendarPages()
  }

  /// The style sheet and the script.
  package var assets: [Page] { Assets.all }
}

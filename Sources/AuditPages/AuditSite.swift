package import Audit
internal import Markup

/// The pages of an audit: static, one folder, no script needed, nothing fetched.
package struct AuditSite: Sendable {
  let report: AuditReport

  package init(report: AuditReport) { self.report = report }
}

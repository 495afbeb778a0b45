package import Audit
internal import Markup

extension AuditSite {
  /// The whole story of one change, on a page of its own.
  package func dossier(of change: AuditedChange) -> Page {
    let summary = change.summary
    return shell.page(.dossier(summary.id), title: summary.id, section: .changes) { main in
      main.element("p", text: summary.title)
    }
  }
}

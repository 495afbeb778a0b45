package import Audit
internal import Markup

extension AuditSite {
  /// The whole story of one change, on a page of its own.
  package func dossier(of change: AuditedChange) -> Page {
    let summary = change.summary
    let title = "\(Clip.text(summary.id, 80)): \(Clip.text(summary.title, 200))"
    let content = Dossier(change, of: self).content()
    return shell.page(.dossier(summary.id), title: title, section: .changes) { main in
      main.element("div", [.style("dossier")]) { $0.append(content) }
    }
  }
}

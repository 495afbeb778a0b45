package import Audit
internal import Markup

extension AuditSite {
  /// The whole story of one change, on a page of its own.
  package func dossier(of change: AuditedChange) -> Page {
    dossier(of: change.summary, Dossier(change, report.scope, clock).draft())
  }

  /// The same from what was drafted when the change was examined.
  ///
  /// - Parameter summary: what the report says of the change.
  package func dossier(of summary: ChangeSummary, _ draft: DossierDraft) -> Page {
    let title = "\(Clip.text(summary.id, 80)): \(Clip.text(summary.title, 200))"
    let content = DossierPage(summary, draft.links, of: self).content(around: draft)
    return shell.page(.dossier(summary.id), title: title, section: .changes) { main in
      main.element("div", [.style("dossier")]) { $0.append(content) }
    }
  }
}

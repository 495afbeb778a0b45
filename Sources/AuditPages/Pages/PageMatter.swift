internal import Audit
internal import Markup
internal import Primitives

/// What the builders of pages share.
struct PageMatter: Sendable {
  let site: AuditSite
  let findings: Findings

  var report: AuditReport { site.report }
  var shell: PageShell { site.shell }
  var clock: PageClock { site.clock }

  /// Changes by id, linked where they have a dossier.
  func list(_ ids: [String], from place: PagePlace, most: Int = 50) -> ChangeList {
    ChangeList(ids, from: place, dossiers: findings.dossiers, most: most)
  }

  /// A moment, or a dash.
  func add(_ moment: Moment?, to markup: inout Markup) {
    guard let moment else { return markup.text("–") }
    markup.add(TimeMark(moment, clock))
  }

  /// How to ask the same again on the command line.
  var command: String {
    "assent audit report \(options) --now \(report.scope.now) --out DIR"
  }

  /// What a command is about: the period and where trust begins.
  var options: String {
    let scope = report.scope
    return "--from \(scope.period.from) --to \(scope.period.until) "
      + "--by \(scope.period.basis.rawValue) --trust-root \(scope.trustRoot)"
  }

  /// A number that leads to the rows behind it.
  func number(_ text: String, _ link: Link, to markup: inout Markup) {
    markup.element("a", [.link(link)], text: text)
  }
}

extension Markup {
  /// Adds a term and what it stands for to a list of facts.
  mutating func fact(_ term: String, _ body: (inout Markup) -> Void) {
    element("dt", text: term)
    element("dd", [], body)
    newline()
  }

  /// Adds a term and a text.
  mutating func fact(_ term: String, _ words: String) { fact(term) { $0.text(words) } }
}

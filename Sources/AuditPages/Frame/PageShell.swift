internal import Audit
internal import Markup
internal import Primitives

/// What every page has around its own matter: head, navigation, print header, footer.
struct PageShell: Sendable {
  let scope: AuditScope
  let clock: PageClock

  /// A whole page.
  ///
  /// - Parameters:
  ///   - section: What the navigation marks as the current place.
  ///   - note: A line below the heading, such as what the page answers.
  func page(
    _ place: PagePlace, title: String, section: PageSection, note: String? = nil,
    _ body: (inout Markup) -> Void
  ) -> Page {
    var page = Markup()
    page.literal("<!DOCTYPE html>\n")
    page.element("html", [Attribute("lang", "en")]) { html in
      html.newline()
      head(title, place, to: &html)
      html.newline()
      html.element("body") { page in
        page.element(
          "a", [.style("skip"), .link(Link(path: [], fragment: "main"))], text: "Skip to content")
        page.newline()
        header(title, place, to: &page)
        page.element("div", [.style("frame")]) { frame in
          navigation(section, place, to: &frame)
          frame.newline()
          frame.element("main", [.id("main"), Attribute("tabindex", "-1")]) { main in
            main.element("h1", text: title)
            if let note { main.element("p", [.style("lead")], text: note) }
            main.newline()
            body(&main)
          }
        }
        page.newline()
        footer(place, to: &page)
      }
    }
    page.newline()
    return Page(path: place.path, bytes: page.bytes)
  }

  private func head(_ title: String, _ place: PagePlace, to page: inout Markup) {
    page.element("head") { head in
      head.void("meta", [Attribute("charset", "utf-8")])
      head.newline()
      // Before everything that could be loaded. Style sheet and script are files of the pack; a
      // browser counts those as its own, from a folder as well as from a server.
      head.void("meta", [.header("Content-Security-Policy"), Attribute("content", Self.policy)])
      head.newline()
      head.void("meta", [Attribute("name", "referrer"), Attribute("content", "no-referrer")])
      head.void(
        "meta",
        [
          Attribute("name", "viewport"),
          Attribute("content", "width=device-width, initial-scale=1"),
        ])
      head.newline()
      head.element("title", text: "\(title) · \(scope.repository) · \(period) · audit")
      head.newline()
      head.void(
        "link", [Attribute("rel", "stylesheet"), .link(place.link(to: Assets.stylePath))])
      head.element("script", [.source(place.link(to: Assets.scriptPath)), Attribute("defer")]) {
        _ in
      }
    }
  }

  /// Nothing may be loaded, sent or framed but the pack's own style sheet and script.
  static let policy = """
    default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; \
    form-action 'none'; require-trusted-types-for 'script'
    """

  private func header(_ title: String, _ place: PagePlace, to page: inout Markup) {
    page.element("header", [.style("top")]) { header in
      header.element("p", [.style("brand")]) { line in
        line.element(
          "a", [.link(place.link(to: PageSection.index.place))],
          text: "Audit of \(scope.repository)")
      }
      header.element("p", [.style("period")]) { line in
        line.text("\(period) · \(scope.period.zone) · by \(scope.period.basis.rawValue)")
      }
      header.element("p", [.style("paper")]) { line in
        line.text("\(title) · \(place.path.joined(separator: "/")) · head \(scope.tip)")
      }
    }
    page.newline()
  }

  /// The first and the last day of the period.
  var period: String {
    let last = CivilDate(daysSinceEpoch: scope.period.until.daysSinceEpoch - 1)
    return "\(scope.period.from) to \(last)"
  }

  private func navigation(
    _ current: PageSection, _ place: PagePlace, to page: inout Markup
  ) {
    page.element("nav", [.style("pages"), Attribute("aria-label", "Pages of the audit")]) { nav in
      for group in PageSection.Group.allCases {
        nav.element("p", text: group.rawValue)
        nav.element("ul") { list in
          for section in PageSection.allCases where section.group == group {
            list.element("li") { item in
              let here = section == current ? [Attribute("aria-current", "page")] : []
              item.element("a", [.link(place.link(to: section.place))] + here, text: section.title)
            }
          }
        }
      }
    }
  }

  private func footer(_ place: PagePlace, to page: inout Markup) {
    page.element("footer") { footer in
      footer.element("p") { line in
        line.text("Judged by \(scope.engine.name)")
        if let digest = scope.engine.digest {
          line.text(", ")
          line.element("code", [.style("long")], text: "\(digest)")
        } else {
          line.text(", whose program file could not be read")
        }
        line.text(", at ")
        line.add(CommitMark(scope.standpoint))
        line.text(" as of ")
        line.add(TimeMark(scope.asOf, clock))
        line.text(". ")
        line.element("a", [.link(place.link(to: ["VERIFY.md"]))], text: "How to check this pack")
        line.text(" · ")
        line.element(
          "a", [.link(place.link(to: ["MANIFEST.sha256"]))], text: "digests of all files")
      }
    }
  }
}

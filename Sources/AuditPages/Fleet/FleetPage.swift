internal import Markup

/// The first page of several audits: who could not be read, every exception, a row a repository.
package struct FleetPage: Sendable {
  /// One repository and the folder of its pack.
  package struct Repository: Sendable {
    package let name: String
    package let folder: String
    package let changes: Int
    package let failed: Int
    package let notEvaluable: Int
    /// Nil where there was no deployment feed.
    package let uncovered: Int?
    package let exceptions: [Exception]

    package init(
      name: String, folder: String, changes: Int, failed: Int, notEvaluable: Int, uncovered: Int?,
      exceptions: [Exception]
    ) {
      self.name = name
      self.folder = folder
      self.changes = changes
      self.failed = failed
      self.notEvaluable = notEvaluable
      self.uncovered = uncovered
      self.exceptions = exceptions
    }
  }

  package struct Exception: Sendable {
    package let kind: String
    package let change: String?
    package let message: String
    package let time: String?
    /// Whether the pack has a page about the change.
    package let hasDossier: Bool

    package init(
      kind: String, change: String?, message: String, time: String?, hasDossier: Bool
    ) {
      self.kind = kind
      self.change = change
      self.message = message
      self.time = time
      self.hasDossier = hasDossier
    }
  }

  /// A clone that could not be audited.
  package struct Obstacle: Sendable {
    package let path: String
    package let reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// More exceptions than this are in the packs only: a page has to load.
  static let mostExceptions = 500

  package let period: String
  package let repositories: [Repository]
  package let obstacles: [Obstacle]

  package init(period: String, repositories: [Repository], obstacles: [Obstacle]) {
    self.period = period
    self.repositories = repositories
    self.obstacles = obstacles
  }

  /// The page and what it needs beside it.
  package var pages: [Page] { [page] + Assets(paperHead: "Audit of \(count), \(period)").all }

  private var page: Page {
    var page = Markup()
    page.literal("<!DOCTYPE html>\n")
    page.element("html", [Attribute("lang", "en")]) { html in
      head(to: &html)
      html.element("body") { body in
        body.element("main", [.id("main")]) { main in
          main.element("h1", text: "Audit of \(count), \(period)")
          if !obstacles.isEmpty { add(obstacles, to: &main) }
          addExceptions(to: &main)
          addRepositories(to: &main)
          addFiles(to: &main)
        }
      }
    }
    page.newline()
    return Page(path: ["index.html"], bytes: page.bytes)
  }

  private var count: String {
    repositories.count == 1 ? "one repository" : "\(repositories.count) repositories"
  }

  private func head(to html: inout Markup) {
    html.element("head") { head in
      head.void("meta", [Attribute("charset", "utf-8")])
      head.void(
        "meta", [.header("Content-Security-Policy"), Attribute("content", PageShell.policy)])
      head.void(
        "meta",
        [
          Attribute("name", "viewport"),
          Attribute("content", "width=device-width, initial-scale=1"),
        ]
      )
      head.element("title", text: "Audit of several repositories, \(period)")
      head.void(
        "link", [Attribute("rel", "stylesheet"), .link(Link(path: Assets.stylePath))])
      head.element("script", [.source(Link(path: Assets.scriptPath)), Attribute("defer")]) { _ in }
    }
  }

  private func add(_ obstacles: [Obstacle], to main: inout Markup) {
    main.element("h2", text: "Not audited")
    Table("Clones that could not be audited", [.init("Clone"), .init("Why", .prose)])
      .add(
        to: &main,
        rows: obstacles.map { obstacle in
          var row = TableRow()
          row.heading(obstacle.path)
          row.prose(obstacle.reason)
          return row
        })
  }

  private func addExceptions(to main: inout Markup) {
    main.element("h2", text: "Exceptions")
    let all = repositories.flatMap { repository in
      repository.exceptions.map { (repository, $0) }
    }
    Table(
      "Exceptions of all repositories",
      [
        .init("Kind"), .init("Repository"), .init("Change"), .init("What", .prose), .init("When"),
      ], isSortable: true
    ).add(
      to: &main,
      rows: all.prefix(Self.mostExceptions).map { repository, exception in
        var row = TableRow()
        row.heading(exception.kind)
        row.cell { cell in
          cell.element(
            "a", [.link(Link(path: [repository.folder, "exceptions.html"]))],
            text: repository.name)
        }
        row.cell { cell in
          guard let change = exception.change else { return }
          guard exception.hasDossier else { return cell.text(change) }
          cell.element(
            "a", [.link(Link(path: [repository.folder, "changes", change + ".html"]))],
            text: change)
        }
        row.prose(exception.message)
        row.cell(exception.time)
        return row
      })
    if all.count > Self.mostExceptions {
      main.element(
        "p",
        text: "\(all.count - Self.mostExceptions) more are in audit.db and in the packs below.")
    }
  }

  private func addRepositories(to main: inout Markup) {
    main.element("h2", text: "Repositories")
    Table(
      "Repositories",
      [
        .init("Repository"), .init("Changes", .number), .init("With a failed test", .number),
        .init("With a test not evaluable", .number), .init("Exceptions", .number),
        .init("Uncovered deployments"),
      ], isSortable: true
    ).add(
      to: &main,
      rows: repositories.map { repository in
        var row = TableRow()
        row.heading { cell in
          cell.element(
            "a", [.link(Link(path: [repository.folder, "index.html"]))], text: repository.name)
        }
        row.number(repository.changes)
        row.number(repository.failed)
        row.number(repository.notEvaluable)
        row.number(repository.exceptions.count)
        row.cell(repository.uncovered.map { "\($0)" } ?? "not evaluable: no feed")
        return row
      })
  }

  private func addFiles(to main: inout Markup) {
    main.element("h2", text: "Files")
    main.element("ul") { list in
      for (file, words) in [
        ("audit.db", "all audits in one database"),
        ("population.csv", "all changes in one table"),
        ("MANIFEST.sha256", "digests of these files and of the manifests of the packs"),
      ] {
        list.element("li") { item in
          item.element("a", [.link(Link(path: [file]))], text: file)
          item.text(": \(words)")
        }
      }
    }
  }
}

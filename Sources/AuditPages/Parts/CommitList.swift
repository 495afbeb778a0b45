internal import Markup
internal import Primitives

/// The commits that show something: the first few, and how many more there are.
struct CommitList: Part {
  private let commits: [ObjectID]
  private let most: Int

  init(_ commits: [ObjectID], most: Int = 6) {
    self.commits = commits
    self.most = most
  }

  func add(to markup: inout Markup) {
    for (index, commit) in commits.prefix(most).enumerated() {
      if index > 0 { markup.text(" ") }
      markup.add(CommitMark(commit))
    }
    if commits.count > most { markup.text(" and \(commits.count - most) more") }
  }
}

/// Changes by id, linked where they have a dossier: the first few, and how many more there are.
struct ChangeList: Part {
  private let ids: [String]
  private let most: Int
  private let place: PagePlace
  private let dossiers: Set<String>

  init(_ ids: [String], from place: PagePlace, dossiers: Set<String>, most: Int = 50) {
    self.ids = ids
    self.most = most
    self.place = place
    self.dossiers = dossiers
  }

  func add(to markup: inout Markup) {
    if ids.isEmpty { markup.text("–") }
    for (index, id) in ids.prefix(most).enumerated() {
      if index > 0 { markup.text(", ") }
      if dossiers.contains(id) {
        markup.add(ChangeLink(id, from: place))
      } else {
        markup.element("span", [.style("id")], text: Excerpt.line(id, 80))
      }
    }
    if ids.count > most { markup.text(" and \(ids.count - most) more in audit.db") }
  }
}

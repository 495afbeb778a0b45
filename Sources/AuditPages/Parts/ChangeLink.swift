internal import Markup

/// A change's id, linked to its dossier.
struct ChangeLink: Part {
  private let id: String
  private let place: PagePlace
  private let fragment: String?

  /// - Parameters:
  ///   - place: The page on which the link stands.
  ///   - fragment: A place in the dossier, such as `T5`.
  init(_ id: String, from place: PagePlace, _ fragment: String? = nil) {
    self.id = id
    self.place = place
    self.fragment = fragment
  }

  func add(to markup: inout Markup) {
    markup.element("a", [.style("id"), .link(place.link(to: .dossier(id), fragment))], text: id)
  }
}

/// One thing that could be written at a place.
struct Suggestion: Hashable {
  /// The kinds of the protocol that are used here.
  enum Kind: Int, Hashable {
    case module = 9
    case property = 10
    case value = 12
    case file = 17
    case reference = 18
    case member = 20
    case event = 23
  }

  /// What the list shows, and what is written if there is no `insertion`.
  var label: String
  var kind: Kind
  /// A few words beside it.
  var detail: String?
  /// More about it, as Markdown.
  var documentation: String?
  /// What is written instead of the label.
  var insertion: String?
  /// The same with places to go on at, for clients that can do that.
  var snippet: String?
}

internal import Diagnostics
internal import YAMLTree

/// What the comments of a record stand above or beside.
struct CommentPlaces {
  /// A key with its value, or an item of a list.
  private struct Spot {
    let place: Place
    let start: Position
    let end: Position
  }

  private let bytes: [UInt8]
  private let offsets: TextOffsets
  /// By line with a comment and nothing else, the next line that is none.
  private let nextLines: [Int: Int]
  /// By line, the keys and items that begin there in order, parents before their children.
  private let spots: [Int: [Spot]]

  init(_ bytes: [UInt8], root: Node, comments: [Comment]) {
    self.bytes = bytes
    offsets = TextOffsets(bytes)
    var nextLines: [Int: Int] = [:]
    for comment in comments.reversed() where comment.isAlone {
      let line = comment.span.start.line
      nextLines[line] = nextLines[line + 1] ?? line + 1
    }
    self.nextLines = nextLines
    var spots: [Spot] = []
    Self.collect(root, at: Place([]), into: &spots)
    self.spots = Dictionary(grouping: spots) { $0.start.line }
  }

  /// The place that a comment is about.
  func place(of comment: Comment) throws(CommentFault) -> Place {
    comment.isAlone ? try below(comment) : try beside(comment)
  }

  /// A comment on a line of its own belongs to the key or item right below, and lines up with it.
  private func below(_ comment: Comment) throws(CommentFault) -> Place {
    let own = comment.span.start.line
    let line = nextLines[own] ?? own + 1
    let text = bytes[offsets.line(line)]
    let indent = text.prefix { $0 == 0x20 }.count
    guard indent < text.count,
      let spot = spots[line]?.first
    else {
      throw CommentFault(
        "the comment stands above no key and no item of a list",
        advice: "put it right above the key or item, or at the end of its line")
    }
    guard comment.span.start.column == indent + 1 else {
      throw CommentFault(
        "the comment is not lined up with `\(spot.place)` below it",
        advice: "indent it like the line below")
    }
    return spot.place
  }

  /// A comment at the end of a line belongs to what begins on the line: to an item as a whole only
  /// if all of it stands there.
  private func beside(_ comment: Comment) throws(CommentFault) -> Place {
    let line = comment.span.start.line
    let here = spots[line] ?? []
    guard let first = here.first else {
      throw CommentFault(
        "no key and no item of a list begins on the line of the comment",
        advice: "put it on the line of the key, or on its own line above")
    }
    let whole = here.first { $0.end.line == line || $0.end == Position(line: line + 1, column: 1) }
    // What goes on below is meant only if nothing else begins beside it.
    let spot = here.count == 1 ? first : whole ?? here[here.count - 1]
    guard
      here.allSatisfy({
        $0.place.steps.starts(with: spot.place.steps)
          || spot.place.steps.starts(with: $0.place.steps)
      })
    else {
      throw CommentFault(
        "several keys begin on the line of the comment",
        advice: "write one key a line, or put the comment above them all")
    }
    return spot.place
  }

  private static func collect(_ node: Node, at place: Place, into spots: inout [Spot]) {
    switch node.content {
    case .scalar: return
    case .sequence(let items):
      for (index, item) in items.enumerated() {
        let own = place.appending(index)
        spots.append(Spot(place: own, start: item.span.start, end: item.span.end))
        collect(item, at: own, into: &spots)
      }
    case .mapping(let entries):
      for entry in entries {
        let own = place.appending(entry.key)
        spots.append(Spot(place: own, start: entry.keySpan.start, end: entry.value.span.end))
        collect(entry.value, at: own, into: &spots)
      }
    }
  }
}

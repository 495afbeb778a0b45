internal import Diagnostics
internal import Records
package import YAMLTree

/// A second attempt at a change: its plans, without what happened and without its times.
package struct Retry: Sendable {
  package let text: String
  /// The sections that were taken over, and what was left behind.
  package let copied: [String]
  package let dropped: [String]

  /// What is new about it.
  package struct Answers: Sendable {
    package let id: String
    package var requester: String?
    package var title: String?
    package var start: String?
    package var end: String?
    /// The comment for editors that names the schema; empty for none.
    package var modeline = ""

    package init(id: String) { self.id = id }
  }

  /// Makes the text of a retry from the tree of a record.
  ///
  /// - Parameter earlier: the id of that record.
  package init(of earlier: String, _ root: Node, _ answers: Answers) {
    var writer = Writer(root)
    writer.set("id", Writer.text(answers.id))
    writer.set("request.supersedes", Writer.list([earlier]))
    if let title = answers.title { writer.set("title", Writer.quoted(title)) }
    if let requester = answers.requester { writer.set("request.requester", Writer.text(requester)) }
    for section in ["execution", "review", "closure", "testing.results", "rollback.rehearsal"] {
      writer.remove(section)
    }
    for interval in ["request.timeline", "schedule.window"] where writer.has(interval) {
      writer.set("\(interval).start", Writer.text(answers.start ?? Blank.text("when it begins")))
      writer.set("\(interval).end", Writer.text(answers.end ?? Blank.text("when it is over")))
    }
    writer.blank("at", ofEach: "schedule.communications", "when")
    writer.blank("at-latest", ofEach: "rollback.triggers", "when the decision is due anyway")
    text =
      answers.modeline
      + "# A retry of \(earlier); what differs from it and why belongs into the description.\n"
      + YAMLWriter.text(writer.root)
    let kept = ["request", "assessment", "testing", "implementation", "rollback", "schedule"]
    copied = kept.filter { writer.root[$0] != nil }
    dropped = writer.removed + (writer.hasBlanks ? ["all times"] : [])
  }

  /// Changes a tree in place; what is not there is left alone.
  private struct Writer {
    private(set) var root: Node
    private(set) var removed: [String] = []
    private(set) var hasBlanks = false

    init(_ root: Node) { self.root = root }

    func has(_ path: String) -> Bool { root.at(YAMLTree.KeyPath(field: path)) != nil }

    mutating func set(_ path: String, _ value: Node) {
      do throws(Node.EditFault) {
        root = try root.setting(YAMLTree.KeyPath(field: path), to: value)
      } catch {
        // The linter says what is wrong with a record in which nothing can be set there.
      }
    }

    mutating func remove(_ path: String) {
      do throws(Node.EditFault) {
        root = try root.removing(YAMLTree.KeyPath(field: path))
        removed.append(path)
      } catch {
        // What is not there need not go.
      }
    }

    /// Puts a blank for a field of every item of a list that has it.
    mutating func blank(_ field: String, ofEach list: String, _ hint: String) {
      guard case .sequence(let items)? = root.at(YAMLTree.KeyPath(field: list))?.content else {
        return
      }
      for (index, item) in items.enumerated() where item[field] != nil {
        set("\(list).\(index).\(field)", Self.text(Blank.text(hint)))
        hasBlanks = true
      }
    }

    private static let nowhere = Span(
      start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))

    static func text(_ text: String) -> Node {
      Node(content: .scalar(text, .plain), span: nowhere)
    }

    static func quoted(_ text: String) -> Node {
      Node(content: .scalar(text, .quoted), span: nowhere)
    }

    static func list(_ items: [String]) -> Node {
      Node(content: .sequence(items.map(text)), span: nowhere)
    }
  }
}

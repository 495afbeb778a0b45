package import Diagnostics
package import Primitives
internal import Records
package import YAMLTree

/// A comment of a record that quiets warnings and notes of some rules at one place and below it:
/// `# assent: ignore[rule-name] until=2026-12-31 reason`.
package struct CommentSuppression: Hashable, Sendable {
  package let path: String
  package let span: Span
  package let rules: [String]
  /// The last day on which it holds.
  package let until: CivilDate
  package let reason: String
  /// The key path from which on it holds.
  package let place: YAMLTree.KeyPath

  /// Whether a finding is one that it speaks of, whatever the finding weighs.
  func names(_ finding: Finding) -> Bool {
    guard rules.contains(finding.rule), finding.location.path == path, let text = finding.place
    else { return false }
    return Place(text).steps.starts(with: place.steps)
  }
}

/// What the comments of a record say to the linter.
package struct CommentReading: Sendable {
  package var suppressions: [CommentSuppression] = []
  /// Comments that want to say something and do not.
  package var findings: [Finding] = []

  /// Says nothing.
  package init() {}

  /// Reads the comments of a record.
  ///
  /// - Parameter root: the tree that was read from these very bytes.
  package init(_ bytes: [UInt8], root: Node, path: String) {
    // Most records say nothing; looking for the word is cheaper than looking at every byte.
    guard CommentGrammar.mayOccur(in: bytes) else { return }
    let comments = Margins(bytes, root: root).comments
    guard comments.contains(where: { CommentGrammar.isMeant($0.text) }) else { return }
    let places = CommentPlaces(bytes, root: root, comments: comments)
    for comment in comments where CommentGrammar.isMeant(comment.text) {
      read(comment, places, path)
    }
  }

  private mutating func read(_ comment: Comment, _ places: CommentPlaces, _ path: String) {
    func refuse(_ fault: CommentFault) {
      findings.append(
        Finding(
          rule: SuppressionRule.malformed.name, message: fault.message,
          location: Location(path: path, span: comment.span), advice: fault.advice))
    }
    do throws(CommentFault) {
      let words = try CommentGrammar.read(comment.text)
      let place = try places.place(of: comment)
      suppressions.append(
        CommentSuppression(
          path: path, span: comment.span, rules: words.rules, until: words.until,
          reason: words.reason, place: place))
    } catch {
      refuse(error)
    }
  }
}

/// Why a comment suppresses nothing.
struct CommentFault: Error {
  let message: String
  let advice: String

  init(_ message: String, advice: String) {
    self.message = message
    self.advice = advice
  }
}

package import Primitives

/// A finding that the owners of the policy accept for a while: an item of `suppressions` in
/// `policies/lint.yaml`.
package struct LintSuppression: Hashable, Sendable {
  /// Whose finding it is.
  package enum Subject: Hashable, Sendable {
    /// Of the record with that id, wherever a record of that id may stand.
    case record(String)
    /// Of the record at that very path.
    case path(String)
  }

  /// The rule, such as `rehearsal-missing`.
  package var rule: String
  package var subject: Subject
  /// The place and everything below it; nil for the whole record.
  package var place: SuppressedPlace?
  package var reason: String
  /// The last day on which it holds, in the time zone of the policy's calendar.
  package var until: CivilDate
  /// Where it stands in `policies/lint.yaml`.
  package var line: Int

  package init(
    rule: String, subject: Subject, place: SuppressedPlace?, reason: String, until: CivilDate,
    line: Int = 1
  ) {
    self.rule = rule
    self.subject = subject
    self.place = place
    self.reason = reason
    self.until = until
    self.line = line
  }
}

/// A place of a record that goes on meaning the same when items are put in before it: an item of a
/// list is named by its `id`, never by its number.
package struct SuppressedPlace: Hashable, Sendable, CustomStringConvertible {
  /// One step down.
  package enum Step: Hashable, Sendable {
    case key(String)
    /// The item of a list whose `id` that is.
    case item(String)
  }

  package let steps: [Step]

  /// Reads `rollback.steps[R2].do`; nil for anything else, an item by its number included.
  package init?(_ text: String) {
    var steps: [Step] = []
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      var name = part
      var item: Substring.UTF8View?
      if let open = part.firstIndex(of: UInt8(ascii: "[")) {
        guard part.last == UInt8(ascii: "]") else { return nil }
        name = part[..<open]
        item = part[part.index(after: open)..<part.index(before: part.endIndex)]
      }
      guard Syntax.isName(String(Substring(name))) else { return nil }
      steps.append(.key(String(Substring(name))))
      guard let item else { continue }
      let id = String(Substring(item))
      guard Syntax.isToken(id), !id.utf8.allSatisfy(Syntax.isDigit) else { return nil }
      steps.append(.item(id))
    }
    self.steps = steps
  }

  /// `rollback.steps[R2].do`.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text += text.isEmpty ? key : "." + key
      case .item(let id): text += "[\(id)]"
      }
    }
    return text
  }
}

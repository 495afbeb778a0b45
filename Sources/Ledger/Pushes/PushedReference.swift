package import Primitives

/// One reference that a push is about to move, as Git tells its hooks.
package struct PushedReference: Hashable, Sendable {
  /// The full name on the side that is pushed to.
  package let name: String
  /// What it is there before; nil if the push makes it.
  package let old: ObjectID?
  /// What it becomes; nil if the push deletes it.
  package let new: ObjectID?

  package init(name: String, old: ObjectID?, new: ObjectID?) {
    self.name = name
    self.old = old
    self.new = new
  }

  /// Which hook wrote a line.
  package enum Form: Sendable {
    /// `old new name`
    case preReceive
    /// `local-name new name old`
    case prePush
  }

  /// The references of a hook's standard input.
  ///
  /// Throws an error of exit status 2 that quotes the first line of another form.
  package static func all(in input: String, form: Form) throws(LedgerError) -> [PushedReference] {
    var result: [PushedReference] = []
    for line in input.split(separator: "\n") {
      let fields = line.split(separator: " ").map { String($0) }
      let order = form == .preReceive ? (count: 3, old: 0, new: 1) : (count: 4, old: 3, new: 1)
      guard fields.count == order.count, let old = commit(fields[order.old]),
        let new = commit(fields[order.new]), fields[2].hasPrefix("refs/")
      else {
        throw LedgerError(
          "usage", "standard input has a line that Git does not write: \(line.prefix(200))",
          hint: "let Git run the hook: assent hook install", exitStatus: 2)
      }
      result.append(PushedReference(name: fields[2], old: old.id, new: new.id))
    }
    return result
  }

  /// An object id, nil inside for the zeros that stand for none; nil for anything else.
  private static func commit(_ text: String) -> (id: ObjectID?, Void)? {
    if text.utf8.count == 40, text.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) {
      return (nil, ())
    }
    return ObjectID(text).map { ($0, ()) }
  }
}

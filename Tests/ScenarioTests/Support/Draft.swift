import TestSupport

/// What a row's record says where it differs from the sample.
struct Draft: Sendable {
  var risk = "medium"
  var type = "normal"
  var systems = ["db-core"]
  /// Start and end of the planned window; four hours on Saturday night, if nil.
  var window: (from: Moment, to: Moment)?
  /// Replacements in the text.
  var edits: [(old: String, new: String)] = []
  /// The whole text, made from the id, instead of the sample's.
  var text: (@Sendable (String) -> String)?

  /// The record under an id.
  func record(_ id: String, begins: Moment) throws -> SampleRecord {
    let start = window?.from ?? (begins + 5.days + 15.hours)
    let end = window?.to ?? (start + 4.hours)
    var record = try SampleRecord(
      id: id, type: type, risk: risk, systems: systems, begins: start - 5.days - 15.hours)
    let middle = min(start + 2.hours, end - 45.minutes)
    // From the last to the first, lest one replacement meets the other's result.
    record.text = record.text
      .replacing((start + 4.hours).text, with: "END").replacing((start + 2.hours).text, with: "MID")
      .replacing("END", with: end.text).replacing("MID", with: middle.text)
    record.window = start..<end
    for edit in edits { try record.replace(edit.old, with: edit.new) }
    if let text { record.text = text(id) }
    return record
  }

  static let usual = Draft()
  static func risk(_ risk: String) -> Draft { Draft(risk: risk) }
  static func systems(_ systems: String...) -> Draft { Draft(systems: systems) }
  static func window(_ from: Moment, _ to: Moment, risk: String = "medium") -> Draft {
    Draft(risk: risk, window: (from, to))
  }
  /// An emergency whose window begins at once.
  static func emergency(
    _ edits: [(old: String, new: String)] = [], at begins: Moment = .beginning
  ) -> Draft {
    Draft(risk: "high", type: "emergency", window: (begins, begins + 4.hours), edits: edits)
  }
  /// The sample with replacements.
  static func edited(_ edits: (old: String, new: String)...) -> Draft { Draft(edits: edits) }
}

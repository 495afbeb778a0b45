internal import Acting
internal import Primitives

/// A record of the sample organisation, moved in time so that its window lies where a story needs
/// it.
struct DemoRecord {
  let id: String
  private(set) var text: String

  var path: String { "changes/2026/\(id).yaml" }
  private let delta: Int64

  /// Takes the sample's record up to the section of a later step, and lets its window open at
  /// `opening`.
  init(_ id: String, before section: String, opening: Instant) {
    self.id = id
    let whole = Sample.text(of: "changes/2026/\(id).yaml")
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.prefix { !$0.hasPrefix(section) }
    let text = kept.joined(separator: "\n") + "\n"
    let window = lines.first { $0.contains("window: {start: ") }
    let start = window.flatMap { line in
      line.split(separator: " ").dropFirst(2).first.flatMap {
        Instant(rfc3339: String($0.dropLast()))
      }
    }
    delta = opening.seconds - (start?.seconds ?? opening.seconds)
    self.text = Self.moved(text, by: delta)
  }

  /// The evidence files, which have no times that matter.
  var evidence: [SampleFile] {
    Sample.files.filter { $0.path.hasPrefix("changes/evidence/\(id)/") }
  }

  /// Replaces what stands in the text; a story that does not fit its record is a defect.
  mutating func replace(_ old: String, with new: String) throws {
    guard text.contains(old) else {
      throw Failure("demo", "the sample record lacks `\(old)`", exitStatus: 70)
    }
    text = text.replacing(old, with: new)
  }

  /// Adds a section at the end.
  mutating func add(_ section: String) { text += section }

  /// Moves every time such as `2026-05-19T10:00:00+02:00`.
  private static func moved(_ text: String, by delta: Int64) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = index + 25
      if end <= bytes.count, bytes[index + 10] == UInt8(ascii: "T"),
        let time = Instant(rfc3339: String(decoding: bytes[index..<end], as: UTF8.self))
      {
        result += Array(time.advanced(by: delta).description.utf8)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

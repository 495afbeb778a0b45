internal import CLibyaml
internal import Diagnostics

/// What libyaml saw. Without the text of a scalar, which is made when it is asked for: an event
/// is looked at several times, and copies of texts are counted.
enum EventKind: Hashable {
  case none, streamStart, streamEnd, documentStart, documentEnd, alias
  case scalar(Node.Style)
  case sequenceStart, sequenceEnd, mappingStart, mappingEnd
}

/// What an event has that the subset refuses.
struct Oddity {
  /// The anchor of a node; the name of an alias.
  let anchor: String?
  /// The tag as resolved by libyaml.
  let tag: String?
  /// What an escape of a double-quoted scalar smuggled in.
  let forbidden: ForbiddenCharacter?
}

/// A syntax error in libyaml's words.
struct SyntaxProblem {
  /// What is wrong.
  let problem: String
  /// Where.
  let position: Position
  /// What libyaml was doing, and where that began.
  let context: (text: String, position: Position)?
}

/// The events of a text in memory, one at a time. Owns libyaml's parser and event and frees each
/// once.
struct EventStream: ~Copyable {
  // libyaml keeps the parser's address in itself, so it lives on the heap.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// What the present event is; `none` before the first.
  private(set) var kind = EventKind.none
  /// Where it stands.
  private(set) var span = Span(
    start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))

  /// Takes a text that must outlive the stream; nil if there is no memory.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      event.deallocate()
      return nil
    }
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Goes on to the next event; false at a syntax error, which `problem` then tells.
  mutating func advance() -> Bool {
    yaml_event_delete(event)
    kind = .none
    guard yaml_parser_parse(parser, event) == 1 else { return false }
    span = Span(start: Position(event.pointee.start_mark), end: Position(event.pointee.end_mark))
    switch event.pointee.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_SEQUENCE_START_EVENT: kind = .sequenceStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT: kind = .mappingStart
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_SCALAR_EVENT: kind = .scalar(style)
    default: kind = .none
    }
    return true
  }

  /// The text of the present scalar; empty for every other event.
  var text: String {
    guard case .scalar = kind else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the present event begins a collection that is written with brackets.
  var isFlow: Bool {
    switch kind {
    case .sequenceStart: event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    case .mappingStart: event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    default: false
    }
  }

  /// What the subset refuses about the present event; nil for nearly all of them.
  var oddity: Oddity? {
    switch kind {
    case .alias: Oddity(anchor: text(event.pointee.data.alias.anchor), tag: nil, forbidden: nil)
    case .sequenceStart:
      oddity(event.pointee.data.sequence_start.anchor, event.pointee.data.sequence_start.tag)
    case .mappingStart:
      oddity(event.pointee.data.mapping_start.anchor, event.pointee.data.mapping_start.tag)
    case .scalar:
      oddity(event.pointee.data.scalar.anchor, event.pointee.data.scalar.tag, forbidden)
    default: nil
    }
  }

  /// Why the last call of `advance` failed.
  var problem: SyntaxProblem {
    let raw = parser.pointee
    var context: (String, Position)?
    if let words = raw.context {
      context = (String(cString: words), Position(raw.context_mark))
    }
    let words = raw.problem.map { String(cString: $0) } ?? "out of memory"
    return SyntaxProblem(
      problem: words, position: Position(raw.problem_mark), context: context)
  }

  private var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
  }

  private var style: Node.Style {
    switch event.pointee.data.scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  /// Only escapes of double quotes can bring in what the scan of the text did not see.
  private var forbidden: ForbiddenCharacter? {
    guard event.pointee.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE else { return nil }
    return CharacterScan.forbidden(in: bytes)
  }

  private func oddity(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?,
    _ forbidden: ForbiddenCharacter? = nil
  ) -> Oddity? {
    if anchor == nil, tag == nil, forbidden == nil { return nil }
    return Oddity(anchor: text(anchor), tag: text(tag), forbidden: forbidden)
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

extension Position {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
